import type { Settings } from 'meilisearch';

/** More organisations than the programme will ever have; the default would stop counting hits at 1,000. */
export const MAX_HITS = 1_000_000;

/**
 * How the index is searched. Filters are on ids, codes and flags only, because filters do not fold. `sort` comes first among the rules: it
 * does nothing until a search asks for it, and then it must decide.
 */
export const INDEX_SETTINGS: Settings = {
  searchableAttributes: ['names', 'topics', 'rest'],
  displayedAttributes: ['id', 'organisationId', 'face', 'name', 'revision'],
  filterableAttributes: [
    ...['organisationId', 'face', 'audience', 'country', 'kind', 'fields', 'issues', 'needs', 'offers', 'directions', 'languages'],
    ...['verified', 'withoutPartner'],
  ],
  sortableAttributes: ['nameSort', 'createdAt', 'organisationId'],
  rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness'],
  typoTolerance: { enabled: true, minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 } },
  faceting: { maxValuesPerFacet: 500, sortFacetValuesBy: { '*': 'count' } },
  pagination: { maxTotalHits: MAX_HITS },
};
