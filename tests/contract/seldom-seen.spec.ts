import { Impressions } from '@kopru/api/counterpart/impression.store';
import { ShownToday } from '@kopru/api/counterpart/shown-today';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { TestClient, type Loose } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';

let world: World;
/** Turkish; of its list one is seldom seen, whom a test chooses. */
let seeker: Inhabitant;
/** German, and fits. */
let quiet: Inhabitant;

const OFFERS = { fields: ['ecology'], issues: [{ issueId: 'campaigning', direction: 'OFFER', statement: 'Our shifts fill themselves.' }] };

beforeAll(async () => {
  world = await newWorld();
  seeker = await newInhabitant(world.server, { issues: [{ issueId: 'campaigning', direction: 'NEED' }] });
});
afterEach(async () => {
  await quiet.client.close();
  await sql('delete from invitation');
  await sql('delete from partnership');
  await sql('delete from organisation where id = $1', [quiet.organisationId]);
});
afterAll(async () => {
  await seeker.client.close();
  await world.close();
});

const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  world.server.services.db.query<Row>(text, values).then(({ rows }) => rows);

/** Forgets whom organisations were shown today. */
const nextDay = (): unknown => Object.assign(world.server.services.impressions, { today: new ShownToday() });

/** Somebody who fits the seeker and whom nobody was shown; everybody else was shown a hundred times. */
async function somebodyQuiet(input: Record<string, unknown> = {}): Promise<Inhabitant> {
  quiet = await newInhabitant(world.server, { country: 'DE', ...OFFERS, ...input });
  await nobodySaw(quiet.organisationId);
  return quiet;
}

async function nobodySaw(organisationId: string): Promise<void> {
  await world.server.services.impressions.write();
  nextDay();
  await sql('delete from impression');
  await sql('insert into impression select id, current_date, 100 from organisation where id <> $1', [organisationId]);
}

/** So many more Germans, whom somebody represents. */
async function somebodyMore(count: number, fields: string[]): Promise<string[]> {
  const added = await sql<{ id: string }>(
    `with added as (insert into organisation (name, alias, kind, country, visibility, field_ids, languages)
       select 'Many ' || n, 'One of many ' || n, 'ASSOCIATION', 'DE', 'PUBLIC', $2, '{de}' from generate_series(1, $1) n returning id),
     people as (insert into representative (organisation_id, person_id) select added.id, (select person_id from representative limit 1) from added)
     select id::text as id from added`,
    [count, fields],
  );
  return added.map(({ id }) => id);
}

const LIST = `query ($id: ID!, $filter: OrganisationFilter, $first: Int, $after: String) {
  counterparts(organisationId: $id, filter: $filter, first: $first, after: $after) {
    nodes { organisation { id } } pageInfo { endCursor }
    seldomSeen { score learningMode missing reasons { contribution text } organisation { id name city about pseudonymous } } } }`;
const PLAIN = `query ($id: ID!) { counterparts(organisationId: $id) { nodes { organisation { id } } } }`;

const list = async (variables: Record<string, unknown> = {}, client: TestClient = seeker.client): Promise<Loose> =>
  (await client.ask(LIST, { id: seeker.organisationId, first: 0, ...variables })).counterparts;
const seldomId = async (variables?: Record<string, unknown>): Promise<string | null> =>
  (await list(variables)).seldomSeen?.organisation.id ?? null;

async function countOf(organisationId: string): Promise<number> {
  await world.server.services.impressions.write();
  const [row] = await sql<{ shown: number }>('select sum(shown)::int as shown from impression where organisation_id = $1', [
    organisationId,
  ]);
  return row!.shown ?? 0;
}

it('shows one beyond the page whom nobody was shown, with a score that the reasons explain', async () => {
  await somebodyQuiet({ fields: ['health'], languages: [], issues: [] });
  const page = await list({ first: 1 });
  expect(page.nodes).toHaveLength(1);
  expect(page.seldomSeen.organisation.id).toBe(quiet.organisationId);
  const tenths = page.seldomSeen.reasons.reduce((sum: number, { contribution }: Loose) => sum + Math.round(contribution * 10), 0);
  expect(tenths).toBe(Math.round(page.seldomSeen.score * 10));
});

it('shows nobody who stands on the page, nobody beside a later page, and nobody when all are seen alike', async () => {
  await somebodyQuiet();
  expect(await seldomId({ first: 100 })).toBeNull();
  const { pageInfo } = await list({ first: 1 });
  expect(await seldomId({ first: 1, after: pageInfo.endCursor })).toBeNull();
  await nobodySaw(quiet.organisationId);
  expect(await seldomId()).toBe(quiet.organisationId);
  await nobodySaw(quiet.organisationId);
  await sql('insert into impression values ($1, current_date - 1, 100)', [quiet.organisationId]);
  expect(await seldomId()).toBeNull();
});

