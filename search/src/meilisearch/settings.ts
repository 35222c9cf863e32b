import type { Settings } from 'meilisearch';
import { EQUIVALENTS_OF } from '../equivalents.ts';
import { PLACE_WORDS } from '../places.ts';

/** More organisations than the programme will ever have; the default would stop counting hits at 1,000. */
export const MAX_HITS = 1_000_000;

/**
 * How the index is searched. Filters are on ids, codes and flags only, because filters do not fold. `sort` comes first among the rules: it
 * does nothing until a search asks for it, and then it must decide. `exactness` comes before the rank of attributes, so that what is exactly
 * the acronym stands before what has it among the words of its name. Attributes stand in the order in which they count: what it is called, where it is, what it writes, then labels, and an alias, which is made of them.
 * Where words stand equally well an alias comes after the full faces, lest it gain from having hardly any text; then the name decides what is left.
 */
export const INDEX_SETTINGS: Settings = {
  searchableAttributes: ['ownName', 'acronym', 'formerNames', 'spellings', 'places', 'statements', 'rest', 'topics', 'alias'],
  displayedAttributes: ['id', 'organisationId', 'face', 'name', 'revision'],
  filterableAttributes: [
    ...['organisationId', 'face', 'audience', 'country', 'kind', 'fields', 'issues', 'needs', 'offers', 'directions', 'languages'],
    ...['verified', 'withoutPartner'],
  ],
  sortableAttributes: ['nameSort', 'createdAt', 'organisationId'],
  rankingRules: ['sort', 'words', 'typo', 'exactness', 'attributeRank', 'face:desc', 'proximity', 'wordPosition', 'nameSort:asc'],
  // Of initials, M&E, the sign is part of the word; no other text that we send has one.
  nonSeparatorTokens: ['&'],
  synonyms: Object.fromEntries([...EQUIVALENTS_OF].map(([word, others]) => [word, [...others]])),
  typoTolerance: { enabled: true, minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 }, disableOnWords: [...PLACE_WORDS] },
  faceting: { maxValuesPerFacet: 500, sortFacetValuesBy: { '*': 'count' } },
  pagination: { maxTotalHits: MAX_HITS },
};
