import { describe, expect, it } from 'vitest';
import { BadCursor } from '@kopru/search/cursor';
import type { OrganisationQuery, OrganisationResult } from '@kopru/search/port';
import type { Key } from './fixture.ts';
import type { Questions } from './questions.ts';

export function pagingContracts({ ask, keys }: Questions): void {
  const pages = async (query: string, more: Partial<OrganisationQuery>, size: number): Promise<Key[]> => {
    const seen: Key[] = [];
    let after: string | undefined;
    for (;;) {
      const page: OrganisationResult = await ask(query, { ...more, first: size, after });
      seen.push(...keys(page));
      expect(page.hits.length).toBeLessThanOrEqual(size);
      after = page.hits.at(-1)?.cursor;
      if (!page.hasNextPage || after === undefined) return seen;
    }
  };

  describe('pages', () => {
    it.each<[string, Partial<OrganisationQuery>]>([
      ['', { sort: 'NAME' }],
      ['', { sort: 'NEWEST' }],
      ['', { sort: 'RELEVANCE' }],
      ['volunteer', { sort: 'RELEVANCE' }],
      ['volunteer', { sort: 'NAME' }],
      ['türkiye', { sort: 'RELEVANCE' }],
      ['digitl securty', { sort: 'RELEVANCE' }],
      ['harbour zzzzzz', { sort: 'RELEVANCE' }],
      ['zzzzzz harbour', { sort: 'RELEVANCE' }],
      ['zzzzzz harbour qqqqqq', { sort: 'NAME' }],
    ])('every hit of %j %j stands on exactly one page, in the order of one long page', async (query, more) => {
      const whole = keys(await ask(query, { ...more, first: 100 }));
      expect(whole.length).toBeGreaterThan(1);
      expect(await pages(query, more, 1)).toEqual(whole);
      expect(await pages(query, more, 3)).toEqual(whole);
    });

    it('sorts by name as people do, and by age, masked ones last', async () => {
      const names = await pages('', { sort: 'NAME' }, 100);
      expect(names.filter((key) => ['doga', 'brucke', 'cagdas', 'izmir', 'zizkov', 'lodz'].includes(key))).toEqual([
        'doga',
        'brucke',
        'cagdas',
        'izmir',
        'lodz',
        'zizkov',
      ]);
      const ages = await pages('', { sort: 'NEWEST' }, 100);
      expect([ages[0], ages[1], ages.at(-1)]).toEqual(['orchard', 'harbour', 'masked']);
    });

    it('keeps total and facets on every page', async () => {
      const first = await ask('volunteer', { first: 1, facets: ['countries'] });
      const second = await ask('volunteer', { first: 1, facets: ['countries'], after: first.hits[0]?.cursor });
      expect(second.totalCount).toBe(first.totalCount);
      expect(second.facets).toEqual(first.facets);
    });

    it('says so when a cursor is of another search or none at all', async () => {
      const cursor = (await ask('volunteer', { first: 1 })).hits[0]?.cursor ?? '';
      await expect(ask('harbour', { after: cursor })).rejects.toThrow(BadCursor);
      await expect(ask('volunteer', { after: cursor, sort: 'NAME' })).rejects.toThrow(BadCursor);
      await expect(ask('volunteer', { after: cursor, filter: { countries: ['TR'] } })).rejects.toThrow(BadCursor);
      await expect(ask('volunteer', { after: 'bm90IGEgY3Vyc29y' })).rejects.toThrow(BadCursor);
      await expect(ask('volunteer', { after: '💥' })).rejects.toThrow(BadCursor);
      const forged = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as { at: unknown[] };
      forged.at = ["'; drop table", 1, 2, 3];
      await expect(ask('volunteer', { after: Buffer.from(JSON.stringify(forged)).toString('base64url') })).rejects.toThrow(BadCursor);
    });

    it('a cursor survives the order in which filter values are given', async () => {
      const cursor = (await ask('', { first: 1, filter: { countries: ['TR', 'IE'] } })).hits[0]?.cursor;
      await expect(ask('', { after: cursor, filter: { countries: ['IE', 'TR'], fields: [] } })).resolves.toBeDefined();
    });
  });
}