it('chooses only among those that pass the filter', async () => {
  await somebodyQuiet();
  expect(await seldomId({ filter: { countries: ['FR', 'PL'] } })).toBeNull();
  expect(await seldomId({ filter: { countries: ['DE'] } })).toBe(quiet.organisationId);
});

const invited = (from: () => string, to: () => string, status: string) => () =>
  sql(
    `insert into invitation (call_id, from_organisation_id, to_organisation_id, message, status, reply_by) values ($1, $2, $3, 'x', $4, now())`,
    [world.callId, from(), to(), status],
  );
const blocking = (from: () => string, to: () => string) => () =>
  sql('insert into organisation_block (organisation_id, blocked_organisation_id) values ($1, $2)', [from(), to()]);
const [us, them] = [() => seeker.organisationId, () => quiet.organisationId];

it.each<[string, () => Promise<unknown>]>([
  ['hidden', () => sql(`update organisation set visibility = 'HIDDEN' where id = $1`, [them()])],
  ['without people', () => sql('delete from representative where organisation_id = $1', [them()])],
  ['of the own side', () => sql(`update organisation set country = 'TR' where id = $1`, [them()])],
  ['of a kind that the call does not take', () => sql(`update organisation set kind = 'OTHER' where id = $1`, [them()])],
  ['blocked', blocking(us, them)],
  ['blocking', blocking(them, us)],
  [
    'set aside',
    () => sql(`insert into dismissal (organisation_id, dismissed_organisation_id, reason) values ($1, $2, 'KNOWN')`, [us(), them()]),
  ],
  ['invited', invited(us, them, 'PENDING')],
  ['inviting', invited(them, us, 'PENDING')],
  ['declined', invited(us, them, 'DECLINED')],
  ['partnered', () => partnered(them())],
])('never shows who is %s', async (_what, happen) => {
  await somebodyQuiet();
  expect(await seldomId()).toBe(quiet.organisationId);
  await happen();
  await nobodySaw(quiet.organisationId);
  expect(await seldomId()).toBeNull();
});

async function partnered(organisationId: string): Promise<void> {
  const [made] = await sql<{ id: string }>('insert into partnership (call_id) values ($1) returning id', [world.callId]);
  await sql(`insert into partnership_side (partnership_id, organisation_id, call_id, side) values ($1, $2, $3, 'B')`, [
    made!.id,
    organisationId,
    world.callId,
  ]);
}

it('shows a pseudonymous one masked', async () => {
  await somebodyQuiet({ visibility: 'PSEUDONYMOUS', name: 'Versteckte Werft', city: 'Rostock', about: 'Boote' });
  const { seldomSeen } = await list();
  expect(seldomSeen.organisation).toMatchObject({ id: quiet.organisationId, pseudonymous: true, city: null, about: null });
  expect(JSON.stringify(seldomSeen)).not.toMatch(/Werft|Rostock|Boote|shifts/);
});

it('counts who was shown to the organisation’s own people, on the page or beside it, once a day', async () => {
  await somebodyQuiet();
  expect((await list()).seldomSeen.organisation.id).toBe(quiet.organisationId);
  expect(await countOf(quiet.organisationId)).toBe(1);
  nextDay();
  const { nodes, seldomSeen } = await list({ first: 1 });
  expect(nodes[0].organisation.id).toBe(quiet.organisationId);
  expect(seldomSeen).toBeNull();
  await seeker.client.ask(PLAIN, { id: seeker.organisationId });
  expect(await countOf(quiet.organisationId)).toBe(2);
});

it('sells nobody a place: who asks for everybody a hundred times counts once, and who is not verified not at all', async () => {
  const friend = await somebodyQuiet();
  const unchecked = await newInhabitant(world.server, { issues: [{ issueId: 'campaigning', direction: 'NEED' }] }, false);
  for (const { client, organisationId } of [seeker, unchecked])
    for (let times = 0; times < 100; times += 1) {
      const { counterparts } = await client.ask(PLAIN, { id: organisationId });
      expect(counterparts.nodes[0].organisation.id).toBe(friend.organisationId);
    }
  expect(await countOf(friend.organisationId)).toBe(1);
  expect(await countOf(world.lena.organisationId)).toBe(101);
  await unchecked.client.close();
});

