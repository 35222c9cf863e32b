import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCEPT, send, SEND, sendInput } from '../support/invitation.ts';
import type { Answer, TestClient } from '../support/client.ts';
import { TestClient as Client } from '../support/client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';

const AUTH_SECRET = 'a secret that both servers share, for tests only';

let world: World;
/** A second process on the same database, as behind a balancer. */
let second: TestServer;
beforeAll(async () => {
  world = await newWorld({ AUTH_SECRET });
  second = await startTestServer({ AUTH_SECRET }, { databaseUrl: world.server.databaseUrl });
});
afterAll(async () => {
  await second?.close();
  await world?.close();
});

const CREATE = `mutation ($input: OrganisationInput!) { createOrganisation(input: $input) { id } }`;

/** Organisations of which ten at a time are one person's; signing each up by itself would only slow the race down. */
async function crowd(size: number): Promise<Inhabitant[]> {
  if (size > 10) return [...(await crowd(10)), ...(await crowd(size - 10))];
  const one = await newInhabitant(world.server, { country: 'DE' });
  const rest = await Promise.all(
    Array.from({ length: size - 1 }, async (_, index) => {
      const input = { name: `Verein ${one.email} ${index}`, kind: 'ASSOCIATION', country: 'DE', fields: ['ecology'] };
      return { ...one, organisationId: (await one.client.ask(CREATE, { input })).createOrganisation.id as string };
    }),
  );
  return [one, ...rest];
}

/** The same person at the other server. */
function elsewhere(client: TestClient): TestClient {
  const there = new Client(second.url);
  there.cookie = client.cookie;
  return there;
}

function outcomes(answers: Answer[]): { won: Answer[]; lost: string[] } {
  const lost = answers.flatMap(({ errors }) => errors?.map(({ extensions }) => `${extensions.code} ${String(extensions['rule'])}`) ?? []);
  return { won: answers.filter(({ data, errors }) => !errors && data), lost };
}

async function partnershipsOf(organisationId: string): Promise<number> {
  const { rows } = await world.server.services.db.query<{ sides: number }>(
    `select count(*)::int as sides from partnership_side mine join partnership_side both_sides on both_sides.partnership_id = mine.partnership_id
     where mine.organisation_id = $1`,
    [organisationId],
  );
  return rows[0]!.sides / 2;
}

async function statuses(ids: string[]): Promise<Record<string, number>> {
  const { rows } = await world.server.services.db.query<{ status: string; count: number }>(
    'select status, count(*)::int as count from invitation where id = any($1::uuid[]) group by status',
    [ids],
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

describe('fifty acceptances at the same moment for one organisation', () => {
  it.each<[string, (client: TestClient, index: number) => TestClient]>([
    ['on one server', (client) => client],
    ['over two servers that share a database', (client, index) => (index % 2 ? elsewhere(client) : client)],
  ])('leave exactly one partnership, %s', async (_where, at) => {
    const [tr, partners] = [await newInhabitant(world.server), await crowd(50)];
    const ids = await Promise.all(partners.map((partner) => send(partner, tr)));
    const { won, lost } = outcomes(await Promise.all(ids.map((id, index) => at(tr.client, index).send(ACCEPT, { id }))));
    expect(won).toHaveLength(1);
    expect(won[0]?.data?.['acceptInvitation']).toMatchObject({
      status: 'ACCEPTED',
      otherPendingCount: 49,
      partnership: { organisations: [{}, {}] },
    });
    expect(lost).toEqual(Array(49).fill('RULE_BROKEN one-partnership'));
    expect(await partnershipsOf(tr.organisationId)).toBe(1);
    expect(await statuses(ids)).toEqual({ ACCEPTED: 1, PENDING: 49 });
  });
});

it('an organisation that invited five gets one partner when all five say yes at once, at two servers', async () => {
  const partners = await Promise.all(Array.from({ length: 5 }, () => newInhabitant(world.server)));
  const de = await newInhabitant(world.server, { country: 'DE' });
  const ids = await Promise.all(partners.map((tr) => send(de, tr)));
  const answers = await Promise.all(
    partners.map(({ client }, index) => (index % 2 ? elsewhere(client) : client).send(ACCEPT, { id: ids[index] })),
  );
  const { won, lost } = outcomes(answers);
  expect(won).toHaveLength(1);
  expect(lost).toEqual(Array(4).fill('RULE_BROKEN one-partnership'));
  expect(await partnershipsOf(de.organisationId)).toBe(1);
});

it('ten invitations between two organisations in both directions at once leave one', async () => {
  const [tr, de] = [await newInhabitant(world.server), await newInhabitant(world.server, { country: 'DE' })];
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => {
      const [from, to] = index % 2 ? [tr, de] : [de, tr];
      const client = index % 3 ? from.client : elsewhere(from.client);
      return client.send(SEND, { input: sendInput(from, to) });
    }),
  );
  const { won, lost } = outcomes(answers);
  expect(won).toHaveLength(1);
  expect(lost).toEqual(Array(9).fill('RULE_BROKEN already-invited'));
});

it('accepting, declining, withdrawing and running out at the same moment have one outcome', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [tr, de] = [await newInhabitant(world.server), await newInhabitant(world.server, { country: 'DE' })];
    const id = await send(tr, de);
    const step = (name: string): string => `mutation ($id: ID!) { ${name}Invitation(id: $id) { status } }`;
    const answers = await Promise.all([
      de.client.send(step('accept'), { id }),
      elsewhere(de.client).send(step('decline'), { id }),
      tr.client.send(step('withdraw'), { id }),
      elsewhere(de.client).send(step('accept'), { id }),
    ]);
    const { won, lost } = outcomes(answers);
    expect(won).toHaveLength(1);
    expect(lost).toEqual(Array(3).fill('CONFLICT undefined'));
    const accepted = Object.keys(won[0]!.data!)[0] === 'acceptInvitation';
    expect(await partnershipsOf(de.organisationId)).toBe(accepted ? 1 : 0);
  }
});

it('the database itself refuses a second partnership, and the answer is still a clear one', async () => {
  const [tr, first, late] = [await newInhabitant(world.server), ...(await crowd(2))] as [Inhabitant, Inhabitant, Inhabitant];
  const id = await send(first, tr);
  // Another program writes the row between our check and our insert: only the unique index is left to notice.
  const { rows } = await world.server.services.db.query<{ id: string }>('insert into partnership (call_id) values ($1) returning id', [
    world.callId,
  ]);
  const client = await world.server.services.db.pool.connect();
  await client.query('begin');
  await client.query(`insert into partnership_side (partnership_id, organisation_id, call_id, side) values ($1, $2, $3, 'B')`, [
    rows[0]!.id,
    late.organisationId,
    world.callId,
  ]);
  await client.query(`insert into partnership_side (partnership_id, organisation_id, call_id, side) values ($1, $2, $3, 'A')`, [
    rows[0]!.id,
    tr.organisationId,
    world.callId,
  ]);
  const answer = tr.client.send(ACCEPT, { id });
  await expect
    .poll(
      async () => {
        const waiting = await world.server.services.db.pool.query(
          `select count(*)::int as count from pg_stat_activity where wait_event_type = 'Lock'`,
        );
        return (waiting.rows[0] as { count: number }).count;
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThan(0);
  await client.query('commit');
  client.release();
  expect(outcomes([await answer])).toEqual({ won: [], lost: ['RULE_BROKEN one-partnership'] });
  expect(await statuses([id])).toEqual({ PENDING: 1 });
});
