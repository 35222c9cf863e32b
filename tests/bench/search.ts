/**
 * Searching 100,000 invented organisations: `npm run bench:search`. One throwaway PostgreSQL; Köprü's index by itself (its tables, and a process's copy of them) and the built server over GraphQL, beside MiniSearch
 * and Orama, each in a process of its own, asked by turns with twenty questions under way. Every question but those for a common word has a known answer: the share that
 * is among the first ten stands beside the speed. ORGANISATIONS (100000), ROUNDS (3), MS (1500) per turn, AT_ONCE (20), CHANGES (60), PEERS (minisearch,orama; empty: none),
 * MINUTES (20) after which it ends whatever it has.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@kopru/api/database/embedded';
import pg from 'pg';
import { buildServer, cookieOf, start, type Server } from './api/servers.ts';
import { installPeers } from './peers-installed.ts';
import { Contender } from './search/contenders.ts';
import { parentOf } from './search/processor-time.ts';
import type { Kind } from './search/questions.ts';
import { fillServer } from './search/server.ts';
import { writtenToSearchable } from './search/written.ts';

const number = (name: string, usual: number): number => Number(process.env[name] ?? usual);
const ORGANISATIONS = number('ORGANISATIONS', 100_000);
const ROUNDS = number('ROUNDS', 3);
const MS = number('MS', 1500);
const AT_ONCE = number('AT_ONCE', 20);
const CHANGES = number('CHANGES', 60);
const PEERS = (process.env['PEERS'] ?? 'minisearch,orama').split(',').filter(Boolean);
const KINDS: readonly Kind[] = ['exact', 'typo', 'prefix', 'all facets', 'all facets, a common word'];

const quantile = (times: readonly number[], part: number): string => {
  const sorted = [...times].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
};

const DEADLINE_MS = number('MINUTES', 20) * 60_000;

async function indexSize(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ mb: string }>(
    `select round(sum(pg_total_relation_size(c.oid)) / 1048576) as mb from pg_class c join pg_namespace n on n.oid = relnamespace where nspname = 'search' and relkind = 'r'`,
  );
  return `${rows[0]?.mb} MB on disk`;
}

async function measure(contenders: readonly Contender[], kind: Kind): Promise<void> {
  const turns = new Map<Contender, Awaited<ReturnType<Contender['turn']>>[]>(contenders.map((one) => [one, []]));
  for (const one of contenders) await one.turn({ kind, concurrent: AT_ONCE, ms: MS / 3 });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of contenders) turns.get(one)!.push(await one.turn({ kind, concurrent: AT_ONCE, ms: MS }));
  }
  console.log(`\n${kind}, ${AT_ONCE} at once`);
  for (const [{ name }, taken] of turns) {
    const times = taken.flatMap((turn) => turn.times);
    const [asked, found] = [taken.reduce((sum, turn) => sum + turn.asked, 0), taken.reduce((sum, turn) => sum + turn.found, 0)];
    const recall = asked === 0 ? '     –' : `${((100 * found) / asked).toFixed(1).padStart(5)}%`;
    const perSecond = (times.length / ((ROUNDS * MS) / 1000)).toFixed(0).padStart(6);
    const cpu = (taken.reduce((sum, turn) => sum + turn.cpuMs, 0) / times.length).toFixed(2).padStart(6);
    const [p50, p99] = [quantile(times, 0.5).padStart(8), quantile(times, 0.99).padStart(8)];
    console.log(`  ${name.padEnd(12)} p50 ${p50} ms  p99 ${p99} ms  recall@10 ${recall}  ${perSecond}/s  ${cpu} ms CPU each`);
  }
}

for (const peer of PEERS) installPeers(peer === 'orama' ? '@orama/orama' : peer);
const folder = mkdtempSync(join(tmpdir(), 'kopru-bench-'));
const secret = randomBytes(32).toString('hex');
const built = buildServer();
const postgres = await startEmbeddedPostgres({ dataDir: folder });
const client = new pg.Client(postgres.url);
const contenders: Contender[] = [];
let server: Server | undefined;

async function bench(): Promise<void> {
  console.log(
    `${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}; ${ORGANISATIONS} organisations`,
  );
  await client.connect();
  const local = { NODE_ENV: '', PORT: '0', HOST: '127.0.0.1', DATA_DIR: join(folder, 'data'), DEMO: 'off', LOG_LEVEL: 'error' };
  server = await start(join(built, 'main.js'), { DATABASE_URL: postgres.url, AUTH_SECRET: secret, ...local });
  const address = `http://127.0.0.1:${server.port}`;
  const { token, ownId } = await fillServer(client, ORGANISATIONS);
  const cookie = cookieOf(token, secret);
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const database = parentOf(rows[0]!.pid);
  for (const name of ['tables', 'copy']) await open(name, [database], postgres.url);
  for (const peer of PEERS) await open(peer, []);
  await open('graphql', [database, server.pid], address, cookie);
  for (const kind of KINDS) await measure(contenders, kind);
  const waits = await writtenToSearchable(address, cookie, ownId, CHANGES);
  console.log(`\nwritten → searchable over GraphQL: p50 ${quantile(waits, 0.5)} ms, p95 ${quantile(waits, 0.95)} ms (${CHANGES} changes)`);
  console.log(`load at the end ${loadavg()[0]?.toFixed(1)}`);
}

async function open(name: string, servers: readonly number[], ...needs: string[]): Promise<void> {
  const contender = await Contender.open(name, ORGANISATIONS, servers, ...needs);
  contenders.push(contender);
  if (name === 'tables') await client.query('vacuum analyze');
  const { ms, cpuMs, mb } = contender.built;
  const size = name === 'tables' ? `, ${await indexSize(client)}` : '';
  const took = `${(ms / 1000).toFixed(1)} s, ${(cpuMs / 1000).toFixed(1)} s of processor time`;
  if (name !== 'graphql') console.log(`${name.padEnd(12)} built in ${took}; ${mb.toFixed(0)} MB in its process${size}`);
}

const tooLong = Promise.withResolvers<void>();
const deadline = setTimeout(() => tooLong.reject(new Error('The bench took too long.')), DEADLINE_MS);
try {
  await Promise.race([bench(), tooLong.promise]);
} finally {
  clearTimeout(deadline);
  for (const contender of contenders) contender.close();
  await server?.stop();
  await client.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(built, { recursive: true, force: true });
}
