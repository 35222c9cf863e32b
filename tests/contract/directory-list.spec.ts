import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Loose, TestClient } from '../support/client.ts';
import { newInhabitant, newWorld, unique, type World } from '../support/world.ts';

let world: World;
let viewers: Record<string, TestClient>;
beforeAll(async () => {
  world = await newWorld();
  const profiles: Record<string, unknown>[] = [
    { name: 'Çınar', country: 'TR', kind: 'FOUNDATION', fields: ['ecology', 'youth'], languages: ['tr', 'en'] },
    { name: 'cinar', country: 'DE', visibility: 'MEMBERS', issues: [{ issueId: 'advocacy-and-lobbying', direction: 'OFFER' }] },
    { name: 'Zeytin', country: 'TR', visibility: 'HIDDEN', fields: ['youth'] },
    { name: 'Aydınlık', country: 'TR', visibility: 'PSEUDONYMOUS', issues: [{ issueId: 'advocacy-and-lobbying', direction: 'NEED' }] },
    { name: 'Ağaç', country: 'PL', visibility: 'PSEUDONYMOUS', kind: 'COOPERATIVE', languages: ['pl'] },
    { name: 'Łąka', country: 'PL', fields: ['youth'], issues: [{ issueId: 'volunteer-management', direction: 'OFFER' }] },
  ];
  const people = [];
  for (const profile of profiles) people.push(await newInhabitant(world.server, profile, profile['name'] !== 'Łąka'));
  await world.server.services.db.query(
    `with p as (insert into partnership (call_id) values ($1) returning id)
     insert into partnership_side (partnership_id, organisation_id, call_id, side) select p.id, o.id, $1, o.side from p, (values ($2::uuid, 'A'), ($3::uuid, 'B')) o(id, side)`,
    [world.callId, people[0]!.organisationId, people[4]!.organisationId],
  );
  await world.server.services.db.query('select search.mark_dirty(array(select id from organisation), null)');
  viewers = {
    visitor: world.visitor,
    staff: world.staff,
    member: world.stranger.client,
    unverified: people[5]!.client,
    masked: world.masked.client,
  };
  Object.assign(viewers, { hidden: people[2]!.client, partner: people[0]!.client });
  await vi.waitFor(
    async () => {
      const { rows } = await world.server.services.db.query('select from search.search_dirty');
      expect(rows).toEqual([]);
    },
    { timeout: 10_000 },
  );
});
afterAll(async () => {
  await Promise.all(Object.values(viewers).map((viewer) => viewer.close()));
  await world.close();
});

const HIT =
  'id name kind country city about verified pseudonymous languages representativeCount createdAt fields { id } issues { direction statement issue { id } }';
const page = (more: string): string => `query ($filter: OrganisationFilter, $sort: OrganisationSort, $first: Int, $after: String) {
  organisations(filter: $filter, sort: $sort, first: $first, after: $after) { edges { cursor node { ${HIT} } } pageInfo { endCursor hasNextPage } ${more} } }`;
/** Without counts a page is read from the organisations, with them from the index. */
const LISTED = page('');
const COUNTED = page('totalCount');

const FILTERS: Record<string, unknown>[] = [
  {},
  { countries: ['TR'] },
  { countries: ['PL'] },
  { countries: ['TR', 'DE'] },
  { countries: ['TR'], fields: ['youth'] },
  { fields: ['ecology'] },
  { issues: ['advocacy-and-lobbying'] },
  { issues: ['advocacy-and-lobbying', 'volunteer-management'], direction: 'NEED' },
  { direction: 'OFFER' },
  { kinds: ['COOPERATIVE', 'FOUNDATION'] },
  { languages: ['pl', 'tr'] },
  { withoutPartner: true },
  { withoutPartner: false },
  { verified: true },
  { verified: false },
  { countries: [], kinds: [] },
];

/** Reads every page of a list twice, from both sources; answers how many hits there were. */
async function compare(viewer: TestClient, given: Record<string, unknown>): Promise<number> {
  let seen = 0;
  let after: string | null = null;
  do {
    const variables: Record<string, unknown> = { ...given, first: 4, after };
    const [listed, counted]: Loose[] = await Promise.all([viewer.ask(LISTED, variables), viewer.ask(COUNTED, variables)]);
    delete counted.organisations.totalCount;
    expect(listed, JSON.stringify(variables)).toEqual(counted);
    seen += listed.organisations.edges.length;
    after = listed.organisations.pageInfo.hasNextPage ? listed.organisations.pageInfo.endCursor : null;
  } while (after);
  return seen;
}

it.each(['visitor', 'staff', 'member', 'unverified', 'masked', 'hidden', 'partner'])(
  'answers %s what the index would, page by page',
  async (name) => {
    const viewer = viewers[name]!;
    const hits = await Promise.all(FILTERS.flatMap((filter) => ['NAME', 'NEWEST'].map((sort) => compare(viewer, { filter, sort }))));
    expect(hits.reduce((sum, count) => sum + count)).toBeGreaterThan(50);
    expect(await compare(viewer, { sort: 'RELEVANCE' })).toBeGreaterThan(7);
  },
);

it('shows a change at once', async () => {
  const name = unique('Yepyeni ');
  await world.aylin.client.ask('mutation ($id: ID!, $input: OrganisationInput!) { updateOrganisation(id: $id, input: $input) { id } }', {
    id: world.aylin.organisationId,
    input: { name },
  });
  const { organisations } = await world.visitor.ask(`{ organisations(sort: NAME, first: 100) { nodes { name } } }`);
  expect(organisations.nodes).toContainEqual({ name });
});

it.each([LISTED, COUNTED])('refuses cursors that are none, or of another list', async (query) => {
  const { organisations } = await world.visitor.ask(query, { sort: 'NAME', first: 1 });
  const { endCursor } = organisations.pageInfo;
  const forged = (at: unknown): string => {
    const position = JSON.parse(Buffer.from(endCursor, 'base64url').toString()) as object;
    return Buffer.from(JSON.stringify({ ...position, at })).toString('base64url');
  };
  const wrong = [
    'x',
    forged([]),
    forged(['a', 'b']),
    forged(['a\0', world.aylin.organisationId]),
    forged(['a', 'b', 'c', world.aylin.organisationId]),
  ];
  for (const after of wrong) expect(await world.visitor.refused(query, { sort: 'NAME', after })).toBe('BAD_USER_INPUT');
  for (const other of [{ sort: 'NEWEST' }, { sort: 'NAME', filter: { countries: ['TR'] } }])
    expect(await world.visitor.refused(query, { ...other, after: endCursor })).toBe('BAD_USER_INPUT');
  expect(await world.visitor.refused(query, { first: 101 })).toBe('BAD_USER_INPUT');
  expect((await world.visitor.ask(query, { first: 0 })).organisations.edges).toEqual([]);
});
