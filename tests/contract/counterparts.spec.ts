import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Loose, TestClient } from '../support/client.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';

let world: World;
/** A Turkish organisation with something to say, for whom partners are looked for. */
let seeker: Inhabitant;
/** Made by a test and gone after it, so that the tests do not meet. */
const guests: Inhabitant[] = [];

const SEEKER = {
  name: 'Yosun Derneği',
  fields: ['ecology', 'youth'],
  languages: ['tr', 'en'],
  about: 'Gençlerle kıyıda çalışıyoruz; we clean the shore and count seaweed with young people.',
  issues: [
    { issueId: 'volunteer-management', direction: 'NEED' },
    { issueId: 'campaigning', direction: 'OFFER' },
  ],
};
const MATCH = {
  country: 'DE',
  fields: ['ecology', 'youth'],
  languages: ['de', 'en'],
  issues: [
    { issueId: 'volunteer-management', direction: 'OFFER', statement: 'Our shifts fill themselves.' },
    { issueId: 'campaigning', direction: 'NEED' },
  ],
};

beforeAll(async () => {
  world = await newWorld();
  seeker = await newInhabitant(world.server, SEEKER);
});
afterEach(async () => {
  for (const { client, organisationId } of guests.splice(0)) {
    await client.close();
    await world.server.services.db.query('delete from invitation where $1 in (from_organisation_id, to_organisation_id)', [organisationId]);
    await world.server.services.db.query('delete from organisation where id = $1', [organisationId]);
  }
});
afterAll(async () => {
  await seeker.client.close();
  await world.close();
});

async function guest(input: Record<string, unknown> = {}, verified = true): Promise<Inhabitant> {
  const made = await newInhabitant(world.server, { ...MATCH, ...input }, verified);
  guests.push(made);
  return made;
}

const LIST = `query ($id: ID!, $callId: ID, $filter: OrganisationFilter, $first: Int, $after: String) {
  counterparts(organisationId: $id, callId: $callId, filter: $filter, first: $first, after: $after) {
    nodes { organisation { id name country kind city about pseudonymous verified languages issues { statement } } score learningMode
      reasons { component weight contribution text } missing }
    pageInfo { endCursor hasNextPage } totalCount } }`;

const list = async (client: TestClient, variables: Record<string, unknown> = {}): Promise<Loose> =>
  (await client.ask(LIST, { id: seeker.organisationId, ...variables })).counterparts;
const idsOf = (page: Loose): string[] => page.nodes.map((node: Loose) => node.organisation.id);

it('ranks organisations of the other side, best first, each with reasons that add up', async () => {
  const best = await guest();
  const page = await list(seeker.client);
  expect(idsOf(page)[0]).toBe(best.organisationId);
  expect(page.nodes[0]).toMatchObject({ learningMode: 'MUTUAL', organisation: { country: 'DE' } });
  expect(page.nodes[0].score).toBeGreaterThanOrEqual(60);
  expect(page.totalCount).toBe(page.nodes.length);
  const scores = page.nodes.map((node: Loose) => node.score);
  expect(scores).toEqual([...scores].sort((a: number, b: number) => b - a));
  for (const node of page.nodes) {
    expect(node.organisation.country).not.toBe('TR');
    const sum = node.reasons.reduce((total: number, reason: Loose) => total + Math.round(reason.contribution * 10), 0);
    expect(sum).toBe(Math.round(node.score * 10));
  }
});

it('speaks Turkish when asked', async () => {
  await guest();
  const query = `query ($id: ID!) { counterparts(organisationId: $id, first: 1) { nodes { reasons(language: "tr") { text } } } }`;
  const { counterparts } = await seeker.client.ask(query, { id: seeker.organisationId });
  expect(counterparts.nodes[0].reasons.map((reason: Loose) => reason.text)).toContain('Aradığınızı sunuyorlar: gönüllü yönetimi.');
});

it('answers only its own people and staff', async () => {
  expect(await world.visitor.refused(LIST, { id: seeker.organisationId })).toBe('UNAUTHENTICATED');
  expect(await world.stranger.client.refused(LIST, { id: seeker.organisationId })).toBe('NOT_FOUND');
  expect(await seeker.client.refused(LIST, { id: 'no-id' })).toBe('NOT_FOUND');
  expect(await seeker.client.refused(LIST, { id: seeker.organisationId, callId: 'no-id' })).toBe('NOT_FOUND');
  expect((await list(world.staff)).totalCount).toBeGreaterThan(0);
});

