/**
 * A match round on the built server, and how long others wait meanwhile: `npm run bench:round-server`; LEFT=840 RIGHT=1307 choose the sides. Invented organisations on a
 * throwaway PostgreSQL; the round is made, solved, and solved again with a settled pair, while another reader asks for one small thing after the other.
 */
import type pg from 'pg';
import { fill } from './api/data.ts';
import type { Server } from './api/servers.ts';
import { machine, memoryOf, within, withServer } from './api/with-server.ts';
import type { Loose } from '../support/client.ts';
import { profiles } from './round/scoring.ts';

const LEFT = Number(process.env['LEFT'] ?? 840);
const RIGHT = Number(process.env['RIGHT'] ?? 1307);
const PATIENCE_MS = 600_000;

/** Verified organisations of both sides with profiles of the usual size, each with somebody who answers. */
async function people(client: pg.Client): Promise<string> {
  for (const [count, seed, country] of [
    [LEFT, 1, 'TR'],
    [RIGHT, 2, 'DE'],
  ] as const) {
    const rows = profiles(count, seed).map((profile, index) => ({ ...profile, name: `${country} ${index}`, country }));
    for (let from = 0; from < rows.length; from += 500) {
      await client.query(
        `with given as (select row.*, uuidv7() as id from jsonb_to_recordset($1::jsonb) as row(name text, kind text, country text, about text, "fieldIds" text[], languages text[],
             issues jsonb, representatives int, "updatedAt" timestamptz)),
           made as (insert into organisation (id, name, alias, kind, country, about, field_ids, languages, verified_at, confirmed_at, updated_at)
             select id, name, name, kind, country, about, "fieldIds", languages, now(), "updatedAt", "updatedAt" from given returning id),
           said as (insert into organisation_issue (organisation_id, issue_id, direction)
             select id, issue->>'issueId', issue->>'direction' from given, jsonb_array_elements(issues) issue on conflict do nothing)
         insert into representative (organisation_id, person_id) select made.id, reader.id from made, auth."user" reader where reader.email = 'reader0@example.test'`,
        [JSON.stringify(rows.slice(from, from + 500))],
      );
    }
  }
  await client.query(
    `insert into staff_member (person_id) select id from auth."user" where email = 'reader1@example.test' on conflict do nothing`,
  );
  const { rows } = await client.query<{ id: string }>(
    `insert into call (name, opens_at, deadline, original_deadline, time_zone, side_a, side_b, kinds) select 'Round', now() - interval '1 day', d, d, 'Europe/Istanbul', '{TR}', '{DE}',
       '{ASSOCIATION,FOUNDATION,COOPERATIVE,SOCIAL_COMPANY,CIVIL_INITIATIVE}' from (select now() + interval '30 days' as d) deadline returning id`,
  );
  return rows[0]!.id;
}

const told = (times: readonly number[]): string => {
  const at = (part: number): string => within(times, part).toFixed(0);
  return `half within ${at(0.5)} ms, 99% within ${at(0.99)} ms, slowest ${at(1)} ms (${times.length} asked)`;
};

class Asker {
  private readonly address: string;
  private readonly headers: Record<string, string>;

  constructor({ port }: Server, cookie: string) {
    this.address = `http://127.0.0.1:${port}/graphql`;
    this.headers = { 'content-type': 'application/json', cookie, origin: `http://127.0.0.1:${port}` };
  }

  async ask(query: string, variables: Record<string, unknown> = {}): Promise<Loose> {
    const response = await fetch(this.address, { method: 'POST', headers: this.headers, body: JSON.stringify({ query, variables }) });
    const { data, errors } = (await response.json()) as Loose;
    if (errors) throw new Error(JSON.stringify(errors));
    return data as Loose;
  }
}

/** Asks for one small thing after the other until told to stop. */
function meanwhile(asker: Asker): () => Promise<number[]> {
  const times: number[] = [];
  let going = true;
  const asking = (async () => {
    while (going) {
      const began = performance.now();
      await asker.ask('{ currentCall { id name } }');
      times.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return async () => {
    going = false;
    await asking;
    return times;
  };
}

const SHOWN =
  'id run status problems outcome { left right total optimal candidates seconds weightsTried round { pairs score blockingPairs } stable { pairs score blockingPairs } } pairs(first: 1) { nodes { leftId rightId } }';

/** Waits until a round is as asked; answers it, and how long that took since `began`. */
async function until(staff: Asker, id: string, began: number, is: (round: Loose) => boolean): Promise<[Loose, string]> {
  for (;;) {
    const { matchRound } = await staff.ask(`query ($id: ID!) { matchRound(id: $id) { ${SHOWN} } }`, { id });
    const ms = performance.now() - began;
    if (is(matchRound)) return [matchRound, `${(ms / 1000).toFixed(1)} s`];
    if (ms > PATIENCE_MS || matchRound.status === 'FAILED') throw new Error(JSON.stringify(matchRound));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const memory = (server: Server): string => `${memoryOf(server).toFixed(0)} MB`;

await withServer(async ({ server, client, cookie }) => {
  const { tokens } = await fill(client, 200);
  const callId = await people(client);
  await client.query('vacuum analyze');
  const [other, staff] = [new Asker(server, cookie(tokens[0]!)), new Asker(server, cookie(tokens[1]!))];
  console.log(`${LEFT} × ${RIGHT}; ${machine()}`);
  const idle = meanwhile(other);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  console.log(`a small question before:      ${told(await idle())}; the server holds ${memory(server)}`);
  let began = performance.now();
  let asking = meanwhile(other);
  const { createMatchRound } = await staff.ask('mutation ($callId: ID!) { createMatchRound(callId: $callId) { id } }', { callId });
  const { id } = createMatchRound;
  const [first, took] = await until(staff, id, began, ({ status }) => status === 'SOLVED');
  console.log(
    `solved after ${took} (${JSON.stringify(first.outcome)}); a small question meanwhile: ${told(await asking())}; ${memory(server)}`,
  );
  if (process.env['WEIGHTS'] !== 'off') {
    asking = meanwhile(other);
    const [, tried] = await until(staff, id, began, ({ outcome }) => outcome?.weightsTried !== false);
    console.log(`what each weight does: after ${tried}; a small question meanwhile: ${told(await asking())}; ${memory(server)}`);
  }
  began = performance.now();
  asking = meanwhile(other);
  const pair = first.pairs.nodes[0];
  await staff.ask('mutation ($id: ID!, $pair: PairInput!) { settleRoundPair(id: $id, pair: $pair, as: NEVER) { id } }', { id, pair });
  const [again, locked] = await until(staff, id, began, ({ status, run }) => status === 'SOLVED' && run > first.run);
  console.log(
    `kept apart, solved after ${locked} (total ${again.outcome.total}); a small question meanwhile: ${told(await asking())}; ${memory(server)}`,
  );
});
