import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audienceFilter } from '@kopru/search/audience';
import { SearchUnavailable, type OrganisationQuery } from '@kopru/search/port';
import { PostgresSearch } from '@kopru/search/postgres/postgres-search';
import type { SqlClient } from '@kopru/search/sql-client';
import { SEARCH_SCHEMA_SQL } from '@kopru/search/postgres/schema.sql';
import { searchContract } from './contract.ts';
import { inTransaction, searchDatabase } from './database.ts';
import { finerRankContracts } from './ranks.ts';
import { allDocuments, documentsOf, idOf, keyOf, type Key } from './fixture.ts';

let database: Awaited<ReturnType<typeof searchDatabase>>;

beforeAll(async () => {
  database = await searchDatabase();
});

afterAll(async () => {
  await database.drop();
});

searchContract('PostgreSQL', async () => new PostgresSearch(database.pool), finerRankContracts);

describe('PostgreSQL alone', () => {
  const visitor = audienceFilter({ isStaff: false, isVerifiedMember: false, fullOrganisationIds: [] });
  const hits = async (query: string): Promise<string[]> => {
    const result = await new PostgresSearch(database.pool).search({ query, audience: visitor, sort: 'RELEVANCE', first: 10 });
    return result.hits.map((hit) => keyOf(hit.organisationId));
  };

  it.each([
    ['a wrong first letter in a short word', 'narbour', 'harbour'],
    ['a missing first letter', 'arbour', 'harbour'],
    ['swapped first letters', 'ahrbour', 'harbour'],
    ['two swaps in a long word', 'koopreatfii', 'doga'],
    ['a place’s other name while it is typed', 'selan', 'athina'],
    ['a misspelt other name of a place', 'Kopenhagg', 'oresund'],
  ])('forgives %s', async (_what, query, key) => {
    expect(await hits(query)).toContain(key);
  });

  it('the schema can be made again', async () => {
    for (const statement of SEARCH_SCHEMA_SQL) await database.pool.query(statement);
    expect(await hits('harbour')).toContain('harbour');
  });

  it('totals stay what counting would give, through every kind of change', async () => {
    const search = new PostgresSearch(database.pool);
    await search.upsert(documentsOf('harbour', { visibility: 'PSEUDONYMOUS', alias: 'Amber Otter', verified: false }));
    await search.remove([idOf('lodz')]);
    const wrong = await database.pool.query(
      `select * from (select face, audience, verified, without_partner, tag, count(*)::integer as faces
         from search.face cross join lateral unnest(tags || 0) as tag group by 1, 2, 3, 4, 5) as counted
       full join (select * from search.face_total where faces <> 0) as kept using (face, audience, verified, without_partner, tag)
       where counted.faces is distinct from kept.faces`,
    );
    expect(wrong.rows).toEqual([]);
    await search.upsert([...documentsOf('harbour'), ...documentsOf('lodz')]);
  });

  it('forgets the words of what is gone, and keeps those that others use', async () => {
    const search = new PostgresSearch(database.pool);
    const known = async (word: string): Promise<number> =>
      (await database.pool.query('select from search.term where term = $1', [word])).rowCount ?? 0;
    await search.remove([idOf('hidden')]);
    expect([await known('vanished'), await known('xylophone')]).toEqual([0, 0]);
    await search.upsert(documentsOf('hidden'));
    expect([await known('vanished'), await known('xylophone')]).toEqual([1, 1]);
    await search.remove([idOf('harbour')]);
    expect([await known('lighthouse'), await known('mediation')]).toEqual([0, 1]);
    await search.upsert(documentsOf('harbour'));
  });

  it('leaves alone what is there already', async () => {
    const versions = async (): Promise<unknown[]> =>
      (await database.pool.query('select xmin::text, organisation_id from search.face order by 2, face')).rows;
    const before = await versions();
    await new PostgresSearch(database.pool).upsert(allDocuments());
    expect(await versions()).toEqual(before);
  });

  it('fills an empty index as it would one that has rows, and leaves it with its indexes', async () => {
    const fresh = await searchDatabase();
    try {
      const indexes = async (): Promise<unknown[]> =>
        (await fresh.pool.query(`select indexname, indexdef from pg_indexes where schemaname = 'search' order by 1`)).rows;
      const terms = async (pool: typeof fresh.pool): Promise<unknown[]> =>
        (await pool.query('select * from search.term order by term')).rows;
      const before = await indexes();
      const search = new PostgresSearch(fresh.pool);
      await search.rebuild([allDocuments().slice(0, 4), allDocuments().slice(4)]);
      expect(await indexes()).toEqual(before);
      const filled = await terms(fresh.pool);
      expect(filled.length).toBeGreaterThan(50);
      await search.rebuild([allDocuments()]);
      expect(await terms(fresh.pool)).toEqual(filled);
      const found = await search.search({ query: 'orchadr', audience: visitor, sort: 'RELEVANCE', first: 10 });
      expect(found.hits.map((hit) => keyOf(hit.organisationId))).toEqual(['orchard']);
      expect((await fresh.pool.query('select from search.face_next union all select from search.term_next')).rowCount).toBe(0);
    } finally {
      await fresh.drop();
    }
  });

  it('puts better hits first: the name itself, acronym, words of names, beginnings, statements, texts, then what is misspelt', async () => {
    const search = new PostgresSearch(database.pool);
    const changes: [Key, Parameters<typeof documentsOf>[1]][] = [
      ['izmir', { name: 'Choir of the East', about: 'They sing to every lantirn.' }],
      ['brucke', { name: 'Lantarn Guild', formerNames: [] }],
      ['lodz', { name: 'Choir of the West', about: 'A lantern by night, a lantern by day. Lantern, lantern, lantern!' }],
      [
        'athina',
        { name: 'Choir of the South, a long name with many words', statement: 'People need something like a lantern in the street.' },
      ],
      ['zizkov', { name: 'Lanternfish Lanternfish Society', about: 'lantern lantern lantern' }],
      ['doga', { name: 'Lantern Works of the Far Northern Countryside' }],
      ['oresund', { name: 'Lighthouse Keepers', formerNames: ['Lantern'] }],
      ['harbour', { name: 'Landing Territories Northern', acronym: 'LANTERN', statement: null }],
      ['cagdas', { name: 'Lantern', acronym: null }],
    ];
    await search.upsert(changes.flatMap(([key, change]) => documentsOf(key, change)));
    const order = await hits('lantern');
    expect(order.splice(1, 2).sort()).toEqual(['harbour', 'oresund']);
    expect(order).toEqual(['cagdas', 'doga', 'zizkov', 'athina', 'lodz', 'brucke', 'izmir']);
    await search.upsert(changes.flatMap(([key]) => documentsOf(key)));
  });

  describe('“did you mean”', () => {
    const staff = audienceFilter({ isStaff: true, isVerifiedMember: false, fullOrganisationIds: [] });
    const meant = async (query: string, more: Partial<OrganisationQuery> = {}): Promise<string | undefined> =>
      (await new PostgresSearch(database.pool).correct({ query, audience: visitor, sort: 'RELEVANCE', first: 20, ...more }))?.words.join(
        ' ',
      );

    it.each([
      ['a short word', 'cokr', 'cork'],
      ['one typo more than is forgiven', 'gegclikk', 'genclik'],
      ['one word of several', 'harbour crk', 'harbour cork'],
      ['a missing blank', 'harbourmediation', 'harbour mediation'],
      ['a blank too many', 'mediation net work', 'mediation network'],
    ])('offers %s: %s', async (_what, query, expected) => {
      expect(await meant(query)).toBe(expected);
    });

    it('offers nothing for the name of a place or a word of the vocabulary, and nothing far away that begins otherwise', async () => {
      await new PostgresSearch(database.pool).upsert(
        documentsOf('lodz', { name: 'Beri Kortekan Ekologos', formerNames: [], acronym: null }),
      );
      expect(await meant('berj')).toBe('beri');
      expect(await meant('Berlin')).toBeUndefined();
      expect(await meant('Cork', { filter: { countries: ['TR'] } })).toBeUndefined();
      expect(await meant('ekoloji', { filter: { countries: ['IE'] } })).toBeUndefined();
      expect(await meant('kartxkan')).toBe('kortekan');
      expect(await meant('mxrtekan')).toBeUndefined();
      await new PostgresSearch(database.pool).upsert(documentsOf('lodz'));
    });

    it('offers only what has a hit under the same filter', async () => {
      expect(await meant('cokr', { filter: { countries: ['IE'] } })).toBe('cork');
      expect(await meant('cokr', { filter: { countries: ['TR'] } })).toBeUndefined();
    });

    it('never offers a word that the viewer may not see', async () => {
      for (const [query, word] of [
        ['zephyrinexx', 'zephyrine'],
        ['lantrenx', 'lantern'],
        ['quaysidexx', 'quayside'],
        ['cecur', 'cesur'],
      ] as const) {
        expect(await meant(query)).toBeUndefined();
        expect(await meant(query, { audience: staff })).toBe(word);
      }
    });

    it('does not even look at words that only others may see', async () => {
      const asked: unknown[] = [];
      const watching: SqlClient = {
        query: async (text, values) => {
          const answer = await database.pool.query(text, values);
          asked.push(...answer.rows.map((row: Record<string, unknown>) => row['term']));
          return answer;
        },
      };
      const search = new PostgresSearch(watching);
      await search.search({ query: 'zephyrinee', audience: visitor, sort: 'RELEVANCE', first: 5 });
      await search.correct({ query: 'zephyrinee', audience: visitor, sort: 'RELEVANCE', first: 5 });
      expect(asked).not.toContain('zephyrine');
      await search.search({ query: 'zephyrinee', audience: staff, sort: 'RELEVANCE', first: 5 });
      expect(asked).toContain('zephyrine');
    });
  });

  it('one writer works at a time, so that two cannot wait for each other', async () => {
    let written = false;
    let write: Promise<unknown> = Promise.resolve();
    await inTransaction(database.pool, async (client) => {
      await client.query(`select pg_advisory_xact_lock(hashtext('search.face'))`);
      write = new PostgresSearch(database.pool).upsert(documentsOf('lodz', { name: 'Later' })).then(() => (written = true));
      const isWaiting = async (): Promise<boolean> =>
        (await database.pool.query(`select from pg_locks where locktype = 'advisory' and not granted`)).rowCount === 1;
      while (!written && !(await isWaiting()));
      expect(written).toBe(false);
    });
    await write;
    expect(await hits('later')).toEqual(['lodz']);
    await new PostgresSearch(database.pool).upsert(documentsOf('lodz'));
  });

  it('says "unavailable" when the database is away, and so for nothing else', async () => {
    const failing = (code: string) => new PostgresSearch({ query: () => Promise.reject(Object.assign(new Error('no'), { code })) });
    const question = { audience: visitor, sort: 'NAME' as const, first: 1 };
    await expect(failing('ECONNREFUSED').search(question)).rejects.toThrow(SearchUnavailable);
    await expect(failing('57P01').search(question)).rejects.toThrow(SearchUnavailable);
    await expect(failing('42601').search(question)).rejects.not.toThrow(SearchUnavailable);
  });
});
