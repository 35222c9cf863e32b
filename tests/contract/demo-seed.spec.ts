import { EU_27 } from '@kopru/schema/vocabulary';
import { readCapacityModel } from '@kopru/schema/capacity-model-reading';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, seedDemo } from '@kopru/api/seed/demo';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { TestClient, type Loose } from '../support/client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
const clients: TestClient[] = [];
beforeAll(async () => {
  server = await startTestServer({}, { prepare: seedDemo });
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await server.close();
});

async function as(name: string): Promise<TestClient> {
  const client = await new TestClient(server.url).signIn(`${name}@kopru.test`, DEMO_PASSWORD);
  clients.push(client);
  return client;
}
const rowsOf = async (sql: string, values: readonly unknown[] = []): Promise<Loose[]> => (await server.services.db.query(sql, values)).rows;
const counts = async (): Promise<Loose> =>
  (
    await rowsOf(`select (select count(*) from organisation) as organisations, (select count(*) from auth."user") as people, (select count(*) from activity) as events,
    (select count(*) from invitation) as invitations, (select sum(sequence) from document) as updates`)
  )[0];

it('holds 120 organisations of Turkey and 180 of the EU, at least four of each state', async () => {
  const byCountry = new Map(
    (await rowsOf('select country, count(*) as n from organisation group by 1')).map(({ country, n }) => [country, n]),
  );
  expect(byCountry.get('TR')).toBe(120);
  expect([...byCountry.values()].reduce((sum, n) => sum + n, 0)).toBe(300);
  for (const state of EU_27) expect(byCountry.get(state), state).toBeGreaterThanOrEqual(4);
});

it('mixes visibilities, mostly public and verified', async () => {
  const [mix] =
    await rowsOf(`select count(*) filter (where visibility = 'PSEUDONYMOUS') as masked, count(*) filter (where visibility = 'HIDDEN') as hidden,
    count(*) filter (where visibility = 'MEMBERS') as members, count(*) filter (where verified_at is not null) as verified from organisation`);
  expect(mix).toMatchObject({ masked: 8, hidden: 4 });
  expect(mix.members).toBeGreaterThan(10);
  expect(mix.verified).toBeGreaterThan(240);
});

it('has partnerships in every state, none of them against a rule', async () => {
  const states = (await rowsOf('select distinct status from partnership')).map(({ status }) => status).sort();
  expect(states).toEqual(['ACTIVE', 'APPLIED', 'COMPLETED', 'DROPPED_OUT', 'FORMED', 'IMPLEMENTING', 'NOT_SELECTED', 'SELECTED']);
  const wrong = await rowsOf(`select p.id from partnership p join call c on c.id = p.call_id
    join partnership_side a on a.partnership_id = p.id and a.side = 'A' join organisation x on x.id = a.organisation_id
    join partnership_side b on b.partnership_id = p.id and b.side = 'B' join organisation y on y.id = b.organisation_id
    where not (x.country = any(c.side_a) and y.country = any(c.side_b) and x.verified_at < p.formed_at and y.verified_at < p.formed_at)`);
  expect(wrong).toEqual([]);
  const early = await rowsOf(
    `select i.id from invitation i join call c on c.id = i.call_id where i.sent_at < c.opens_at or (i.status = 'PENDING') <> (i.reply_by > now() and i.answered_at is null)`,
  );
  expect(early).toEqual([]);
});

it('lets the demo accounts sign in, and nobody else', async () => {
  for (const { email } of DEMO_ACCOUNTS) {
    const client = await as(email.split('@')[0]!);
    const { me } = await client.ask('{ me { email emailVerified isStaff organisations { name verified } } }');
    expect(me).toMatchObject({ email, emailVerified: true, isStaff: email.startsWith('staff') });
    expect(me.organisations).toHaveLength(email.startsWith('staff') ? 0 : 1);
  }
  const [other] = await rowsOf(`select email from auth."user" where email like '%@people.test' limit 1`);
  await expect(new TestClient(server.url).signIn(other.email, DEMO_PASSWORD)).rejects.toThrow('401');
});

it('makes Aylin and Lena each other’s best match', async () => {
  for (const [name, best] of [
    ['aylin', 'Uferleben – Jugend und Umwelt e. V.'],
    ['lena', 'Kıyı Boyu Gençlik ve Ekoloji Derneği'],
  ] as const) {
    const client = await as(name);
    const { me } = await client.ask('{ me { organisations { id } } }');
    const { counterparts } = await client.ask(
      'query ($id: ID!) { counterparts(organisationId: $id, first: 2) { nodes { organisation { name } score learningMode } totalCount } }',
      { id: me.organisations[0].id },
    );
    expect(counterparts.nodes[0]).toMatchObject({ organisation: { name: best }, learningMode: 'MUTUAL' });
    expect(counterparts.nodes[0].score).toBeGreaterThan(80);
    expect(counterparts.nodes[0].score).toBeGreaterThan(counterparts.nodes[1].score);
    expect(counterparts.totalCount).toBeGreaterThan(50);
  }
});

