import { Agent, request } from 'node:http';
import pg from 'pg';
import { audienceFilter } from '@kopru/search/audience';
import { CopiedSearch } from '@kopru/search/copy/copied-search';
import { facesOf, ownTexts, type IndexedOrganisation, type SearchDocument } from '@kopru/search/document';
import { PostgresSearch } from '@kopru/search/postgres/postgres-search';
import { FACETS, parseQuery } from '@kopru/search/query';
import { vocabularyTexts } from '@kopru/search/vocabulary-words';
import { wordsOf } from '@kopru/search/words';
import type { Question } from './questions.ts';

/** What is measured: something that is filled with organisations once and then asked. */
export interface Engine {
  build(all: () => Iterable<readonly IndexedOrganisation[]>): Promise<void>;
  /** Ids of the first ten organisations. */
  search(question: Question): Promise<readonly string[]>;
  close?(): Promise<void>;
}

const MEMBER = audienceFilter({ isStaff: false, isVerifiedMember: true, fullOrganisationIds: [] });

/** Köprü's index by itself, on a pool of the size that the server gives it: asked in its tables, and in the copy that a process keeps of them. */
function index(url: string, isCopy: boolean): Engine {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const tables = new PostgresSearch(pool);
  const copied = new CopiedSearch(pool, tables);
  const search = isCopy ? copied : tables;
  return {
    async build(all) {
      if (isCopy) return copied.load();
      await tables.rebuild(
        (function* () {
          for (const batch of all()) yield batch.flatMap(facesOf);
        })(),
      );
    },
    async search({ query, country, withFacets }) {
      const filter = country === null ? {} : { countries: [country] };
      const { hits } = await search.search({
        ...{ query, filter, audience: MEMBER, sort: 'RELEVANCE', first: 10 },
        facets: withFacets ? FACETS : undefined,
      });
      return hits.map((hit) => hit.organisationId);
    },
    close: () => pool.end(),
  };
}

const PAGE = `nodes { id } totalCount`;
const GRAPHQL = {
  plain: `query ($query: String!, $filter: OrganisationFilter) { organisations(query: $query, filter: $filter, first: 10) { ${PAGE} } }`,
  facets: `query ($query: String!, $filter: OrganisationFilter) { organisations(query: $query, filter: $filter, first: 10) { ${PAGE} facets { name values { value count } } } }`,
};

/** The whole server, over kept connections, as somebody who is signed in. */
function graphql(address: string, cookie: string): Engine {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const headers = { 'content-type': 'application/json', cookie, origin: address };
  const engine: Engine = {
    build: () => isWarm(engine),
    async search({ query, country, withFacets }) {
      const variables = { query, filter: country === null ? {} : { countries: [country] } };
      const body = JSON.stringify({ query: withFacets ? GRAPHQL.facets : GRAPHQL.plain, variables });
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const sent = request(`${address}/graphql`, { agent, method: 'POST', headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => resolve(Buffer.concat(parts).toString()));
      });
      sent.on('error', reject);
      sent.end(body);
      const answer = JSON.parse(await promise) as { data?: { organisations: { nodes: { id: string }[] } }; errors?: unknown };
      if (!answer.data) throw new Error(JSON.stringify(answer.errors));
      return answer.data.organisations.nodes.map((node) => node.id);
    },
    close: async () => agent.destroy(),
  };
  return engine;
}

/** The server reads its copy when it is first asked: waits until answers come as quickly as they do with it, at most a minute. */
async function isWarm({ search }: Engine): Promise<void> {
  const end = performance.now() + 60_000;
  for (let quick = 0; quick < 5 && performance.now() < end;) {
    const began = performance.now();
    await search({ query: 'derneği', country: null, withFacets: true, answer: null });
    quick = performance.now() - began < 30 ? quick + 1 : 0;
    await new Promise((later) => setTimeout(later, 200));
  }
}

interface Peer {
  build(records: readonly object[]): unknown;
  search(question: Question): { ids: readonly string[] } | Promise<{ ids: readonly string[] }>;
}

/** What a peer is given of an organisation: one record per face that the member may find, folded text, labels as words. */
function record(document: SearchDocument): object {
  const { names, statements, rest } = ownTexts(document);
  const { topics, country } = vocabularyTexts(document);
  const folded = (texts: readonly string[]): string => texts.flatMap(wordsOf).join(' ');
  return {
    ...{ id: document.organisationId, visible: document.audience !== 'closed' },
    ...{ names: folded(names), statements: folded([...statements, ...topics]), rest: folded([...rest, ...country]) },
    ...{ countries: [document.country], fields: document.fields, issues: document.issues },
    ...{ kinds: document.kind === null ? [] : [document.kind], languages: document.languages },
  };
}

async function peer(name: string): Promise<Engine> {
  const { open } = (await import(new URL(`../peers/${name}.mjs`, import.meta.url).href)) as { open(tools: object): Peer };
  const opened = open({ wordsOf, parseQuery, facets: FACETS });
  return {
    async build(all) {
      for (const batch of all()) await opened.build(batch.flatMap((one) => facesOf(one).filter(isFound).map(record)));
    },
    search: async (question) => (await opened.search(question)).ids,
  };
}

/** A closed face of an organisation has the id of its alias: one record per organisation is enough for a peer. */
const isFound = (document: SearchDocument, _at: number, faces: readonly SearchDocument[]): boolean =>
  faces.length === 1 || document.face === 'alias';

/** By name, with what it needs to know. */
export async function engine(name: string, [first = '', second = '']: readonly string[]): Promise<Engine> {
  if (name === 'tables' || name === 'copy') return index(first, name === 'copy');
  return name === 'graphql' ? graphql(first, second) : peer(name);
}
