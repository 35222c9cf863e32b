import { createServer } from 'node:net';
import pg from 'pg';
import type { Config } from './config.ts';

/** Why the server cannot start, in one sentence that names the setting. */
export class StartProblem extends Error {}

/** Throws a StartProblem when nobody could listen where the configuration says: told before the database is touched. */
export async function checkPort({ port, host }: Pick<Config, 'port' | 'host'>): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => probe.once('error', reject).listen({ port, host }, resolve));
    await new Promise((resolve) => probe.close(resolve));
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EADDRINUSE') throw new StartProblem(`PORT ${port} is taken by another program. End it, or set another PORT.`);
    if (code === 'EACCES') throw new StartProblem(`PORT ${port} may not be used by this account. Set one above 1023.`);
    throw new StartProblem(`HOST ${host} is no address of this machine (${code}). Set HOST to localhost, 0.0.0.0 or an address it has.`);
  }
}

/** Throws a StartProblem when the database of the configuration does not let us in. The address is told without its password. */
export async function checkDatabase(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    const { hostname, port, pathname } = new URL(databaseUrl);
    const where = `${hostname}:${port || 5432}${pathname}`;
    const code = codeOf(error);
    const why = REFUSED[code] ?? (/^\d/.test(code) ? 'answers with an error' : 'cannot be reached');
    throw new StartProblem(`DATABASE_URL: the database at ${where} ${why} (${code}). Start it, or correct DATABASE_URL.`);
  }
}

const REFUSED: Readonly<Record<string, string>> = {
  '28P01': 'refuses the password',
  '28000': 'refuses the account',
  '3D000': 'does not exist',
};

/** Several addresses of one name fail together: then the first one's reason is told. */
function codeOf(error: unknown): string {
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  return String((first as { code?: unknown } | undefined)?.code ?? 'unknown error');
}
