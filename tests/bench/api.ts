/**
 * The API beside mercurius with graphql-jit and statements written by hand, and beside PostGraphile 5: `npm run bench:api`. One throwaway
 * PostgreSQL with 20,000 organisations, five questions of a signed-in verified member, the answers compared before anything is measured,
 * then rounds by turns. Prints requests per second, the server's processor time per request, and ratios. ROUNDS (5), MS (1500) per turn; SHAPE names one.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@kopru/api/database/embedded';
import pg from 'pg';
import { fill, ORGANISATIONS } from './api/data.ts';
import { Load, request } from './api/load.ts';
import { compare, type Contender } from './api/rounds.ts';
import { buildServer, cookieOf, peer, start, type Server } from './api/servers.ts';
import { assertSame, shapes, type Json, type Operation, type Shape } from './api/shapes.ts';
import { PEERS_SQL } from './api/views.ts';
import { installPeers } from './peers-installed.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const MS = Number(process.env['MS'] ?? 1500);

interface Party {
  readonly name: string;
  readonly dialect: 'ours' | 'postgraphile';
  readonly server: Server;
  /** Of whom asks over this connection. */
  headers(connection: number): Readonly<Record<string, string>>;
}

/** Has the running server index everything, as after an import. */
async function indexed(client: pg.Client): Promise<void> {
  await client.query('select search.mark_dirty(array_agg(id), null) from organisation');
  for (;;) {
    const { rows } = await client.query<{ open: number }>('select count(*)::int as open from search.search_dirty');
    if (rows[0]?.open === 0) break;
    await new Promise((later) => setTimeout(later, 200));
  }
  await client.query('vacuum analyze');
}

async function answer(party: Party, operation: Operation): Promise<Json> {
  const response = await fetch(`http://127.0.0.1:${party.server.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...party.headers(0) },
    body: JSON.stringify(operation),
  });
  const { data, errors } = (await response.json()) as { data?: Json; errors?: unknown };
  if (!data || errors) throw new Error(`${party.name}: ${JSON.stringify(errors)} to ${operation.query}`);
  return data;
}

async function assertAnswersSame(parties: readonly Party[], shape: Shape): Promise<void> {
  const [ours, ...others] = parties as [Party, ...Party[]];
  for (let index = 0; index < Math.min(shape.count, 100); index += 1) {
    const expected: Json[] = [];
    for (const operation of shape.ours(index)) expected.push(await answer(ours, operation));
    if (JSON.stringify(expected).includes('"nodes":[]')) throw new Error(`${shape.name}: an empty page proves nothing.`);
    for (const party of others) {
      for (const [step, operation] of shape[party.dialect](index).entries())
        assertSame(`${shape.name}, ${party.name}`, expected[step]!, await answer(party, operation), party.dialect);
    }
  }
}

async function measure(parties: readonly Party[], shape: Shape): Promise<void> {
  const contenders: Contender[] = [];
  for (const { name, dialect, server, headers } of parties) {
    const prepared = Array.from({ length: shape.connections }, (_, connection) => {
      const target = { port: server.port, path: '/graphql', headers: headers(connection) };
      return Array.from({ length: shape.count }, (__, index) => shape[dialect](index).map((one) => request(target, one))).flat();
    });
    let place = 0;
    const next = (connection: number): Buffer => prepared[connection]![place++ % prepared[connection]!.length]!;
    contenders.push({ name, pid: server.pid, load: await Load.open(server.port, shape.connections), next });
  }
  try {
    console.log(`\n${shape.name} (${shape.connections} connection${shape.connections > 1 ? 's' : ''})`);
    for (const { name, perSecond, cpuMs, firstOverThis } of await compare(contenders, ROUNDS, MS)) {
      const figures = `${perSecond.toFixed(0).padStart(6)}/s  server ${cpuMs.toFixed(3)} ms CPU per request`;
      console.log(`  ${name.padEnd(24)} ${figures}  Köprü / this: ${firstOverThis.toFixed(2)}`);
    }
  } finally {
    for (const { load } of contenders) load.close();
  }
}

const secret = randomBytes(32).toString('hex');
const folder = mkdtempSync(join(tmpdir(), 'kopru-bench-'));
installPeers('postgraphile');
const built = buildServer();
const postgres = await startEmbeddedPostgres({ dataDir: folder });
const client = new pg.Client(postgres.url);
const servers: Server[] = [];
try {
  await client.connect();
  const environment = { DATABASE_URL: postgres.url, AUTH_SECRET: secret };
  const local = { NODE_ENV: '', PORT: '0', HOST: '127.0.0.1', DATA_DIR: join(folder, 'data'), DEMO: 'off', LOG_LEVEL: 'error' };
  servers.push(await start(join(built, 'main.js'), { ...environment, ...local }));
  const { tokens, ownId, ids } = await fill(client);
  await client.query(PEERS_SQL);
  await indexed(client);
  servers.push(await start(peer('mercurius'), environment), await start(peer('postgraphile'), environment));
  const cookies = tokens.map((token) => cookieOf(token, secret));
  const signedIn = (connection: number): Record<string, string> => ({ cookie: cookies[connection]! });
  const parties: Party[] = [
    { name: 'Köprü', dialect: 'ours', server: servers[0]!, headers: signedIn },
    { name: 'mercurius + graphql-jit', dialect: 'ours', server: servers[1]!, headers: signedIn },
    { name: 'PostGraphile', dialect: 'postgraphile', server: servers[2]!, headers: () => ({}) },
  ];
  const asked = shapes(ids, ownId).filter(({ name }) => name.includes(process.env['SHAPE'] ?? ''));
  for (const shape of asked) await assertAnswersSame(parties, shape);
  console.log(`The answers are the same. ${ORGANISATIONS} organisations, ${ROUNDS} rounds of ${MS} ms each by turns; medians.`);
  console.log(`${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`);
  for (const shape of asked) await measure(parties, shape);
  console.log(`\nload at the end ${loadavg()[0]?.toFixed(1)}`);
} finally {
  for (const server of servers) await server.stop();
  await client.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(built, { recursive: true, force: true });
}
