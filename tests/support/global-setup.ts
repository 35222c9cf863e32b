import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '@kopru/api/database/embedded';

declare module 'vitest' {
  interface ProvidedContext {
    /** postgres:// of a server that lives as long as the run; tests make databases on it. */
    postgresUrl: string;
  }
}

/** One PostgreSQL for the run, thrown away after it. TEST_DATABASE_URL names a server to use instead. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) {
    project.provide('postgresUrl', given);
    return async () => undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'kopru-test-'));
  // As root, the database runs as another account, which has to pass.
  chmodSync(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), throwaway: true });
  const client = new pg.Client(postgres.url);
  await client.connect();
  await client.end();
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
