import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@kopru/api/database/embedded';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from './harness/app.ts';
import { Stage } from './harness/stage.ts';

const STOPS = 4;

let folder: string;
let postgres: EmbeddedPostgres;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kopru-fault-'));
  // As root, the database runs as another account, which has to pass.
  chmodSync(folder, 0o711);
  // Waits for the disk, as in production: what it says is stored must be.
  postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** `pg_ctl stop -m immediate`: no checkpoint, no goodbye; the next start recovers from the write-ahead log. */
async function stopAtOnce(): Promise<void> {
  const port = Number(new URL(postgres.url).port);
  const pid = Number(readFileSync(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGQUIT');
  await postgres.died;
  await postgres.stop();
  postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), port });
}

it(`the database stopped in immediate mode ${STOPS} times while four people write loses nothing that was acknowledged`, async () => {
  const on = await Stage.open(6, postgres.url);
  let app: App | undefined;
  try {
    app = await on.serve();
    on.joinAll();
    on.begin();
    for (let stop = 0; stop < STOPS; stop += 1) {
      const before = on.oracle.count;
      await expect.poll(() => on.oracle.count, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before + 25);
      await stopAtOnce();
    }
    await on.rest();
    expect(await on.verify()).toBeGreaterThan(STOPS * 25);
  } finally {
    if (app?.running) await app.kill();
    await on.close();
  }
}, 300_000);
