import type { MultiSearchQuery, MultiSearchResult } from 'meilisearch';
import { BadCursor, cursorsOf, decodeCursor, type Ordering } from '../cursor.ts';
import type { Face, SearchDocument } from '../document.ts';
import { isLastUsed, searchWithFewer, wordsAt, wordsBesides } from '../fewer-words.ts';
import type {
  FacetCounts,
  IndexedFace,
  OrganisationQuery,
  OrganisationResult,
  OrganisationSearch,
  SuggestionQuery,
  Suggestions,
} from '../port.ts';
import { conditionsWithout, facetAttribute, parseQuery, type FacetName } from '../query.ts';
import { labelsStarting } from '../suggestions.ts';
import { Engine } from './engine.ts';
import { filterExpression } from './filter-expression.ts';
import { documentId, indexDocument, type IndexDocument } from './index-document.ts';
import { INDEX_SETTINGS, MAX_HITS } from './settings.ts';

type Found = Pick<IndexDocument, 'id' | 'organisationId' | 'face' | 'name' | 'revision'>;

const SORT = {
  RELEVANCE: undefined,
  NAME: ['nameSort:asc', 'organisationId:asc'],
  NEWEST: ['createdAt:desc', 'organisationId:asc'],
} as const;

/** The index in a Meilisearch server. Pages are offsets: the engine knows no position in an order, so a page may shift while organisations change. */
export class MeilisearchSearch implements OrganisationSearch {
  readonly engine = 'meilisearch';
  readonly #engine: Engine;
  readonly #index: string;
  /** Tasks whose end nobody has waited for. */
  readonly #pending: number[] = [];

  /** `index` names the live index; rebuilds use names that start with it. */
  constructor(connection: { readonly url: string; readonly key: string }, index = 'organisations') {
    this.#engine = new Engine(connection);
    this.#index = index;
  }

  /** Makes the index when it is missing and gives it its settings. Cheap when nothing is new. */
  async prepare(): Promise<void> {
    await this.#engine.finish(await this.#create(this.#index));
  }

