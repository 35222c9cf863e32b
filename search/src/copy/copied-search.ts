import { BadCursor, decodeCursor, type Ordering, type Position } from '../cursor.ts';
import type { SearchDocument } from '../document.ts';
import { searchWithFewer } from '../fewer-words.ts';
import type { IndexedFace, OrganisationQuery, OrganisationResult, OrganisationSearch, SuggestionQuery, Suggestions } from '../port.ts';
import { positionOf } from '../postgres/position.ts';
import { reporting } from '../postgres/postgres-search.ts';
import { parseQuery } from '../query.ts';
import type { SqlClient } from '../sql-client.ts';
import { COPY_ENGINE } from './answer.ts';
import { Following } from './following.ts';

/**
 * The index in PostgreSQL, answered from a copy of it in this process. Before each search the copy takes in what was committed until then, so that it answers as the tables
 * would, for every process alike. Until it stands, and when it has fallen far behind, the tables themselves are asked.
 */
export class CopiedSearch implements OrganisationSearch {
  readonly engine;
  readonly #tables: OrganisationSearch;
  readonly #client: SqlClient;
  #copy: Following | undefined;
  #loading: Promise<void> | undefined;
  #check: Promise<Following | undefined> | undefined;

  /** `tables` is the index that is copied. */
  constructor(client: SqlClient, tables: OrganisationSearch) {
    this.#client = reporting(client);
    this.#tables = tables;
    this.engine = tables.engine;
  }

  async search(query: OrganisationQuery): Promise<OrganisationResult> {
    const ordering: Ordering = { words: parseQuery(query.query), filter: query.filter ?? {}, sort: query.sort };
    const { isOurs, after } = placeOf(query, ordering);
    if (isOurs && this.#copy === undefined) await this.load();
    const copy = await this.#current();
    if (copy === undefined || (after === undefined && query.after)) return this.#tables.search(query);
    if (after !== undefined) return copy.answers.search(query, ordering, after.used, after);
    return searchWithFewer(query, ordering.words, async (asked, used) => copy.answers.search(asked, ordering, used, undefined));
  }

  /** Reads the copy, if that is not under way already; it is used when it stands. */
  load(): Promise<void> {
    this.#loading ??= Following.load(this.#client)
      .then((copy) => void (this.#copy = copy))
      .finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  /** In the background: nobody waits for it, and the next search that needs it tries again. */
  #loadSoon(): void {
    this.load().catch(() => undefined);
  }

  /** The copy, if it is what the index is now. Searches that arrive in the same turn share the question; none shares one that was asked before it came. */
  #current(): Promise<Following | undefined> {
    this.#check ??= new Promise<void>((sent) => setImmediate(sent)).then(() => {
      this.#check = undefined;
      return this.#followed();
    });
    return this.#check;
  }

  async #followed(): Promise<Following | undefined> {
    const copy = this.#copy;
    if (copy === undefined) {
      this.#loadSoon();
      return undefined;
    }
    const state = await copy.follow();
    if (state === 'lost' && this.#copy === copy) this.#copy = undefined;
    if (state === 'lost' || copy.isNearlyFull) this.#loadSoon();
    return state === 'current' ? copy : undefined;
  }

  suggest(query: SuggestionQuery): Promise<Suggestions> {
    return this.#tables.suggest(query);
  }

  upsert(documents: readonly SearchDocument[]): Promise<void> {
    return this.#tables.upsert(documents);
  }

  remove(organisationIds: readonly string[]): Promise<void> {
    return this.#tables.remove(organisationIds);
  }

  settle(): Promise<void> {
    return this.#tables.settle();
  }

  rebuild(documents: AsyncIterable<readonly SearchDocument[]> | Iterable<readonly SearchDocument[]>): Promise<void> {
    return this.#tables.rebuild(documents);
  }

  scan(): AsyncIterable<readonly IndexedFace[]> {
    return this.#tables.scan();
  }
}

/** Where the page before ended, if the copy can go on from there; by relevance only from its own cursors. @throws BadCursor */
function placeOf(query: OrganisationQuery, ordering: Ordering): { isOurs: boolean; after: Position | undefined } {
  if (!query.after) return { isOurs: false, after: undefined };
  if (query.sort !== 'RELEVANCE' || ordering.words.length === 0) return { isOurs: false, after: positionOf(query.after, ordering) };
  try {
    const after = decodeCursor(query.after, ordering, COPY_ENGINE);
    const [tier, score, name, id] = after.at;
    if (![typeof tier, typeof score].every((type) => type === 'number') || typeof name !== 'string' || typeof id !== 'string')
      throw new BadCursor();
    return { isOurs: true, after };
  } catch (error) {
    if (!(error instanceof BadCursor)) throw error;
    positionOf(query.after, ordering);
    return { isOurs: false, after: undefined };
  }
}
