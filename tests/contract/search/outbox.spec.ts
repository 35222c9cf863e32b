import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { audienceFilter } from '@kopru/search/audience';
import type { SearchDocument } from '@kopru/search/document';
import { applyDirty, markDirty, rebuildTarget, type Applied, type ApplyOptions } from '@kopru/search/outbox';
import { SearchUnavailable, type OrganisationSearch } from '@kopru/search/port';
import { PostgresSearch } from '@kopru/search/postgres/postgres-search';
import { reconcile } from '@kopru/search/reconcile';
import { inTransaction, searchDatabase } from './database.ts';
import { documentsOf, idOf, KEYS, keyOf, type Key } from './fixture.ts';

let database: Awaited<ReturnType<typeof searchDatabase>>;
let search: OrganisationSearch;

/** The database of organisations, as far as the index is concerned: what there is, by key. */
const organisations = new Map<Key, Parameters<typeof documentsOf>[1]>();
const load = async (ids: readonly string[]): Promise<SearchDocument[]> =>
  ids.map(keyOf).flatMap((key) => (organisations.has(key) ? documentsOf(key, organisations.get(key)) : []));

beforeAll(async () => {
  database = await searchDatabase();
  search = new PostgresSearch(database.pool);
});

afterAll(async () => {
  await database.drop();
});

beforeEach(async () => {
  await database.pool.query('truncate search.search_dirty, search.search_rebuild');
  await search.rebuild([]);
  organisations.clear();
});

const apply = (options: Partial<ApplyOptions> = {}): Promise<Applied> =>
  applyDirty({ client: database.pool, target: 'postgres', search, loadDocuments: load, ...options });

const indexed = async (query = ''): Promise<Key[]> => {
  const audience = audienceFilter({ isStaff: true, isVerifiedMember: false, fullOrganisationIds: [] });
  const { hits } = await search.search({ query, audience, sort: 'NAME', first: 100 });
  return hits.map((hit) => keyOf(hit.organisationId)).sort();
};

const owed = async (): Promise<Record<string, unknown>[]> =>
  (
    await database.pool.query(
      'select organisation_id as id, gen::integer, attempts, not_before, last_error, lease_until from search.search_dirty order by 1',
    )
  ).rows;

async function change(key: Key, changes: Parameters<typeof documentsOf>[1] = {}): Promise<void> {
  organisations.set(key, changes);
  await markDirty(database.pool, [idOf(key)]);
}

