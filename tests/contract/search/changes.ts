import { describe, expect, it } from 'vitest';
import { allDocuments, documentsOf, idOf, KEYS } from './fixture.ts';
import { staff, type Questions } from './questions.ts';

export function changeContracts({ ask, found, suggest, search }: Questions): void {
  describe('changes', () => {
    const upsert = async (documents: ReturnType<typeof documentsOf>): Promise<void> => {
      await search().upsert(documents);
      await search().settle();
    };

    it('a changed organisation is found by what it is now, not by what it was', async () => {
      await upsert(documentsOf('orchard', { name: 'Walnut Grove Peacemakers', about: null, country: 'EE' }));
      expect(await found('walnut')).toEqual(['orchard']);
      expect(await found('orchard')).toEqual([]);
      expect(await found('', { filter: { countries: ['EE'] } })).toEqual(['orchard']);
      await upsert(documentsOf('orchard'));
      expect(await found('walnut')).toEqual([]);
      expect(await found('orchard')).toEqual(['orchard']);
    });

    it('an organisation that puts on or takes off a mask changes its faces at once', async () => {
      await upsert(documentsOf('harbour', { visibility: 'PSEUDONYMOUS', alias: 'Amber Otter' }));
      expect(await found('hmn')).toEqual([]);
      expect(await found('amber otter')).toEqual(['harbour']);
      await upsert(documentsOf('harbour'));
      expect(await found('amber otter')).toEqual([]);
      expect(await found('hmn')).toEqual(['harbour']);
    });

    it('a removed organisation is gone from hits, counts and suggestions; unknown ids do no harm', async () => {
      await search().remove([idOf('zizkov'), 'ffffffff-ffff-7fff-8fff-ffffffffffff']);
      await search().settle();
      expect(await found('žižkovské')).toEqual([]);
      expect((await ask('', { facets: ['countries'] })).facets[0]?.values.map(({ value }) => value)).not.toContain('CZ');
      expect(await suggest('zizk', staff)).toEqual([]);
      await upsert(documentsOf('zizkov'));
      expect(await found('žižkovské')).toEqual(['zizkov']);
    });

    it('tells what it holds, by face and revision', async () => {
      const faces: string[] = [];
      const revisions = new Set<string>();
      for await (const batch of search().scan()) {
        for (const face of batch) {
          faces.push(face.id);
          revisions.add(face.revision);
        }
      }
      expect(faces.sort()).toEqual(
        allDocuments()
          .map((document) => document.id)
          .sort(),
      );
      expect(revisions.size).toBe(faces.length);
    });

    it('a rebuild leaves exactly the documents it was given', async () => {
      const kept = KEYS.filter((key) => key !== 'plovdiv');
      await search().rebuild([kept.slice(0, 5).flatMap((key) => documentsOf(key)), kept.slice(5).flatMap((key) => documentsOf(key))]);
      expect(await found('plovdiv')).toEqual([]);
      expect((await ask('', { facets: ['countries'] })).totalCount).toBe(KEYS.length - 3);
      await search().rebuild([allDocuments()]);
      expect(await found('plovdiv')).toEqual(['plovdiv']);
      expect((await ask('', { facets: ['countries'] })).facets[0]?.values[0]).toEqual({ value: 'TR', count: 5 });
    });
  });
}
