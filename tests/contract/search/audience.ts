import { describe, expect, it } from 'vitest';
import { audienceFilter, withoutOutdated, type Viewer } from '@kopru/search/audience';
import { idOf, KEYS, type Key } from './fixture.ts';
import { member, seeing, staff, visitor, type Questions } from './questions.ts';

export function audienceContracts({ ask, found, counts, suggest, search }: Questions): void {
  describe('audience', () => {
    const face = async (key: Key, viewer: Viewer): Promise<string | undefined> =>
      (await ask('', {}, viewer)).hits
        .filter((hit) => hit.organisationId === idOf(key))
        .map((hit) => hit.face)
        .join();

    it('shows every organisation at most once, in the face the viewer may see', async () => {
      expect([await face('masked', visitor), await face('club', visitor), await face('hidden', visitor)]).toEqual(['alias', '', '']);
      expect([await face('masked', member), await face('club', member), await face('hidden', member)]).toEqual(['alias', 'full', '']);
      expect([await face('masked', staff), await face('club', staff), await face('hidden', staff)]).toEqual(['full', 'full', 'full']);
      const own = seeing('masked', 'hidden');
      expect([await face('masked', own), await face('club', own), await face('hidden', own)]).toEqual(['full', '', 'full']);
    });

    it.each<[string, Viewer, number]>([
      ['visitors', visitor, KEYS.length - 2],
      ['members', member, KEYS.length - 1],
      ['its own people', seeing('masked', 'hidden', 'kadin'), KEYS.length - 1],
      ['staff', staff, KEYS.length],
    ])('total and facets count for %s what they may see', async (_who, viewer, total) => {
      const result = await ask('', { facets: ['countries'], first: 100 }, viewer);
      expect(result.totalCount).toBe(total);
      expect(result.hits).toHaveLength(total);
      expect(result.facets[0]?.values.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    });

    it.each(['Cesur', 'gokkusagi', 'Mersin', 'zephyrine', 'marzipan', 'xylophone', 'vanished lantern', 'quayside', 'Pécs'])(
      'a visitor finds nothing by %s, nor gets it suggested',
      async (word) => {
        expect(await found(word)).toEqual([]);
        expect(await suggest(word.slice(0, 5))).toEqual([]);
      },
    );

    it('a masked organisation is found by alias, country, field and issue only', async () => {
      expect(await found('violet heron')).toEqual(['masked']);
      expect(await found('lgbt')).toEqual(['masked']);
      expect(await found('', { filter: { issues: ['digital-security'], direction: 'NEED', countries: ['TR'] } })).toEqual([
        'kadin',
        'masked',
      ]);
      expect(await found('', { filter: { languages: ['ku'] } })).toEqual([]);
      expect(await found('', { filter: { kinds: ['CIVIL_INITIATIVE'] } })).toEqual(['izmir']);
      expect(await found('violet', { filter: { verified: true } })).toEqual([]);
    });

    it('masked properties are in no facet; those who see it in full have them', async () => {
      expect(await counts('languages', '')).not.toHaveProperty('ku');
      expect((await counts('kinds', ''))['CIVIL_INITIATIVE']).toBe(1);
      expect(await counts('languages', '', {}, seeing('masked'))).toMatchObject({ ku: 1 });
      expect((await counts('kinds', '', {}, seeing('masked')))['CIVIL_INITIATIVE']).toBe(2);
      expect(await counts('languages', 'cesur', {}, staff)).toEqual({ tr: 1, ku: 1 });
    });

    it('those who see it in full find it by its name and not by its alias', async () => {
      expect(await found('cesur gökkuşağı', {}, seeing('masked'))).toEqual(['masked']);
      expect(await found('violet heron', {}, seeing('masked'))).toEqual([]);
      expect(await found('violet heron', {}, staff)).toEqual([]);
    });

    it('answers with nothing of a face that may no longer be seen, in hits, counts, facets and suggestions', async () => {
      const outdated = [
        { organisationId: idOf('harbour'), face: 'alias' as const },
        { organisationId: idOf('masked'), face: null },
      ];
      const audience = withoutOutdated(audienceFilter(visitor), outdated);
      expect(await found('harbour', { audience })).toEqual(['orchard']);
      expect(await ask('hmn', { audience, facets: ['countries', 'kinds'], filter: { countries: ['IE'] } })).toMatchObject({
        ...{ hits: [], totalCount: 0 },
        facets: [
          { name: 'countries', values: [] },
          { name: 'kinds', values: [] },
        ],
      });
      expect(await found('violet heron', { audience })).toEqual([]);
      const everybody = await ask('', { audience, facets: ['fields'], first: 100 });
      expect(everybody.totalCount).toBe(KEYS.length - 4);
      expect(everybody.hits).toHaveLength(KEYS.length - 4);
      expect(everybody.facets[0]?.values.find(({ value }) => value === 'lgbti-rights')).toBeUndefined();
      expect(await search().suggest({ query: 'harbour', audience, limit: 5 })).toEqual({ labels: [], names: [] });
      expect(await search().suggest({ query: 'lgbti', audience, limit: 5 })).toEqual({ labels: [], names: [] });
      const masking = withoutOutdated(audienceFilter(visitor), [{ organisationId: idOf('masked'), face: 'alias' }]);
      expect(await found('violet heron', { audience: masking })).toEqual(['masked']);
    });

    it('an audience that comes to nothing finds nothing', async () => {
      for (const audience of [{ or: [] }, { in: { attribute: 'face' as const, values: [] } }]) {
        const result = await search().search({ query: '', audience, sort: 'NAME', first: 10, facets: ['countries'] });
        expect(result).toMatchObject({ hits: [], totalCount: 0, facets: [{ name: 'countries', values: [] }] });
        expect(await search().suggest({ query: 'kadin', audience, limit: 5 })).toEqual({ labels: [], names: [] });
      }
    });

    it('suggests names and labels while a word is typed', async () => {
      expect(await suggest('harb')).toContain('Harbour Mediation Network');
      expect(await suggest('cag')).toContain('Çağdaş Gençlik Vakfı');
      expect(await suggest('gönüllü yön')).toContain('Gönüllü yönetimi');
      expect(await suggest('internal dem')).toEqual([]);
      expect(await suggest('viol')).toEqual(['Violet Heron']);
      expect(await suggest('cesur', staff)).toEqual(['Cesur Gökkuşağı Topluluğu']);
      expect(await suggest('')).toEqual([]);
    });
  });
}