it('shows one who hardly fits once, though all others were shown a hundred times', async () => {
  const many = await somebodyMore(12, ['ecology', 'youth']);
  await sql(`update organisation set field_ids = '{ecology,youth}' where id = $1`, [seeker.organisationId]);
  await somebodyQuiet({ fields: ['health'], languages: [], issues: [] });
  const shown: (string | null)[] = [];
  for (let look = 0; look < 40; look += 1) {
    if (look % 10 === 0) nextDay();
    shown.push(await seldomId());
  }
  expect(shown).toEqual([quiet.organisationId, ...Array.from({ length: 39 }, () => null)]);
  expect(await countOf(quiet.organisationId)).toBe(1);
  await sql('delete from organisation where id = any($1::uuid[])', [many]);
});

it('shows somebody else at the next look while others are seldom seen too', async () => {
  const second = await newInhabitant(world.server, { country: 'DE', ...OFFERS });
  await somebodyQuiet();
  await sql('delete from impression where organisation_id = $1', [second.organisationId]);
  const looks = [await seldomId(), await seldomId(), await seldomId()];
  expect(new Set(looks)).toEqual(new Set([quiet.organisationId, second.organisationId, null]));
  await second.client.close();
  await sql('delete from organisation where id = $1', [second.organisationId]);
});

it('refuses strangers, and counts neither what was refused nor what staff looked at', async () => {
  await somebodyQuiet();
  expect(await world.visitor.refused(LIST, { id: seeker.organisationId })).toBe('UNAUTHENTICATED');
  expect(await world.stranger.client.refused(LIST, { id: seeker.organisationId })).toBe('NOT_FOUND');
  const { nodes } = await list({ first: 100 }, world.staff);
  expect(nodes[0].organisation.id).toBe(quiet.organisationId);
  expect(await countOf(quiet.organisationId)).toBe(0);
});

it('adds up what several processes noted, leaves out who is gone, and keeps what could not be written', async () => {
  await somebodyQuiet();
  const { db } = world.server.services;
  const [one, other] = [new Impressions(db), new Impressions(db)];
  const gone = '00000000-0000-4000-8000-000000000000';
  for (const process of [one, other]) process.note(seeker.organisationId, [quiet.organisationId, world.lena.organisationId, gone], true);
  await Promise.all([one.write(), other.write(), one.write()]);
  expect(await countOf(quiet.organisationId)).toBe(2);
  let isAway = true;
  const shaky = new Impressions({ query: (...asked) => (isAway ? Promise.reject(new Error('away')) : db.query(...asked)) });
  shaky.note(seeker.organisationId, [quiet.organisationId], true);
  await expect(shaky.write()).rejects.toThrow('away');
  shaky.note(world.lena.organisationId, [quiet.organisationId], true);
  isAway = false;
  expect(await shaky.lately([quiet.organisationId])).toEqual(new Map([[quiet.organisationId, 4]]));
  await shaky.write();
  expect(await countOf(quiet.organisationId)).toBe(4);
});

it('writes what a process noted before it stops', async () => {
  await somebodyQuiet();
  const other = await startTestServer({}, { databaseUrl: world.server.databaseUrl });
  const client = await new TestClient(other.url).signIn(seeker.email);
  expect((await list({}, client)).seldomSeen.organisation.id).toBe(quiet.organisationId);
  await client.close();
  await other.close();
  expect(await countOf(quiet.organisationId)).toBe(1);
});

it('looks back ninety days and forgets what is older', async () => {
  await somebodyQuiet();
  const { impressions } = world.server.services;
  await sql('insert into impression values ($1, current_date - 90, 7), ($1, current_date - 89, 2)', [quiet.organisationId]);
  expect(await impressions.lately([quiet.organisationId])).toEqual(new Map([[quiet.organisationId, 2]]));
  await impressions.forgetOld();
  expect(await countOf(quiet.organisationId)).toBe(2);
});

it('asks the gate anew in a large programme: nobody is shown who was hidden without the numbers knowing', async () => {
  const second = await newInhabitant(world.server, { country: 'DE', ...OFFERS });
  const many = await somebodyMore(400, ['youth']);
  await somebodyQuiet();
  await sql('delete from impression where organisation_id = $1', [second.organisationId]);
  const service = world.server.services.counterpart as unknown as { counted: { organisations: number }; pool: { build(): Promise<void> } };
  const { counted } = service;
  await service.pool.build();
  service.counted = { ...counted, organisations: 5000 };
  try {
    const shown = [await seldomId(), await seldomId()];
    expect(new Set(shown)).toEqual(new Set([quiet.organisationId, second.organisationId]));
    const [hidden, left] = shown;
    await nobodySaw(hidden!);
    await sql('delete from impression where organisation_id = $1', [left]);
    await sql(`update organisation set visibility = 'HIDDEN' where id = $1`, [hidden]);
    expect(await seldomId()).toBe(left);
  } finally {
    service.counted = counted;
    await second.client.close();
    await sql('delete from organisation where id = any($1::uuid[])', [[second.organisationId, ...many]]);
  }
});