describe('the outbox', () => {
  it('a change is owed from the moment it is committed, and not when it is rolled back', async () => {
    organisations.set('doga', {});
    await inTransaction(database.pool, async (client) => {
      await markDirty(client, [idOf('doga')]);
      expect(await apply()).toMatchObject({ applied: 0 });
      await client.query('commit');
    });
    expect(await apply()).toMatchObject({ applied: 1, failed: 0, more: false });
    expect(await indexed()).toEqual(['doga']);
    expect(await owed()).toEqual([]);
    await inTransaction(database.pool, (client) => markDirty(client, [idOf('lodz')]));
    expect(await owed()).toEqual([]);
  });

  it('an organisation that is gone from the database goes from the index', async () => {
    await change('doga');
    await apply();
    organisations.delete('doga');
    await markDirty(database.pool, [idOf('doga')]);
    await apply();
    expect(await indexed()).toEqual([]);
    expect(await owed()).toEqual([]);
  });

  it('marks count up in one row, and several targets are owed apart', async () => {
    await markDirty(database.pool, [idOf('doga'), idOf('doga')], ['postgres', 'meilisearch']);
    await markDirty(database.pool, [idOf('doga')], ['postgres']);
    const { rows } = await database.pool.query('select target, gen::integer from search.search_dirty order by 1');
    expect(rows).toEqual([
      { target: 'meilisearch', gen: 1 },
      { target: 'postgres', gen: 2 },
    ]);
    await markDirty(database.pool, []);
    expect(await apply({ target: 'meilisearch' })).toMatchObject({ applied: 1 });
    expect((await owed()).length).toBe(1);
  });

  it('a change during the work is applied again, not lost', async () => {
    await change('doga', { name: 'Before' });
    await apply({
      loadDocuments: async (ids) => {
        const documents = await load(ids);
        await change('doga', { name: 'Afterwards' });
        return documents;
      },
    });
    expect(await indexed('before')).toEqual(['doga']);
    expect(await owed()).toMatchObject([{ gen: 2, lease_until: null }]);
    await apply();
    expect(await indexed('afterwards')).toEqual(['doga']);
    expect(await owed()).toEqual([]);
  });

  it('two workers share the work and never the same organisation', async () => {
    for (const key of KEYS) await change(key);
    const seen: string[] = [];
    const counting = async (ids: readonly string[]): Promise<SearchDocument[]> => {
      seen.push(...ids);
      return load(ids);
    };
    const rounds = await Promise.all([1, 2, 3].map(() => apply({ loadDocuments: counting, batchSize: 5 })));
    expect(rounds.map(({ applied }) => applied)).toEqual([5, 5, 5]);
    expect(new Set(seen).size).toBe(seen.length);
    expect(await indexed()).toHaveLength(KEYS.length);
  });

  it('a change that is not committed yet holds up nobody else', async () => {
    await change('doga');
    await change('lodz');
    await inTransaction(database.pool, async (client) => {
      await markDirty(client, [idOf('doga')]);
      expect(await apply()).toMatchObject({ applied: 1 });
      expect(await indexed()).toEqual(['lodz']);
    });
    await apply();
    expect(await indexed()).toEqual(['doga', 'lodz']);
  });

  it('one organisation that cannot be indexed does not hold up the others, backs off and is given up', async () => {
    for (const key of KEYS) await change(key);
    const poisoned: OrganisationSearch = Object.assign(Object.create(search) as OrganisationSearch, {
      upsert: async (documents: readonly SearchDocument[]) => {
        if (documents.some((document) => document.organisationId === idOf('izmir'))) throw new Error('cannot be indexed');
        await search.upsert(documents);
      },
      remove: (ids: readonly string[]) => search.remove(ids),
      settle: () => search.settle(),
    });
    expect(await apply({ search: poisoned })).toMatchObject({ applied: KEYS.length - 1, failed: 1 });
    expect(await indexed()).toEqual(KEYS.filter((key) => key !== 'izmir').sort());
    const [first] = await owed();
    expect(first).toMatchObject({ id: idOf('izmir'), attempts: 1, last_error: 'Error: cannot be indexed' });
    expect(Number(first?.['not_before'])).toBeGreaterThan(Date.now());
    expect(await apply({ search: poisoned })).toMatchObject({ applied: 0, failed: 0 });
    await database.pool.query('update search.search_dirty set not_before = now()');
    expect(await apply({ search: poisoned, maxAttempts: 2 })).toMatchObject({ failed: 1 });
    expect((await owed())[0]?.['not_before']).toBe(Infinity);
    await change('izmir');
    expect(await apply()).toMatchObject({ applied: 1 });
    expect(await indexed()).toHaveLength(KEYS.length);
  });

  it('an engine that is away costs nobody an attempt', async () => {
    await change('doga');
    const away: OrganisationSearch = Object.assign(Object.create(search) as OrganisationSearch, {
      upsert: () => Promise.reject(new SearchUnavailable('away')),
    });
    expect(await apply({ search: away })).toMatchObject({ applied: 0, failed: 0, unavailable: true });
    expect(await owed()).toMatchObject([{ attempts: 0, lease_until: null, last_error: null }]);
  });

  it('a worker that died leaves its claim to the next when the lease is over', async () => {
    await change('doga');
    const died = apply({ loadDocuments: () => Promise.reject(new TypeError('killed')), client: dyingAfterClaim() });
    await expect(died).rejects.toThrow('killed');
    expect(await apply()).toMatchObject({ applied: 0 });
    await database.pool.query(`update search.search_dirty set lease_until = now() - interval '1 second'`);
    expect(await apply()).toMatchObject({ applied: 1 });
  });

  it('what changes during a rebuild is in the new index', async () => {
    for (const key of ['doga', 'lodz'] as const) await change(key);
    await apply();
    async function* documents(): AsyncGenerator<SearchDocument[]> {
      yield await load([idOf('doga'), idOf('lodz')]);
      await change('doga', { name: 'Renamed Meanwhile' });
      expect(await apply()).toMatchObject({ applied: 1 });
      expect(await indexed('renamed meanwhile')).toEqual(['doga']);
      expect(await owed()).toHaveLength(1);
      await expect(rebuildTarget({ client: database.pool, target: 'postgres', search }, documents())).rejects.toThrow(
        'being rebuilt already',
      );
    }
    await rebuildTarget({ client: database.pool, target: 'postgres', search }, documents());
    expect(await indexed('renamed meanwhile')).toEqual([]);
    await database.pool.query('update search.search_dirty set not_before = now()');
    expect(await apply()).toMatchObject({ applied: 1 });
    expect(await indexed('renamed meanwhile')).toEqual(['doga']);
    expect(await owed()).toEqual([]);
  });

  it('a reconcile finds what differs, is missing or is too much, and nothing else', async () => {
    for (const key of ['doga', 'lodz', 'masked', 'kadin'] as const) await change(key);
    await apply();
    organisations.set('doga', { name: 'Silently Renamed' });
    organisations.set('izmir', {});
    organisations.set('masked', { visibility: 'HIDDEN' });
    organisations.delete('lodz');
    const all = async function* (): AsyncGenerator<SearchDocument[]> {
      yield await load([...organisations.keys()].map(idOf));
    };
    const options = { client: database.pool, target: 'postgres' as const, search };
    await reconcile(options, all());
    expect((await owed()).map((row) => keyOf(String(row['id']))).sort()).toEqual(['doga', 'izmir', 'lodz', 'masked']);
    await apply();
    expect(await indexed()).toEqual(['doga', 'izmir', 'kadin', 'masked']);
    expect(await reconcile(options, all())).toBe(0);
  });
});

/** A client whose process ends after the claim: nothing more is written. */
function dyingAfterClaim(): ApplyOptions['client'] {
  let statements = 0;
  return {
    query: async (text, values) => {
      statements += 1;
      if (statements > 1) throw new TypeError('killed');
      return database.pool.query(text, values);
    },
  };
}
