import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { ANONYMOUS, SYSTEM, type Actor } from '@kopru/api/access/actor';
import { readableValues, READABLE_SQL, reads } from '@kopru/api/programme/programme.policy';

const CALL = '01990000-0000-7000-8000-00000000000a';
const OTHER_CALL = '01990000-0000-7000-8000-00000000000b';
const representative: Actor = { ...ANONYMOUS, personId: '01990000-0000-7000-8000-000000000001', organisationIds: [CALL] };
const ACTORS = { visitor: ANONYMOUS, representative, staff: { ...representative, isStaff: true }, programme: SYSTEM };

let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client(inject('postgresUrl'));
  await client.connect();
});
afterAll(() => client.end());

const cases = Object.entries(ACTORS).flatMap(([name, actor]) =>
  [null, CALL].flatMap((asked) => [null, CALL, OTHER_CALL].map((callId) => ({ name, actor, asked, callId }))),
);

it.each(cases)('rule and row filter agree: $name asks for $asked, event of $callId', async ({ actor, asked, callId }) => {
  const { rows } = await client.query(`select ${READABLE_SQL} as readable from (select $3::uuid as call_id) a`, [
    ...readableValues(actor, asked),
    callId,
  ]);
  expect(rows[0]).toEqual({ readable: reads(actor, { callId }, asked) });
});
