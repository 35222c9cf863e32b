import type { Sort } from './cursor.ts';
import type { Face, SearchDocument } from './document.ts';
import type { Filter } from './filter.ts';
import type { DirectoryFilter, FacetName } from './query.ts';

export interface OrganisationQuery {
  /** What the person typed. Every word may be misspelt, the last one may be a beginning. Empty: everything. */
  readonly query?: string | null | undefined;
  readonly filter?: DirectoryFilter | null | undefined;
  /** `audienceFilter(viewer)`. Required, so that nobody searches without saying for whom. */
  readonly audience: Filter;
  readonly sort: Sort;
  /** Hits on this page, 0 to 100; 0 asks for counts only. */
  readonly first: number;
  readonly after?: string | null | undefined;
  /** Facets to count; left out: none, which is cheaper. */
  readonly facets?: readonly FacetName[] | undefined;
}

export interface OrganisationHit {
  readonly organisationId: string;
  readonly face: Face;
  readonly cursor: string;
}

export interface FacetCounts {
  readonly name: FacetName;
  /** Only values with hits; most hits first, then by value. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
}

export interface OrganisationResult {
  readonly hits: readonly OrganisationHit[];
  readonly hasNextPage: boolean;
  /** Exact. */
  readonly totalCount: number;
  /** In the order asked for. Each facet's counts obey every filter but its own. */
  readonly facets: readonly FacetCounts[];
  /** Words at the end of the query that nothing matched together with the others, folded; the hits are those without them. */
  readonly droppedWords: readonly string[];
  /** True when the preferred engine did not answer and another one did. */
  readonly degraded: boolean;
}

export interface SuggestionQuery {
  readonly query: string;
  readonly audience: Filter;
  readonly limit: number;
}

/** What to offer while a word is typed. */
export interface Suggestions {
  /** Of the vocabulary, as far as a face of the audience carries what they stand for. */
  readonly labels: readonly string[];
  /** Nearest first, each once. Whose they are, so that whoever offers them can ask whether they still are. */
  readonly names: readonly { readonly name: string; readonly organisationId: string; readonly face: Face }[];
}

/** What is in the index of a face: enough to find out whether it still is what it should be. */
export interface IndexedFace {
  readonly id: string;
  readonly organisationId: string;
  readonly revision: string;
}

/** The engine could not be reached or is overloaded; the same request may succeed later. Says nothing against the documents sent. */
export class SearchUnavailable extends Error {
  override readonly name = 'SearchUnavailable';
}

/** Words that would have found something. */
export interface Correction {
  /** Folded, in the order of the query. */
  readonly words: readonly string[];
  /** The first hit of these words, and by which face: it shows how they are written. */
  readonly organisationId: string;
  readonly face: Face;
}

/** "Did you mean": for a query that found nothing. */
export interface Corrections {
  /** The nearest words with a hit under the same filter and audience; null when there are none. */
  correct(query: OrganisationQuery): Promise<Correction | null>;
}

/** The index of organisations. Two engines implement it; one contract suite holds both to the same hits and counts. */
export interface OrganisationSearch {
  readonly engine: 'postgres' | 'meilisearch';

  /** @throws BadCursor when `after` is of another search; SearchUnavailable */
  search(query: OrganisationQuery): Promise<OrganisationResult>;

  /** Names of faces in the audience, at most as many as asked for, and a few vocabulary labels that such faces carry. */
  suggest(query: SuggestionQuery): Promise<Suggestions>;

  /** Puts organisations into the index: the faces given replace all faces of the organisations they belong to. */
  upsert(documents: readonly SearchDocument[]): Promise<void>;

  /** Takes organisations out, all their faces. Unknown ids are fine. */
  remove(organisationIds: readonly string[]): Promise<void>;

  /** Returns when everything sent before is searchable. @throws Error when the engine refused any of it. */
  settle(): Promise<void>;

  /** Replaces the whole index by these documents; searches see the old or the new one, never a part. */
  rebuild(documents: AsyncIterable<readonly SearchDocument[]> | Iterable<readonly SearchDocument[]>): Promise<void>;

  /** Every face in the index, in batches, for reconciling. */
  scan(): AsyncIterable<readonly IndexedFace[]>;
}
