import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@kopru/api/database/embedded';
import pg from 'pg';
import { buildServer, cookieOf, start, type Server } from './servers.ts';

/** The built server on a throwaway PostgreSQL, both for as long as a bench takes. */
export interface BenchServer {
  readonly server: Server;
  readonly client: pg.Client;
  readonly databaseUrl: string;
  readonly secret: string;
  /** Folder of the build. */
  readonly built: string;
  /** Cookie header of a session's token. */
  cookie(token: string): string;
}

/** Builds and starts the server on an empty migrated database, lets `work` measure, and takes everything away again. */
export async function withServer(work: (bench: BenchServer) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kopru-bench-'));
  const secret = randomBytes(32).toString('hex');
  const built = buildServer();
  const postgres = await startEmbeddedPostgres({ dataDir: folder });
  const client = new pg.Client(postgres.url);
  let server: Server | undefined;
  try {
    await client.connect();
    const local = { NODE_ENV: '', PORT: '0', HOST: '127.0.0.1', DATA_DIR: join(folder, 'data'), DEMO: 'off', LOG_LEVEL: 'error' };
    server = await start(join(built, 'main.js'), { DATABASE_URL: postgres.url, AUTH_SECRET: secret, ...local });
    await work({ server, client, databaseUrl: postgres.url, secret, built, cookie: (token) => cookieOf(token, secret) });
    console.log(`load at the end ${loadavg()[0]?.toFixed(1)}`);
  } finally {
    await server?.stop();
    await client.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(built, { recursive: true, force: true });
  }
}

export const machine = (): string => `${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`;

/** Memory that a server holds, in MB. */
export const memoryOf = ({ pid }: Server): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** The value below which a part (0 to 1) of the times lies. */
export function within(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
