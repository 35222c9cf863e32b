import { cursorsOf, type Ordering, type Position } from '../cursor.ts';
import type { Face, SearchDocument } from '../document.ts';
import { isLastUsed, searchWithFewer, wordsAt, wordsBesides } from '../fewer-words.ts';
import {
  SearchUnavailable,
  type Correction,
  type Corrections,
  type FacetCounts,
  type IndexedFace,
  type OrganisationHit,
  type OrganisationQuery,
} from '../port.ts';
import type { OrganisationResult, OrganisationSearch, SuggestionQuery, Suggestions } from '../port.ts';
import { facetAttribute, parseQuery, type DirectoryFilter, type FacetName } from '../query.ts';
import type { SqlClient } from '../sql-client.ts';
import { correct } from './correct.ts';
import { faceRow } from './face-row.ts';
import { ENGINE, positionOf } from './position.ts';
import { SearchStatement } from './statement.ts';
import { suggestNames } from './suggest.ts';
import { ensureTags, TAG_PREFIX } from './tags.ts';
import { ensureTerms, expandWords, termRows, wordsSeen } from './terms.ts';
import { randomUUID } from 'node:crypto';

type PageRow = [organisationId: string, face: Face, ...key: (string | number)[]];

/** The index in PostgreSQL, in the tables of `SEARCH_SCHEMA_SQL`. Give it a pool: every operation is one statement at a time. */
export class PostgresSearch implements OrganisationSearch, Corrections {
  readonly engine = ENGINE;
  readonly #client: SqlClient;

  constructor(client: SqlClient) {
    this.#client = reporting(client);
  }

  async search(query: OrganisationQuery): Promise<OrganisationResult> {
    const words = parseQuery(query.query);
    const ordering: Ordering = { words, filter: query.filter ?? {}, sort: query.sort };
    const after = query.after ? positionOf(query.after, ordering) : undefined;
    if (after !== undefined) return this.#run(query, ordering, after.used, after);
    return searchWithFewer(query, words, (asked, used) => this.#run(asked, ordering, used, undefined));
  }

  async #run(
    query: OrganisationQuery,
    ordering: Ordering,
    used: readonly number[],
    after: Position | undefined,
  ): Promise<OrganisationResult> {
    const { words } = ordering;
    const expanded = await expandWords(this.#client, wordsAt(words, used), isLastUsed(words, used), query.audience);
    const statement = new SearchStatement(query, expanded);
    const { text, values } = statement.build(after);
    const row = (await this.#client.query(text, values)).rows[0] as { page: PageRow[]; total: number; tags: TagCount[] };
    const cursor = cursorsOf(ordering, this.engine);
    const hits = row.page.slice(0, query.first).map(([organisationId, face, ...key]): OrganisationHit => {
      return { organisationId, face, cursor: cursor({ used, at: [...key, organisationId] }) };
    });
    return {
      hits,
      hasNextPage: row.page.length > query.first,
      totalCount: row.total,
      facets: (query.facets ?? []).map((facet) => facetCounts(facet, query.filter ?? {}, row.tags)),
      droppedWords: wordsBesides(words, used),
      degraded: false,
    };
  }

  async suggest(query: SuggestionQuery): Promise<Suggestions> {
    return suggestNames(this.#client, query);
  }

  async correct(query: OrganisationQuery): Promise<Correction | null> {
    return correct(this.#client, query);
  }

  async upsert(documents: readonly SearchDocument[]): Promise<void> {
    const organisations = [...new Set(documents.map((document) => document.organisationId))];
    if (organisations.length === 0) return;
    const seen = await this.#write(documents, 'select search.replace_faces($1::uuid[], $2::jsonb)', organisations);
    await ensureTerms(this.#client, seen);
  }

  async remove(organisationIds: readonly string[]): Promise<void> {
    if (organisationIds.length > 0) await this.#client.query(`select search.replace_faces($1::uuid[], '[]')`, [organisationIds]);
  }

  /** Nothing to wait for: a write is searchable when its promise is kept. */
  async settle(): Promise<void> {}

  async rebuild(documents: AsyncIterable<readonly SearchDocument[]> | Iterable<readonly SearchDocument[]>): Promise<void> {
    const rebuild = randomUUID();
    const staged = new Map<string, number>();
    for await (const batch of documents) {
      const seen = await this.#write(batch, 'select search.stage_faces($1::uuid, $2::jsonb)', rebuild);
      const fresh = new Map([...seen].filter(([word, bits]) => ((staged.get(word) ?? 0) & bits) !== bits));
      for (const [word, bits] of fresh) staged.set(word, (staged.get(word) ?? 0) | bits);
      await this.#client.query('select search.stage_terms($1::uuid, $2::jsonb)', [rebuild, termRows(fresh)]);
    }
    await this.#client.query('select search.finish_rebuild($1)', [rebuild]);
  }

  /** Answers the words that the faces bring. */
  async #write(documents: readonly SearchDocument[], statement: string, first: unknown): Promise<ReadonlyMap<string, number>> {
    const faces = documents.map(faceRow);
    await ensureTags(
      this.#client,
      faces.flatMap(({ tags }) => tags),
    );
    await this.#client.query(statement, [first, JSON.stringify(faces.map(({ row }) => row))]);
    return wordsSeen(faces.map(({ row, words }) => ({ audience: row.audience, words })));
  }

  async *scan(): AsyncIterable<readonly IndexedFace[]> {
    let last: [string, string] = ['00000000-0000-0000-0000-000000000000', ''];
    for (;;) {
      const { rows } = await this.#client.query(
        `select organisation_id, face, revision from search.face where (organisation_id, face) > ($1, $2) order by organisation_id, face limit 1000`,
        last,
      );
      if (rows.length === 0) return;
      const faces = rows as { organisation_id: string; face: string; revision: string }[];
      yield faces.map((face) => ({
        id: `${face.organisation_id}.${face.face}`,
        organisationId: face.organisation_id,
        revision: face.revision,
      }));
      const end = faces[faces.length - 1];
      if (end !== undefined) last = [end.organisation_id, end.face];
    }
  }
}

type TagCount = [own: FacetName | '', tag: string, count: number];

function facetCounts(name: FacetName, filter: DirectoryFilter, counts: readonly TagCount[]): FacetCounts {
  const prefix = TAG_PREFIX[facetAttribute(name, filter) as keyof typeof TAG_PREFIX];
  const source = (filter[name] ?? []).length > 0 ? name : '';
  const values = counts
    .filter(([own, tag]) => own === source && tag.startsWith(prefix))
    .map(([, tag, count]) => ({ value: tag.slice(prefix.length), count: Number(count) }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return { name, values };
}

/** Connection trouble and a server that is shutting down or full are "unavailable"; everything else is a fault and stays one. */
const UNAVAILABLE = /^(08...|57P0[1-3]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|ENOENT)$/;

/** The same client, whose connection trouble is `SearchUnavailable`. */
export function reporting(client: SqlClient): SqlClient {
  return {
    async query(text, values) {
      try {
        return await client.query(text, values);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        if (UNAVAILABLE.test(code)) throw new SearchUnavailable('PostgreSQL does not answer.', { cause: error });
        throw error;
      }
    },
  };
}