  async #create(index: string): Promise<number[]> {
    const { client } = this.#engine;
    const { results } = await this.#engine.ask(() => client.getRawIndexes({ limit: 1000 }));
    const isThere = results.some(({ uid }) => uid === index);
    const made = isThere ? [] : [await this.#engine.send(() => client.createIndex(index, { primaryKey: 'id' }))];
    return [...made, await this.#engine.send(() => client.index(index).updateSettings(INDEX_SETTINGS))];
  }

  async search(query: OrganisationQuery): Promise<OrganisationResult> {
    const words = parseQuery(query.query);
    const ordering: Ordering = { words, filter: query.filter ?? {}, sort: query.sort };
    const position = query.after ? decodeCursor(query.after, ordering, this.engine) : undefined;
    const offset = position === undefined ? 0 : position.at[0];
    if (typeof offset !== 'number' || !Number.isInteger(offset) || offset < 0 || offset > MAX_HITS) throw new BadCursor();
    if (position !== undefined) return this.#page(query, ordering, position.used, offset);
    return searchWithFewer(query, words, (asked, used) => this.#page(asked, ordering, used, offset));
  }

  async #page(query: OrganisationQuery, ordering: Ordering, used: readonly number[], offset: number): Promise<OrganisationResult> {
    const filter = ordering.filter;
    const wanted = query.facets ?? [];
    const own = wanted.filter((facet) => (filter[facet] ?? []).length > 0);
    const shared = wanted.filter((facet) => !own.includes(facet)).map((facet) => facetAttribute(facet, filter));
    const base = { indexUid: this.#index, q: textOf(ordering.words, used), matchingStrategy: 'all' as const };
    // By page the engine counts hits and facets exactly, by offset it estimates; page 0 counts without hits.
    const counting = { ...base, page: 0, hitsPerPage: 1 };
    const sort = SORT[ordering.words.length === 0 && query.sort === 'RELEVANCE' ? 'NAME' : query.sort];
    const answers = await this.#answers([
      { ...counting, facets: shared, ...this.#filter(query) },
      {
        ...base,
        offset,
        limit: query.first + 1,
        attributesToRetrieve: ['organisationId', 'face'],
        ...(sort && { sort: [...sort] }),
        ...this.#filter(query),
      },
      ...own.map((facet) => ({ ...counting, facets: [facetAttribute(facet, filter)], ...this.#filter(query, facet) })),
    ]);
    const [counts, hits, ...others] = answers;
    const found = hits?.hits ?? [];
    const cursor = cursorsOf(ordering, this.engine);
    return {
      hits: found.slice(0, query.first).map(({ organisationId, face }, index) => ({
        organisationId,
        face,
        cursor: cursor({ used, at: [offset + index + 1] }),
      })),
      hasNextPage: found.length > query.first,
      totalCount: counts?.totalHits ?? 0,
      facets: wanted.map((facet) =>
        facetCounts(facet, facetAttribute(facet, filter), own.includes(facet) ? others[own.indexOf(facet)] : counts),
      ),
      droppedWords: wordsBesides(ordering.words, used),
      degraded: false,
    };
  }

  #filter({ audience, filter }: OrganisationQuery, own?: FacetName): { filter?: string } | { nothing: true } {
    const expression = filterExpression({ and: [audience, ...conditionsWithout(filter ?? {}, own)] });
    if (expression === false) return { nothing: true };
    return expression === true ? {} : { filter: expression };
  }

  /** A query that can match nothing is not sent: there is no filter for "false". */
  async #answers(queries: (MultiSearchQuery & { nothing?: true })[]): Promise<(MultiSearchResult<Found> | undefined)[]> {
    const sent = queries.filter((query) => !query.nothing);
    const results = sent.length === 0 ? [] : await this.#engine.multiSearch<Found>(sent);
    return queries.map((query) => (query.nothing ? undefined : results[sent.indexOf(query)]));
  }

  async suggest({ query, audience, limit }: SuggestionQuery): Promise<Suggestions> {
    const words = parseQuery(query);
    if (words.length === 0 || limit <= 0) return { labels: [], names: [] };
    const labels = labelsStarting(query);
    const narrowed = (more: Parameters<typeof filterExpression>[0][]) => {
      const expression = filterExpression({ and: [audience, ...more] });
      return expression === false ? { nothing: true as const } : expression === true ? {} : { filter: expression };
    };
    const names = {
      q: words.join(' '),
      matchingStrategy: 'all' as const,
      limit,
      attributesToSearchOn: ['ownName', 'acronym', 'formerNames', 'spellings', 'alias'],
      attributesToRetrieve: ['name', 'organisationId', 'face'],
    };
    const [named, ...carried] = await this.#answers([
      { indexUid: this.#index, ...names, ...narrowed([]) },
      ...labels.map(({ attribute, id }) => ({
        indexUid: this.#index,
        page: 0,
        hitsPerPage: 1,
        ...narrowed([{ in: { attribute, values: [id] } }]),
      })),
    ]);
    const hits = new Map((named?.hits ?? []).toReversed().map(({ name, organisationId, face }) => [name, { name, organisationId, face }]));
    return {
      labels: labels.filter((_label, index) => (carried[index]?.totalHits ?? 0) > 0).map(({ label }) => label),
      names: [...hits.values()].toReversed(),
    };
  }

  async upsert(documents: readonly SearchDocument[]): Promise<void> {
    if (documents.length === 0) return;
    const given = new Set(documents.map((document) => documentId(document.organisationId, document.face)));
    const stale = [...new Set(documents.map((document) => document.organisationId))].flatMap(everyFace).filter((id) => !given.has(id));
    this.#pending.push(await this.#add(this.#index, documents));
    if (stale.length > 0) await this.#delete(stale);
  }

  async remove(organisationIds: readonly string[]): Promise<void> {
    if (organisationIds.length > 0) await this.#delete(organisationIds.flatMap(everyFace));
  }

  #add(index: string, documents: readonly SearchDocument[]): Promise<number> {
    return this.#engine.send(() =>
      this.#engine.client.index<IndexDocument>(index).addDocuments(documents.map(indexDocument), { primaryKey: 'id' }),
    );
  }

  async #delete(ids: string[]): Promise<void> {
    this.#pending.push(await this.#engine.send(() => this.#engine.client.index(this.#index).deleteDocuments(ids)));
  }

  async settle(): Promise<void> {
    await this.#engine.finish(this.#pending.splice(0));
  }

  async rebuild(documents: AsyncIterable<readonly SearchDocument[]> | Iterable<readonly SearchDocument[]>): Promise<void> {
    const next = `${this.#index}_${Date.now()}`;
    await this.prepare();
    try {
      await this.#fill(next, documents);
      const { client } = this.#engine;
      await this.#engine.finish([await this.#engine.send(() => client.swapIndexes([{ indexes: [this.#index, next], rename: false }]))]);
    } finally {
      await this.#engine.client.deleteIndexIfExists(next).catch(() => false);
    }
  }

  /** A new index from empty, with its settings first. Batches are sent without waiting for each; at the end every document must be there. */
  async #fill(index: string, documents: AsyncIterable<readonly SearchDocument[]> | Iterable<readonly SearchDocument[]>): Promise<void> {
    const tasks = await this.#create(index);
    let sent = 0;
    for await (const batch of documents) {
      sent += batch.length;
      if (batch.length > 0) tasks.push(await this.#add(index, batch));
    }
    await this.#engine.finish(tasks);
    const { numberOfDocuments } = await this.#engine.ask(() => this.#engine.client.index(index).getStats());
    if (numberOfDocuments !== sent)
      throw new Error(`The new index holds ${numberOfDocuments} of ${sent} documents; it was not put in use.`);
  }

  async *scan(): AsyncIterable<readonly IndexedFace[]> {
    const limit = 1000;
    for (let offset = 0; ; offset += limit) {
      const page = await this.#engine.ask(() =>
        this.#engine.client.index<Found>(this.#index).getDocuments({ offset, limit, fields: ['organisationId', 'face', 'revision'] }),
      );
      if (page.results.length === 0) return;
      yield page.results.map(({ organisationId, face, revision }) => ({ id: `${organisationId}.${face}`, organisationId, revision }));
    }
  }
}

const everyFace = (organisationId: string): string[] =>
  (['full', 'alias'] satisfies Face[]).map((face) => documentId(organisationId, face));

/** A blank at the end says that the last word is whole: only the word typed last may be a beginning. */
const textOf = (words: readonly string[], used: readonly number[]): string =>
  wordsAt(words, used).join(' ') + (isLastUsed(words, used) ? '' : ' ');

function facetCounts(name: FacetName, attribute: string, answer: MultiSearchResult<Found> | undefined): FacetCounts {
  const values = Object.entries(answer?.facetDistribution?.[attribute] ?? {})
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return { name, values };
}