it('leaves out whom nobody could answer for, whom nobody may see, and the viewer’s own side', async () => {
  const deserted = await guest();
  await world.server.services.db.query('delete from representative where organisation_id = $1', [deserted.organisationId]);
  const hidden = await guest({ visibility: 'HIDDEN' });
  const sameSide = await guest({ country: 'TR' });
  const elsewhere = await guest({ country: 'CH' });
  const wrongKind = await guest({ kind: 'OTHER' });
  for (const client of [seeker.client, world.staff]) {
    const ids = idsOf(await list(client, { first: 100 }));
    for (const { organisationId } of [deserted, hidden, sameSide, elsewhere, wrongKind]) expect(ids).not.toContain(organisationId);
  }
});

it('finds a new organisation at once, and leaves it out where only checked ones are asked for', async () => {
  const fresh = await guest({}, false);
  expect(idsOf(await list(seeker.client, { first: 100 }))).toContain(fresh.organisationId);
  expect(idsOf(await list(seeker.client, { first: 100, filter: { verified: true } }))).not.toContain(fresh.organisationId);
});

it('shows members-only organisations to verified organisations alone', async () => {
  const members = await guest({ visibility: 'MEMBERS' });
  expect(idsOf(await list(seeker.client))).toContain(members.organisationId);
  const newcomer = await newInhabitant(world.server, SEEKER, false);
  guests.push(newcomer);
  expect(idsOf(await list(newcomer.client, { id: newcomer.organisationId }))).not.toContain(members.organisationId);
});

it('scores and explains a pseudonymous organisation only by what it shows', async () => {
  const secret = { visibility: 'PSEUDONYMOUS', name: 'Versteckte Werft', city: 'Rostock', about: SEEKER.about, kind: 'FOUNDATION' };
  const one = await guest(secret);
  const other = await guest({
    ...secret,
    about: null,
    languages: [],
    kind: 'CIVIL_INITIATIVE',
    issues: MATCH.issues.map(({ issueId, direction }) => ({ issueId, direction })),
  });
  const page = await list(seeker.client);
  const [first, second] = [one, other].map(({ organisationId }) =>
    page.nodes.find((node: Loose) => node.organisation.id === organisationId),
  );
  expect(first.organisation).toMatchObject({ pseudonymous: true, city: null, about: null, kind: 'OTHER', languages: [] });
  expect(JSON.stringify(first)).not.toMatch(/Werft|Rostock|shifts/);
  const shown = ({ score, reasons, missing }: Loose): unknown => ({ score, reasons, missing });
  expect(shown(first)).toEqual(shown(second));
  const filtered = async (filter: Record<string, unknown>) => idsOf(await list(seeker.client, { filter }));
  expect(await filtered({ kinds: ['FOUNDATION'] })).not.toContain(one.organisationId);
  expect(await filtered({ languages: ['de'] })).not.toContain(one.organisationId);
  expect(await filtered({ issues: ['campaigning'], direction: 'NEED', fields: ['ecology'] })).toContain(one.organisationId);
});

it('leaves out whoever blocks or is blocked', async () => {
  const [blocker, blocked] = [await guest(), await guest()];
  const block = `mutation ($from: ID!, $to: ID!) { blockOrganisation(organisationId: $from, blockedOrganisationId: $to) }`;
  await blocker.client.ask(block, { from: blocker.organisationId, to: seeker.organisationId });
  await seeker.client.ask(block, { from: seeker.organisationId, to: blocked.organisationId });
  const ids = idsOf(await list(seeker.client));
  expect(ids).not.toContain(blocker.organisationId);
  expect(ids).not.toContain(blocked.organisationId);
});

it('leaves out whoever was asked, asks, or said no in the call, and brings back whoever let it pass', async () => {
  const [asked, asking, declined, expired] = [await guest(), await guest(), await guest(), await guest()];
  const invite = (from: string, to: string, status: string) =>
    world.server.services.db.query(
      `insert into invitation (call_id, from_organisation_id, to_organisation_id, message, status, reply_by) values ($1, $2, $3, 'x', $4, now())`,
      [world.callId, from, to, status],
    );
  await invite(seeker.organisationId, asked.organisationId, 'PENDING');
  await invite(asking.organisationId, seeker.organisationId, 'PENDING');
  await invite(seeker.organisationId, declined.organisationId, 'DECLINED');
  await invite(seeker.organisationId, expired.organisationId, 'EXPIRED');
  const ids = idsOf(await list(seeker.client));
  for (const { organisationId } of [asked, asking, declined]) expect(ids).not.toContain(organisationId);
  expect(ids).toContain(expired.organisationId);
});

