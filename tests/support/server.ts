import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, type Config } from '@kopru/api/config';
import { startServer, type RunningServer, type ServerOptions } from '@kopru/api/server/server';
import { freshDatabase } from './database.ts';

export interface TestServer extends RunningServer {
  readonly config: Config;
  readonly databaseUrl: string;
}

/** The whole server on a free port with a database of its own. `env` adds to its configuration; `databaseUrl` shares another's database. */
export async function startTestServer(env: Record<string, string> = {}, options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const database = options.databaseUrl ? { url: options.databaseUrl, drop: async () => undefined } : await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'kopru-data-'));
  const config = loadConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'error', DEMO: 'on', ...env });
  const server = await startServer(config, { ...options, databaseUrl: database.url });
  return {
    ...server,
    config,
    databaseUrl: database.url,
    close: async () => {
      await server.close();
      await database.drop();
    },
  };
}