it('shows Emre and Sofia the same filled capacity model', async () => {
  const contents: string[] = [];
  for (const name of ['emre', 'sofia']) {
    const client = await as(name);
    const { me } = await client.ask('{ me { organisations { partnership { status capacityModel { content viewerCanWrite } } } } }');
    const { status, capacityModel } = me.organisations[0].partnership;
    expect(status).toBe('ACTIVE');
    expect(capacityModel.viewerCanWrite).toBe(true);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Buffer.from(capacityModel.content, 'base64'));
    const model = readCapacityModel(doc);
    expect(model.problems).toEqual([]);
    expect(model.rows.actions).toHaveLength(5);
    contents.push(JSON.stringify(model));
  }
  expect(contents[0]).toBe(contents[1]);
});

it('shows Emre two versions of it, the last one signed by Sofia', async () => {
  const client = await as('emre');
  const { me } = await client.ask(`{ me { organisations { partnership { capacityModel { versions {
    name isCurrent holdsAdaptations jointlySigned viewerCanSign signatures { status organisation { country } } } } } } } }`);
  expect(me.organisations[0].partnership.capacityModel.versions).toEqual([
    {
      name: 'For our signatures',
      isCurrent: true,
      holdsAdaptations: true,
      jointlySigned: false,
      viewerCanSign: true,
      signatures: [{ status: 'STANDING', organisation: { country: 'PT' } }],
    },
    {
      name: 'After the opening meeting in Eskişehir',
      isCurrent: false,
      holdsAdaptations: true,
      jointlySigned: false,
      viewerCanSign: true,
      signatures: [],
    },
  ]);
});

it('lets them have got so far over days: a version, another, a signature on it, in the pages as in the diary', async () => {
  const HOUR = 3_600_000;
  const [versions, signatures, told] = await Promise.all([
    rowsOf('select made_at as at from document_version order by number'),
    rowsOf('select signed_at as at from document_signature'),
    rowsOf(`select kind, at from activity where kind like 'VERSION%' order by id`),
  ]);
  expect(told.map(({ kind }) => kind)).toEqual(['VERSION_NAMED', 'VERSION_NAMED', 'VERSION_SIGNED']);
  const moments = [...versions, ...signatures].map(({ at }) => at.getTime());
  expect(told.map(({ at }) => at.getTime())).toEqual(moments);
  const [first, second, signed] = moments as [number, number, number];
  expect(second - first).toBeGreaterThan(48 * HOUR);
  expect(signed - second).toBeGreaterThan(HOUR);
  // In the afternoon of the day before: at midnight that is eight hours ago.
  expect(Date.now() - signed).toBeGreaterThan(7 * HOUR);
});

it('gives staff an open call, a funnel and a diary', async () => {
  const staff = await as('staff');
  const { currentCall, calls, programme, activities } = await staff.ask(`{
    currentCall { id isOpen deadline timeZone } calls { isOpen extensions { oldDeadline } }
    programme { organisations partnered openInvitations } activities(first: 50) { nodes { kind text } } }`);
  expect(currentCall).toMatchObject({ isOpen: true, timeZone: 'Europe/Istanbul' });
  expect(currentCall.deadline).toMatch(/T20:59:59/);
  expect(calls.map((call: Loose) => [call.isOpen, call.extensions.length])).toEqual([
    [true, 0],
    [false, 1],
  ]);
  expect(programme).toMatchObject({ organisations: 300, partnered: 22, openInvitations: 14 });
  expect(activities.nodes).toHaveLength(50);
  expect(activities.nodes.every(({ text }: Loose) => text.length > 10 && !/[{}]|undefined|an organisation/.test(text))).toBe(true);
});

it('does nothing to a database that holds anything', async () => {
  const before = await counts();
  await seedDemo(server.services);
  expect(await counts()).toEqual(before);
  const bare = await startTestServer();
  await bare.services.db.query(`insert into organisation (name, alias, kind, country) values ('Already here', 'x', 'ASSOCIATION', 'TR')`);
  await seedDemo(bare.services);
  expect((await bare.services.db.query('select from organisation')).rows).toHaveLength(1);
  await bare.close();
});