it('leaves out whoever has a partner in the call, and finds nobody for whoever has one', async () => {
  const [taken, partner] = [await guest(), await guest({ country: 'TR' })];
  const { db } = world.server.services;
  const { rows } = await db.query<{ id: string }>('insert into partnership (call_id) values ($1) returning id', [world.callId]);
  const sides = [partner, taken].map(({ organisationId }, index) => [rows[0]!.id, organisationId, world.callId, index === 0 ? 'A' : 'B']);
  const add = 'insert into partnership_side (partnership_id, organisation_id, call_id, side) values ($1, $2, $3, $4)';
  for (const side of sides) await db.query(add, side);
  expect(idsOf(await list(seeker.client))).not.toContain(taken.organisationId);
  expect(await list(taken.client, { id: taken.organisationId })).toMatchObject({
    nodes: [],
    totalCount: 0,
    pageInfo: { hasNextPage: false },
  });
  await db.query('update partnership_side set active = false where partnership_id = $1', [rows[0]!.id]);
  expect(idsOf(await list(seeker.client))).toContain(taken.organisationId);
  await db.query('delete from partnership where id = $1', [rows[0]!.id]);
});

it('reads page after page without losing or repeating anybody, and refuses the cursor of another list', async () => {
  for (let n = 0; n < 5; n += 1) await guest();
  const all = idsOf(await list(seeker.client, { first: 100 }));
  const seen: string[] = [];
  let after: string | null = null;
  for (let more = true; more;) {
    const page: Loose = await list(seeker.client, { first: 2, after });
    seen.push(...idsOf(page));
    after = page.pageInfo.endCursor;
    more = page.pageInfo.hasNextPage;
  }
  expect(seen).toEqual(all);
  expect(await seeker.client.refused(LIST, { id: seeker.organisationId, after, filter: { countries: ['DE'] } })).toBe('BAD_USER_INPUT');
  expect(await seeker.client.refused(LIST, { id: seeker.organisationId, after: 'bm9uc2Vuc2U' })).toBe('BAD_USER_INPUT');
  expect(await seeker.client.refused(LIST, { id: seeker.organisationId, first: 101 })).toBe('BAD_USER_INPUT');
});

const FOUND = `subscription ($id: ID!, $minScore: Float) {
  counterpartFound(organisationId: $id, minScore: $minScore) { organisation { id name } score reasons { contribution } } }`;
const VERIFY = `mutation ($id: ID!) { verifyOrganisation(id: $id) { id } }`;
const RENAME = `mutation ($id: ID!, $name: String!) { updateOrganisation(id: $id, input: { name: $name }) { id } }`;

it('tells a watcher of a new match, once, and not of a poor one', async () => {
  const stream = seeker.client.subscribe<Loose>(FOUND, { id: seeker.organisationId, minScore: 60 });
  await subscribed(stream);
  await guest({ fields: ['health'], issues: [], languages: ['fr'] }, false);
  const good = await guest({}, false);
  await good.client.ask(RENAME, { id: good.organisationId, name: 'Umbenannt' });
  const later = await guest({ name: 'Die Späteren' }, false);
  await world.staff.ask(VERIFY, { id: good.organisationId });
  const first = await stream.next();
  expect(first.counterpartFound.organisation.id).toBe(good.organisationId);
  expect((await stream.next()).counterpartFound.organisation.id).toBe(later.organisationId);
  stream.stop();
});

it('tells nothing of an organisation that the watcher may not see, and refuses strangers', async () => {
  const stream = seeker.client.subscribe<Loose>(FOUND, { id: seeker.organisationId, minScore: 0 });
  await subscribed(stream);
  const hidden = await guest({ visibility: 'HIDDEN' }, false);
  const shown = await guest({}, false);
  await world.staff.ask(VERIFY, { id: hidden.organisationId });
  await world.staff.ask(VERIFY, { id: shown.organisationId });
  expect((await stream.next()).counterpartFound.organisation.id).toBe(shown.organisationId);
  stream.stop();
  const refused = world.stranger.client.subscribe(FOUND, { id: seeker.organisationId });
  await refused.end;
  await expect(refused.next(0)).rejects.toThrow('No event');
});

