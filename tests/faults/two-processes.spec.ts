import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { TestClient } from '../support/client.ts';
import { newInhabitant } from '../support/world.ts';
import type { App } from './harness/app.ts';
import { Stage } from './harness/stage.ts';

const REDIS = ['redis-server', 'valkey-server'].find((program) => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});
if (!REDIS) console.log('NOT RUN: two processes with a Redis between them. Neither redis-server nor valkey-server is installed here.');

const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** A Redis of our own, which may be killed. */
async function startRedis(port: number): Promise<ChildProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'kopru-redis-'));
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  const redis = spawn(REDIS!, words, { stdio: 'ignore' });
  ends.push(async () => {
    if (redis.exitCode === null && redis.signalCode === null) {
      redis.kill('SIGKILL');
      await once(redis, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  });
  const answers = (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.unref();
    });
  await expect.poll(answers, { timeout: 20_000, interval: 50 }).toBe(true);
  return redis;
}

/** Two server processes on one database, with a Redis between them. */
async function pair(seed: number): Promise<{ on: Stage; first: App; second: App; redis: ChildProcess; redisPort: number }> {
  const redisPort = await freePort();
  const redis = await startRedis(redisPort);
  const on = await Stage.open(seed);
  ends.push(() => on.close());
  const redisUrl = `redis://127.0.0.1:${redisPort}`;
  const [first, second] = [await on.serve({ redisUrl }), await on.start({ redisUrl })];
  for (const app of [first, second]) ends.push(() => (app.running ? app.kill() : undefined));
  return { on, first, second, redis, redisPort };
}

it.skipIf(!REDIS)(
  'two processes whose Redis is killed and comes back lose nothing, and everybody reads everything in the end',
  async () => {
    const { on, second, redis, redisPort } = await pair(8);
    on.join('a', on.world.aylin);
    on.join('b', on.world.lena, { url: second.url });
    on.join('c', on.world.lena);
    on.join('d', on.world.aylin, { url: second.url });
    on.begin();
    await expect.poll(() => on.oracle.count, { timeout: 60_000, interval: 20 }).toBeGreaterThan(60);
    redis.kill('SIGKILL');
    await once(redis, 'exit');
    const alone = on.oracle.count;
    await expect.poll(() => on.oracle.count, { timeout: 120_000, interval: 20 }).toBeGreaterThan(alone + 60);
    await startRedis(redisPort);
    const again = on.oracle.count;
    await expect.poll(() => on.oracle.count, { timeout: 120_000, interval: 20 }).toBeGreaterThan(again + 60);
    await on.rest();
    expect(await on.verify()).toBeGreaterThan(180);
  },
  400_000,
);

const REMOVE = `mutation ($organisationId: ID!, $personId: ID!) { removeRepresentative(organisationId: $organisationId, personId: $personId) { id } }`;

it.skipIf(!REDIS).each([['by the word of the other'], ['by looking itself, while Redis is away']])(
  'a membership that ends at one process ends the stream at the other within a second, %s, and no change is taken there any more',
  async (how) => {
    const { on, first, second, redis } = await pair(9);
    const { services } = on.world.server;
    const leaver = await newInhabitant(on.world.server, { country: 'BG' });
    const { rows } = await services.db.query<{ id: string }>('select id from auth."user" where email = $1', [leaver.email]);
    await services.db.query('insert into representative (organisation_id, person_id) select $1, $2', [
      on.world.lena.organisationId,
      rows[0]!.id,
    ]);
    const writer = on.join('leaver', leaver, { url: second.url });
    await writer.peer.state('saved');
    writer.begin();
    await expect.poll(() => on.oracle.count, { timeout: 60_000, interval: 20 }).toBeGreaterThan(10);
    const lena = new TestClient(first.url);
    lena.cookie = on.world.lena.client.cookie;
    // Somebody who only reads is refused nothing, and hears of it by the stream alone.
    const reader = on.join('reader', leaver, { url: second.url });
    await reader.peer.state('saved');
    const ended = Promise.all([reader.peer.state('ended'), writer.peer.state('ended')]);
    if (how.includes('away')) {
      redis.kill('SIGKILL');
      await once(redis, 'exit');
    }
    await lena.ask(REMOVE, { organisationId: on.world.lena.organisationId, personId: rows[0]!.id });
    const answered = performance.now();
    await ended;
    const after = performance.now() - answered;
    console.log(`the stream at the other process ended ${after.toFixed(0)} ms after the answer`);
    expect(after).toBeLessThan(1000);
    expect(writer.peer.connection.fault).toMatchObject({ kind: 'gone' });
    const stored = `select count(*)::int as stored from document_update where document_id = $1 and person_id = $2`;
    const count = async (): Promise<number> =>
      (await services.db.query<{ stored: number }>(stored, [on.documentId, rows[0]!.id])).rows[0]!.stored;
    const before = await count();
    writer.write();
    const late = on.join('late', leaver, { url: second.url });
    await late.peer.state('ended');
    expect(await count()).toBe(before);
  },
  200_000,
);
