import { describe, expect, it } from 'vitest';
import { KEYS } from './fixture.ts';
import type { Questions } from './questions.ts';

export function filterContracts({ ask, found, counts }: Questions): void {
  describe('filters and facets', () => {
    it('lists are OR inside and AND between; empty lists filter nothing', async () => {
      expect(await found('', { filter: { countries: ['PL', 'CZ'] } })).toEqual(['lodz', 'zizkov']);
      expect(await found('', { filter: { countries: ['TR', 'DK'], fields: ['ecology'] } })).toEqual(['doga', 'oresund']);
      expect((await ask('', { filter: { countries: [], fields: [], issues: [], kinds: [], languages: [] } })).totalCount).toBe(
        KEYS.length - 2,
      );
      expect(await found('', { filter: { countries: ['tr'] } })).toEqual([]);
      expect(await found('', { filter: { fields: ["ecology') OR ('"] } })).toEqual([]);
    });

    it('a direction narrows the issues, and alone asks for any issue in it', async () => {
      const filter = { issues: ['volunteer-management'] };
      expect(await found('', { filter })).toEqual(['cagdas', 'doga', 'lodz', 'oresund']);
      expect(await found('', { filter: { ...filter, direction: 'NEED' } })).toEqual(['cagdas', 'lodz']);
      expect(await found('', { filter: { ...filter, direction: 'OFFER' } })).toEqual(['doga', 'oresund']);
      expect(await found('', { filter: { direction: 'OFFER', countries: ['TR'] } })).toEqual(['cagdas', 'doga']);
    });

    it('filters by kind, language, partner and verification', async () => {
      expect(await found('', { filter: { kinds: ['COOPERATIVE'] } })).toEqual(['doga', 'orchard']);
      expect(await found('', { filter: { languages: ['ar', 'ga'] } })).toEqual(['harbour', 'izmir']);
      expect(await found('', { filter: { fields: ['ecology'], withoutPartner: true } })).toEqual(['doga']);
      expect(await found('', { filter: { fields: ['peace-and-dialogue'], verified: true } })).toEqual(['harbour']);
      expect(await found('', { filter: { fields: ['peace-and-dialogue'], verified: false } })).toEqual(['orchard']);
    });

    it('filters together with words', async () => {
      expect(await found('gönüllü yönetimi', { filter: { countries: ['TR'] } })).toEqual(['cagdas', 'doga']);
    });

    it('counts facets of everything the viewer may see', async () => {
      expect(await counts('countries', '')).toEqual({ TR: 5, DE: 1, PL: 1, DK: 1, GR: 1, BG: 1, CZ: 1, IE: 2 });
      expect(await counts('kinds', '')).toEqual({
        ASSOCIATION: 5,
        FOUNDATION: 2,
        COOPERATIVE: 2,
        CIVIL_INITIATIVE: 1,
        OTHER: 1,
        SOCIAL_COMPANY: 1,
      });
    });

    it('a facet obeys the other filters and not its own', async () => {
      const filter = { countries: ['TR'], fields: ['ecology', 'youth'] };
      expect(await counts('countries', '', { filter })).toEqual({ TR: 2, DK: 1 });
      expect(await counts('fields', '', { filter })).toEqual({
        ...{
          'womens-rights': 1,
          youth: 1,
          'non-formal-education': 1,
          ecology: 1,
          'rural-development': 1,
          'refugees-and-migration': 1,
          'lgbti-rights': 1,
        },
      });
      expect(await counts('languages', '', { filter })).toEqual({ tr: 2, en: 1 });
      expect(await counts('countries', 'gönüllü yönetimi', { filter })).toEqual({ TR: 2, DK: 1 });
    });

    it('counts issues in the direction asked for', async () => {
      const filter = { countries: ['TR'] };
      expect(await counts('issues', '', { filter: { ...filter, direction: 'OFFER' } })).toEqual({
        campaigning: 1,
        'volunteer-management': 1,
      });
      expect(await counts('issues', '', { filter: { ...filter, direction: 'OFFER', issues: ['campaigning'] } })).toEqual({
        campaigning: 1,
        'volunteer-management': 1,
      });
    });

    it('gives the facets asked for, most frequent first, and none unasked', async () => {
      const result = await ask('', { facets: ['kinds', 'countries'], first: 0 });
      expect(result.facets.map((facet) => facet.name)).toEqual(['kinds', 'countries']);
      expect(result.facets[1]?.values.slice(0, 2)).toEqual([
        { value: 'TR', count: 5 },
        { value: 'IE', count: 2 },
      ]);
      expect(result.hits).toEqual([]);
      expect(result.totalCount).toBe(KEYS.length - 2);
      expect((await ask('')).facets).toEqual([]);
    });
  });
}
