/**
 * How long one organisation of a large pool waits for its counterparts: `npm run bench:counterparts`; ORGANISATIONS=20000 ASKED=300 shorten it. The built server
 * on a throwaway PostgreSQL, a page of 20 with its reasons over HTTP, asked by sixty organisations of both sides in turn. While the pool is read in the background, a
 * statement answers: the first figures. Then the pool does: over HTTP, and at the service by itself, without and with whoever is seldom seen.
 */
import { execFileSync } from 'node:child_process';
import type pg from 'pg';
import { fill } from './api/data.ts';
import { buildProgram, type Server } from './api/servers.ts';
import { machine, memoryOf, within, withServer } from './api/with-server.ts';

const ORGANISATIONS = Number(process.env['ORGANISATIONS'] ?? 100_000);
const ASKED = Number(process.env['ASKED'] ?? 500);
const VIEWERS = 60;
const PATIENCE_MS = 180_000;

const QUERY = `query ($id: ID!) { counterparts(organisationId: $id, first: 20) {
  totalCount nodes { score learningMode organisation { id name } reasons { component contribution } } } }`;

/** Lets the reader of the bench represent organisations of both sides. */
async function viewers(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `with chosen as (select id from organisation where visibility = 'PUBLIC' order by country = 'TR' and md5(id::text) < '8' desc, md5(id::text) limit $1),
       reader as (select id from auth."user" where email = 'reader0@example.test')
     insert into representative (organisation_id, person_id) select chosen.id, reader.id from chosen, reader on conflict do nothing returning organisation_id as id`,
    [VIEWERS],
  );
  return rows.map((row) => row.id);
}

async function ask({ port }: Server, cookie: string, id: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: `http://127.0.0.1:${port}` },
    body: JSON.stringify({ query: QUERY, variables: { id } }),
  });
  const { data, errors } = (await response.json()) as { data?: { counterparts: { nodes: unknown[] } }; errors?: unknown };
  if (errors || data?.counterparts.nodes.length !== 20) throw new Error(`No page of 20: ${JSON.stringify(errors)}`);
  return performance.now() - began;
}

function told(times: readonly number[]): string {
  const at = (part: number): string => within(times, part).toFixed(1);
  return `median ${at(0.5)} ms, 95% ${at(0.95)} ms, 99% ${at(0.99)} ms (${times.length} asked)`;
}

async function readerId(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>(`select id from auth."user" where email = 'reader0@example.test'`);
  return rows[0]!.id;
}

/** The same questions in a process that holds the service alone, one after the other. */
function atService(
  built: string,
  url: string,
  secret: string,
  personId: string,
  ids: readonly string[],
): { times: number[]; cpuMs: number; withSeldomSeen: number[] } {
  const program = buildProgram(built, new URL('counterparts/at-service.ts', import.meta.url));
  const env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: url, AUTH_SECRET: secret };
  const said = execFileSync(process.execPath, [program, String(ASKED), personId, ...ids], { env, encoding: 'utf8', timeout: PATIENCE_MS });
  return JSON.parse(said) as ReturnType<typeof atService>;
}

await withServer(async ({ server, client, databaseUrl, secret, built, cookie }) => {
  const { tokens } = await fill(client, ORGANISATIONS);
  const ids = await viewers(client);
  await client.query('vacuum analyze');
  const reader = cookie(tokens[0]!);
  console.log(`${ORGANISATIONS} organisations; ${machine()}`);
  const before = memoryOf(server);
  const began = performance.now();
  const first = await ask(server, reader, ids[0]!);
  console.log(`the first of all waits ${first.toFixed(0)} ms`);
  const early: number[] = [];
  for (let quick = 0; quick < 5 && performance.now() - began < PATIENCE_MS;) {
    const took = await ask(server, reader, ids[early.length % ids.length]!);
    early.push(took);
    quick = took < first / 4 ? quick + 1 : 0;
  }
  console.log(
    `while the pool is read:  ${told(early.slice(0, -5))}; it stands ${((performance.now() - began) / 1000).toFixed(1)} s after the first question`,
  );
  const times: number[] = [];
  for (let index = 0; index < ASKED; index += 1) times.push(await ask(server, reader, ids[index % ids.length]!));
  console.log(`with the pool:           ${told(times)}; the server holds ${(memoryOf(server) - before).toFixed(0)} MB more than before`);
  await server.stop();
  const service = atService(built, databaseUrl, secret, await readerId(client), ids);
  console.log(`at the service:          ${told(service.times)}; ${service.cpuMs.toFixed(1)} ms of its processor time each`);
  console.log(`and one seldom seen:     ${told(service.withSeldomSeen)}`);
});
