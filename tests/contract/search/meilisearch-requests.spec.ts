import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { audienceFilter } from '@kopru/search/audience';
import { BadCursor } from '@kopru/search/cursor';
import { MeilisearchSearch } from '@kopru/search/meilisearch/meilisearch-search';
import { SearchUnavailable, type OrganisationQuery } from '@kopru/search/port';
import { documentsOf, idOf } from './fixture.ts';
import { ShapedMeilisearch } from './shaped-meilisearch.ts';

const server = new ShapedMeilisearch();
let search: MeilisearchSearch;
let url: string;

beforeAll(async () => {
  url = await server.listen();
});

afterAll(async () => {
  await server.close();
});

beforeEach(() => {
  server.refusal = undefined;
  server.failing.clear();
  server.results.length = 0;
  server.take();
  search = new MeilisearchSearch({ url, key: 'a-key' }, 'organisations');
});

const visitor = audienceFilter({ isStaff: false, isVerifiedMember: false, fullOrganisationIds: [] });
const VISITOR = '((face IN ["full"] AND audience IN ["public"]) OR face IN ["alias"])';
const question: OrganisationQuery = { audience: visitor, sort: 'RELEVANCE', first: 2 };
const bodies = (): unknown[] => server.take().map(({ body }) => body);

// This is the recorded shape of the documented HTTP API, not the real server: meilisearch.spec.ts runs the contract against one when MEILI_URL is set.
describe('requests to Meilisearch, against the documented shape of its API (not the real server)', () => {
  it('an index is made once, with its settings, by a client that shows its key', async () => {
    await search.prepare();
    const [listed, created, settings] = server.take();
    expect(listed).toMatchObject({ method: 'GET', path: '/indexes', authorization: 'Bearer a-key' });
    expect(created).toMatchObject({ method: 'POST', path: '/indexes', body: { uid: 'organisations', primaryKey: 'id' } });
    expect(settings).toMatchObject({
      method: 'PATCH',
      path: '/indexes/organisations/settings',
      body: {
        typoTolerance: { minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 }, disableOnWords: expect.arrayContaining(['athen']) },
        pagination: { maxTotalHits: 1_000_000 },
      },
    });
    await search.prepare();
    expect(server.take().map(({ method }) => method)).toEqual(['GET', 'PATCH']);
  });

  it('documents have legal ids and folded texts; faces that are no more are deleted', async () => {
    await search.upsert([...documentsOf('lodz'), ...documentsOf('masked')]);
    await search.settle();
    const [added, deleted] = server.take();
    expect(added).toMatchObject({ method: 'POST', path: '/indexes/organisations/documents', parameters: { primaryKey: 'id' } });
    const documents = added?.body as Record<string, unknown>[];
    for (const { id } of documents) expect(id).toMatch(/^[a-zA-Z0-9_-]{1,511}$/);
    expect(documents[0]).toMatchObject({
      id: `${idOf('lodz')}_full`,
      ownName: 'fundacja lodzka wspolnota',
      spellings: [],
      country: 'PL',
      verified: true,
      needs: ['volunteer-management'],
    });
    expect(documents[2]).toMatchObject({
      id: `${idOf('masked')}_alias`,
      ownName: null,
      alias: 'violet heron',
      kind: null,
      languages: [],
      audience: 'public',
      createdAt: 0,
    });
    expect(JSON.stringify(documents[2])).not.toMatch(/cesur|mersin|zephyrine|marzipan/i);
    expect(deleted).toMatchObject({ path: '/indexes/organisations/documents/delete-batch', body: [`${idOf('lodz')}_alias`] });
    await search.remove([idOf('lodz')]);
    expect(bodies()).toEqual([[`${idOf('lodz')}_full`, `${idOf('lodz')}_alias`]]);
  });

  it('one request asks for hits, exact counts and, per chosen facet, counts without its own choice', async () => {
    server.results.push([
      { totalHits: 3, facetDistribution: { fields: { ecology: 2, youth: 1 } }, hits: [] },
      {
        hits: ['doga', 'oresund', 'lodz'].map((key) => ({ organisationId: idOf(key as 'doga'), face: 'full' })),
        estimatedTotalHits: 3,
        offset: 0,
        limit: 3,
      },
      { totalHits: 9, facetDistribution: { country: { TR: 5, DK: 5, DE: 7 } }, hits: [] },
    ]);
    const result = await search.search({
      ...question,
      query: 'Gönüllü Yönt',
      filter: { countries: ['TR', 'DK'], direction: 'NEED' },
      facets: ['countries', 'fields'],
    });
    const [sent] = server.take();
    const shared = { indexUid: 'organisations', q: 'gonullu yont', matchingStrategy: 'all' };
    expect(sent).toMatchObject({ method: 'POST', path: '/multi-search' });
    expect(sent?.body).toEqual({
      queries: [
        {
          ...shared,
          page: 0,
          hitsPerPage: 1,
          facets: ['fields'],
          filter: `(${VISITOR} AND country IN ["TR", "DK"] AND directions IN ["NEED"])`,
        },
        {
          ...shared,
          offset: 0,
          limit: 3,
          attributesToRetrieve: ['organisationId', 'face'],
          filter: `(${VISITOR} AND country IN ["TR", "DK"] AND directions IN ["NEED"])`,
        },
        { ...shared, page: 0, hitsPerPage: 1, facets: ['country'], filter: `(${VISITOR} AND directions IN ["NEED"])` },
      ],
    });
    expect(result.hits.map((hit) => hit.organisationId)).toEqual([idOf('doga'), idOf('oresund')]);
    expect(result).toMatchObject({ hasNextPage: true, totalCount: 3, degraded: false });
    expect(result.facets).toEqual([
      {
        name: 'countries',
        values: [
          { value: 'DE', count: 7 },
          { value: 'DK', count: 5 },
          { value: 'TR', count: 5 },
        ],
      },
      {
        name: 'fields',
        values: [
          { value: 'ecology', count: 2 },
          { value: 'youth', count: 1 },
        ],
      },
    ]);
  });

  it('drops the words that nobody has, and a dropped word leaves no beginning behind', async () => {
    server.results.push(
      [{ totalHits: 0, hits: [] }, { hits: [] }],
      [{ totalHits: 1, hits: [] }, { hits: [] }],
      [{ totalHits: 0, hits: [] }, { hits: [] }],
      [{ totalHits: 1, hits: [] }, { hits: [{ organisationId: idOf('doga'), face: 'full' }] }],
    );
    const result = await search.search({ ...question, query: 'doğa zzz' });
    expect(result.droppedWords).toEqual(['zzz']);
    const asked = bodies().map((body) => (body as { queries: { q: string }[] }).queries[0]?.q);
    expect(asked).toEqual(['doga zzz', 'doga ', 'zzz', 'doga ']);
  });

  it('a cursor goes on where the page ended and knows its search', async () => {
    const hit = { organisationId: idOf('doga'), face: 'full' };
    server.results.push([{ totalHits: 5 }, { hits: [hit, hit, hit] }], [{ totalHits: 5 }, { hits: [hit] }]);
    const first = await search.search({ ...question, query: 'doğa', sort: 'NEWEST' });
    const after = first.hits[1]?.cursor;
    server.take();
    await search.search({ ...question, query: 'doğa', sort: 'NEWEST', after });
    expect(bodies()).toMatchObject([{ queries: [{}, { offset: 2, limit: 3, sort: ['createdAt:desc', 'organisationId:asc'] }] }]);
    await expect(search.search({ ...question, query: 'başka', sort: 'NEWEST', after })).rejects.toThrow(BadCursor);
  });

  it('what can match nothing is not asked: there is no filter for it', async () => {
    expect(await search.search({ ...question, audience: { or: [] }, facets: ['kinds'] })).toMatchObject({
      hits: [],
      totalCount: 0,
      facets: [{ values: [] }],
    });
    expect(await search.search({ ...question, filter: { countries: ['" OR face = "full'] } })).toMatchObject({ hits: [], totalCount: 0 });
    expect(server.take()).toEqual([]);
  });

  it('suggests names, and labels that somebody visible carries', async () => {
    const house = { name: 'Gönüllü Evi', organisationId: idOf('doga'), face: 'full' };
    server.results.push([
      { hits: [house, { ...house, organisationId: idOf('kadin') }] },
      { totalHits: 2 },
      { totalHits: 0 },
      { totalHits: 0 },
    ]);
    const suggested = await search.suggest({ query: 'gönül', audience: visitor, limit: 5 });
    expect(suggested).toEqual({ labels: ['Gönüllü yönetimi'], names: [house] });
    const [names, label] = (bodies()[0] as { queries: Record<string, unknown>[] }).queries;
    expect(names).toMatchObject({
      q: 'gonul',
      attributesToSearchOn: ['ownName', 'acronym', 'formerNames', 'spellings', 'alias'],
      filter: VISITOR,
    });
    expect(label).toMatchObject({ filter: `(${VISITOR} AND issues IN ["volunteer-management"])` });
  });

  it('a task that failed is an error, although the client does not say so', async () => {
    server.failing.set('documentAdditionOrUpdate', 'The document is missing its id');
    await search.upsert(documentsOf('lodz'));
    await expect(search.settle()).rejects.toThrow('failed a documentAdditionOrUpdate: The document is missing its id');
    await expect(search.settle()).resolves.toBeUndefined();
  });

  it('a rebuild fills a new index, swaps it in and drops the old one', async () => {
    await search.prepare();
    server.take();
    await search.rebuild([documentsOf('lodz'), [], documentsOf('doga')]);
    const requests = server.take().map(({ method, path }) => `${method} ${path.replace(/organisations_\d+/, 'NEXT')}`);
    expect(requests.slice(2)).toEqual([
      ...['GET /indexes', 'POST /indexes', 'PATCH /indexes/NEXT/settings', 'POST /indexes/NEXT/documents', 'POST /indexes/NEXT/documents'],
      ...['GET /indexes/NEXT/stats', 'POST /swap-indexes', 'DELETE /indexes/NEXT'],
    ]);
  });

  it('a rebuild that fails is not put in use and leaves nothing behind', async () => {
    server.failing.set('documentAdditionOrUpdate', 'disk full');
    await expect(search.rebuild([documentsOf('lodz')])).rejects.toThrow('disk full');
    const requests = server.take();
    expect(requests.map(({ path }) => path)).not.toContain('/swap-indexes');
    expect(requests.at(-1)?.method).toBe('DELETE');
  });

  it.each([500, 503, 429, 401, 403])('an answer of %i is "unavailable", so that another engine can answer', async (status) => {
    server.refusal = { status, body: { message: 'no', code: 'internal', type: 'internal', link: '' } };
    await expect(search.search(question)).rejects.toThrow(SearchUnavailable);
    await expect(search.upsert(documentsOf('doga'))).rejects.toThrow(SearchUnavailable);
  });

  it('a missing index and a dead server are "unavailable", a refused request is a fault', async () => {
    server.refusal = { status: 404, body: { message: 'gone', code: 'index_not_found', type: 'invalid_request', link: '' } };
    await expect(search.search(question)).rejects.toThrow(SearchUnavailable);
    server.refusal = { status: 400, body: { message: 'bad filter', code: 'invalid_search_filter', type: 'invalid_request', link: '' } };
    await expect(search.search(question)).rejects.not.toThrow(SearchUnavailable);
    const away = new MeilisearchSearch({ url: 'http://127.0.0.1:9', key: 'k' });
    await expect(away.search(question)).rejects.toThrow(SearchUnavailable);
  });
});
