import { describe, it } from 'vitest';
import { MeilisearchSearch } from '@kopru/search/meilisearch/meilisearch-search';
import { searchContract } from './contract.ts';

const url = process.env['MEILI_URL'];

if (url === undefined) {
  describe('Meilisearch as OrganisationSearch', () => {
    it.skip('NOT RUN: set MEILI_URL and MEILI_KEY to run the whole contract against a real Meilisearch', () => undefined);
  });
} else {
  searchContract('Meilisearch', async () => {
    const search = new MeilisearchSearch({ url, key: process.env['MEILI_KEY'] ?? '' }, `contract_${process.pid}_${Date.now()}`);
    await search.prepare();
    return search;
  });
}
