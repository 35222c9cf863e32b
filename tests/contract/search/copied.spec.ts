import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audienceFilter } from '@kopru/search/audience';
import { CopiedSearch } from '@kopru/search/copy/copied-search';
import { facesOf } from '@kopru/search/document';
import type { OrganisationQuery, OrganisationResult } from '@kopru/search/port';
import { PostgresSearch } from '@kopru/search/postgres/postgres-search';
import { LAST_AS_IT_STANDS } from '@kopru/search/postgres/ranking';
import { FACETS } from '@kopru/search/query';
import type { SqlClient } from '@kopru/search/sql-client';
import { organisations } from '../../bench/search/organisations.ts';
import { seeded, withTypo } from '../../support/place-names.ts';
import { searchContract } from './contract.ts';
import { searchDatabase } from './database.ts';
import { member, staff, visitor } from './questions.ts';
import { finerRankContracts } from './ranks.ts';

type Database = Awaited<ReturnType<typeof searchDatabase>>;

let contracted: Database;
let database: Database;

beforeAll(async () => {
  [contracted, database] = await Promise.all([searchDatabase(), searchDatabase()]);
});

afterAll(async () => {
  await Promise.all([contracted.drop(), database.drop()]);
});

searchContract(
  'A copy of PostgreSQL’s index',
  async () => {
    const copied = new CopiedSearch(contracted.pool, new PostgresSearch(contracted.pool));
    await copied.load();
    return copied;
  },
  finerRankContracts,
);