it('ends when the watcher no longer represents the organisation', async () => {
  const stream = seeker.client.subscribe<Loose>(FOUND, { id: seeker.organisationId, minScore: 0 });
  await subscribed(stream);
  const { db } = world.server.services;
  const mine = await db.query<{ person_id: string; since: Date }>(
    'delete from representative where organisation_id = $1 returning person_id, since',
    [seeker.organisationId],
  );
  const late = await guest({}, false);
  await world.staff.ask(VERIFY, { id: late.organisationId });
  await stream.end;
  const { person_id: personId, since } = mine.rows[0]!;
  await db.query('insert into representative (organisation_id, person_id, since) values ($1, $2, $3)', [
    seeker.organisationId,
    personId,
    since,
  ]);
  await expect(stream.next(0)).rejects.toThrow('No event');
});

/** Waits until the server listens: a change of a throw-away match is told, and only then does the test begin. */
async function subscribed(stream: { next(withinMs?: number): Promise<Loose> }): Promise<void> {
  const probe = await guest();
  const told = stream.next();
  for (let heard = false; !heard;) {
    await probe.client.ask(RENAME, { id: probe.organisationId, name: 'Probe' });
    heard = await Promise.race([told.then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, 50, false))]);
  }
}

it('finds the same in a large programme, where numbers in memory say whom to read', async () => {
  await guest();
  await guest({ visibility: 'PSEUDONYMOUS' });
  await guest({ visibility: 'HIDDEN' });
  const plain = await list(seeker.client);
  const service = world.server.services.counterpart as unknown as { counted: { organisations: number }; pool: { build(): Promise<void> } };
  const { counted } = service;
  await service.pool.build();
  service.counted = { ...counted, organisations: 5000 };
  try {
    expect(plain.nodes.length).toBeGreaterThan(1);
    expect(await list(seeker.client)).toEqual(plain);
    const first = await list(seeker.client, { first: 1 });
    expect(await list(seeker.client, { first: 1, after: first.pageInfo.endCursor })).toMatchObject({ nodes: [plain.nodes[1]] });
  } finally {
    service.counted = counted;
  }
});

it('counts and pages the same among many, and shows nobody who was hidden without the numbers knowing', async () => {
  const { db } = world.server.services;
  const service = world.server.services.counterpart as unknown as { counted: { organisations: number }; pool: { build(): Promise<void> } };
  const { rows } = await db.query<{ id: string }>(
    `with added as (insert into organisation (name, alias, kind, country, visibility, field_ids, languages)
       select 'Many ' || n, 'One of many ' || n, 'ASSOCIATION', 'DE', case n % 10 when 0 then 'MEMBERS' when 1 then 'PSEUDONYMOUS' else 'PUBLIC' end, '{youth}', '{de}'
       from generate_series(1, 400) n returning id),
     people as (insert into representative (organisation_id, person_id) select added.id, (select person_id from representative limit 1) from added)
     select id::text as id from added`,
  );
  const many = rows.map(({ id }) => id);
  const { counted } = service;
  const walk = async (): Promise<{ ids: string[]; totalCount: number }> => {
    const ids: string[] = [];
    for (let after: string | null = null; ;) {
      const page: Loose = await list(seeker.client, { first: 90, after });
      ids.push(...idsOf(page));
      if (!page.pageInfo.hasNextPage) return { ids, totalCount: page.totalCount };
      after = page.pageInfo.endCursor;
    }
  };
  try {
    await db.query('insert into organisation_block (organisation_id, blocked_organisation_id) select $1, unnest($2::uuid[])', [
      seeker.organisationId,
      many.slice(0, 20),
    ]);
    const plain = await walk();
    expect(plain.ids.length).toBeGreaterThan(300);
    await service.pool.build();
    service.counted = { ...counted, organisations: 5000 };
    expect(await walk()).toEqual(plain);
    const [first, ...others] = plain.ids.filter((id) => many.includes(id));
    await db.query(`update organisation set visibility = 'HIDDEN' where id = $1`, [first]);
    const { ids } = await walk();
    expect(ids).not.toContain(first);
    expect(ids).toEqual(expect.arrayContaining(others));
  } finally {
    service.counted = counted;
    await db.query('delete from organisation where id = any($1::uuid[])', [many]);
  }
});
