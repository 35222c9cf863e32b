import { describe, expect, it } from 'vitest';
import { MeilisearchSearch } from '@kopru/search/meilisearch/meilisearch-search';
import { searchContract } from './contract.ts';

const url = process.env['MEILI_URL'];

if (url === undefined) {
  describe('Meilisearch as OrganisationSearch', () => {
    it('the whole contract against a real Meilisearch', (context) => {
      expect(url).toBeUndefined();
      console.warn('NOT RUN: the search contract against a real Meilisearch. Set MEILI_URL and MEILI_KEY to run it.');
      context.skip('MEILI_URL is not set');
    });
  });
} else {
  searchContract('Meilisearch', async () => {
    const search = new MeilisearchSearch({ url, key: process.env['MEILI_KEY'] ?? '' }, `contract_${process.pid}_${Date.now()}`);
    await search.prepare();
    return search;
  });
}