describe('a copy beside its tables', () => {
  const all = [...organisations(1_500, 500)].flat();
  const faces = (from: number, to: number) => all.slice(from, to).flatMap(facesOf);
  let tables: PostgresSearch;
  let copied: CopiedSearch;
  /** Statements that the copy asked. */
  let asked: string[] = [];

  beforeAll(async () => {
    const watched: SqlClient = {
      query: (text, values) => {
        asked.push(text);
        return database.pool.query(text, values);
      },
    };
    tables = new PostgresSearch(watched);
    copied = new CopiedSearch(watched, tables);
    await tables.upsert(faces(0, 1_000));
    await copied.load();
  });

  const viewers = [visitor, member, staff, { ...visitor, fullOrganisationIds: all.slice(0, 40).map(({ id }) => id) }];

  /** Questions of all kinds about what is there; the same every time. */
  function questions(seed: number, count: number): OrganisationQuery[] {
    const random = seeded(seed);
    const one = <Value>(list: readonly Value[]): Value => list[random(list.length)]!;
    return Array.from({ length: count }, () => {
      const { name, about, city, country, fields, issues, kind } = one(all);
      const fieldWord = one(['çevre', 'youth', 'gençlik', 'climate']);
      const words = [
        name,
        withTypo(name, random),
        name.slice(0, 2 + random(9)),
        about?.split(' ')[0],
        name.split(' ')[1],
        `${fieldWord} ${city}`,
        `${about?.split(' ')[2]} ${fieldWord}`,
        country === 'TR' ? 'türkiye' : `${name.split(' ')[0]} germany`,
        'k',
        'gönüllü',
        '',
      ];
      const filters = [{}, { countries: [country] }, { fields, verified: true }, { kinds: [kind], direction: 'NEED' as const }];
      const filter = one([...filters, { issues: issues.map(({ issueId }) => issueId).slice(0, 2), withoutPartner: true }]);
      const sort = one(['RELEVANCE', 'NAME', 'NEWEST'] as const);
      return { query: one(words), filter, sort, audience: audienceFilter(one(viewers)), first: 100, facets: FACETS };
    });
  }

  /** The step at which a hit by relevance stands. The tables count those with typos only as far as there are any. */
  const stepOf = (cursor: string): number => Math.min(LAST_AS_IT_STANDS + 1, JSON.parse(Buffer.from(cursor, 'base64url').toString()).at[0]);

  /** What must be the same: by relevance the first are another choice when there are more than a page, but each stands at the same step. */
  const comparable = ({ hits, ...rest }: OrganisationResult, { sort, query }: OrganisationQuery) => {
    const isOrdered = sort !== 'RELEVANCE' || !query;
    const ids = hits.map(({ organisationId, face, cursor }) => `${organisationId} ${face} ${isOrdered ? cursor : stepOf(cursor)}`);
    return { ...rest, hits: isOrdered ? ids : rest.totalCount <= 100 ? ids.sort() : [] };
  };

  async function expectSame(query: OrganisationQuery): Promise<void> {
    const [mine, theirs] = [await copied.search(query), await tables.search(query)];
    expect(comparable(mine, query), JSON.stringify(query)).toEqual(comparable(theirs, query));
  }

  const isAnsweredByCopy = async (): Promise<boolean> => {
    asked = [];
    await copied.search({ query: 'derneği', sort: 'NAME', audience: audienceFilter(visitor), first: 1 });
    return !asked.some((text) => text.includes('faces_with'));
  };

  it('finds, counts and orders what the tables do, for everybody', async () => {
    for (const query of questions(11, 250)) await expectSame(query);
    expect(await isAnsweredByCopy()).toBe(true);
  });

  it('goes on where a page of the tables ended, and the other way round', async () => {
    for (const sort of ['NAME', 'NEWEST'] as const) {
      const query = { query: 'derneği', sort, audience: audienceFilter(visitor), first: 5 };
      const after = (await tables.search(query)).hits.at(-1)?.cursor;
      expect((await copied.search({ ...query, after })).hits).toEqual((await tables.search({ ...query, after })).hits);
    }
    const query = { query: 'derneği', sort: 'RELEVANCE' as const, audience: audienceFilter(visitor), first: 5 };
    const after = (await tables.search(query)).hits.at(-1)?.cursor;
    expect((await copied.search({ ...query, after })).hits).toEqual((await tables.search({ ...query, after })).hits);
  });

  it('puts a name first that is typed wholly, function words included', async () => {
    const [one, ...others] = all.slice(0, 21);
    const named = (of: (typeof all)[number], name: string) =>
      facesOf({ ...of, name, acronym: null, formerNames: [], visibility: 'PUBLIC' });
    await tables.upsert([...named(one!, 'Well of the Sea'), ...others.flatMap((other) => named(other, 'Well Sea Friends'))]);
    const query = { sort: 'RELEVANCE' as const, audience: audienceFilter(visitor), first: 3 };
    for (const search of [tables, copied]) {
      const idsOf = async (typed: string) =>
        (await search.search({ ...query, query: typed })).hits.map(({ organisationId }) => organisationId);
      expect((await idsOf('well of the sea'))[0]).toBe(one!.id);
      expect((await idsOf('of the well sea'))[0]).not.toBe(one!.id);
    }
    await tables.upsert(faces(0, 21));
  });

  it('lifts nobody by words that are spelt nearly like the one that stands there', async () => {
    const [one, other] = all as [(typeof all)[number], (typeof all)[number]];
    const plain = { acronym: null, formerNames: [], visibility: 'PUBLIC' as const, issues: [], fields: [] };
    await tables.upsert([
      ...facesOf({ ...one, ...plain, name: 'Alder House', about: 'quillwork by hand' }),
      ...facesOf({ ...other, ...plain, name: 'Birch House', about: 'quillwork quillwerk quillwark' }),
    ]);
    for (const search of [tables, copied]) {
      const { hits } = await search.search({ query: 'quillwork', sort: 'RELEVANCE', audience: audienceFilter(visitor), first: 3 });
      expect(hits.map(({ organisationId }) => organisationId)).toEqual([one.id, other.id]);
    }
    await tables.upsert(faces(0, 2));
  });

  it('knows every change that was committed before it was asked', async () => {
    const random = seeded(5);
    for (const query of questions(12, 60)) {
      const index = random(1_000);
      const { id } = all[index]!;
      if (random(3) === 0) await tables.remove([id]);
      else {
        const { name } = all[1_000 + random(400)]!;
        const visibility = (['PUBLIC', 'MEMBERS', 'PSEUDONYMOUS', 'HIDDEN'] as const)[random(4)]!;
        await tables.upsert(facesOf({ ...all[index]!, name, visibility }));
      }
      await expectSame(query);
    }
    expect(await isAnsweredByCopy()).toBe(true);
  });

  it('lets the tables answer while it catches up with many changes, and then answers again', async () => {
    await tables.upsert(faces(0, 1_500));
    const [query] = questions(13, 1);
    await expectSame(query!);
    for (let searches = 0; !(await isAnsweredByCopy()); searches += 1) expect(searches).toBeLessThan(20);
    for (const next of questions(14, 40)) await expectSame(next);
  });
});
