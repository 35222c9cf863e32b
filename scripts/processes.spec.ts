import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let folder: string;
let script: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kopru-processes-'));
});
afterEach(() => {
  script?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const processes = new URL('./processes.mjs', import.meta.url).href;
const at = (name: string) => join(folder, name);
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(existsSync('/proc') ? readFileSync(`/proc/${pid}/status`, 'utf8') : '');
  } catch {
    return false;
  }
};
const written = (name: string) => vi.waitFor(() => Number(/^\d+\n/.exec(readFileSync(at(name), 'utf8'))?.[0] ?? expect.fail()), 10_000);
const gone = (pid: number) => vi.waitFor(() => expect(isAlive(pid)).toBe(false), 10_000);

/** A script like scripts/start.mjs, in a process group of its own as under a terminal. */
function begin(call: string): Promise<number | null> {
  const source = `const { run, runServer, watchSignals } = await import(${JSON.stringify(processes)});
    watchSignals();
    process.exitCode = (await ${call}).code;`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { detached: true, stdio: ['ignore', 'ignore', 'inherit'] });
  script = child;
  return new Promise((done) => child.once('exit', done));
}

/** A tool that starts another process, as npm does. */
const tool = () => `run('sh', ['-c', ${JSON.stringify(`sleep 300 & echo $! > ${at('inner')}; echo $$ > ${at('outer')}; wait`)}])`;

/** A server that counts the signals it gets and then ends with code 7. */
const server = () =>
  `runServer(process.execPath, ['-e', ${JSON.stringify(`
    const { appendFileSync, writeFileSync } = require('node:fs');
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
      appendFileSync('${at('signals')}', signal + ' ');
      setTimeout(() => process.exit(7), 300);
    });
    process.on('disconnect', () => process.exit(8));
    writeFileSync('${at('server')}', process.pid + '\\n');
    setInterval(() => {}, 1000);`)}])`;

it('answers with the code of the tool', async () => {
  expect(await begin(`run('sh', ['-c', 'exit 3'])`)).toBe(3);
});

it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('ends a tool and what it started on %s to us alone', async (signal) => {
  const ended = begin(tool());
  const pids = [await written('inner'), await written('outer')];
  script?.kill(signal);
  expect(await ended).not.toBe(0);
  for (const pid of pids) await gone(pid);
});

it('ends a tool and what it started when we are killed', async () => {
  void begin(tool());
  const pids = [await written('inner'), await written('outer')];
  script?.kill('SIGKILL');
  for (const pid of pids) await gone(pid);
});

it('tells a server once when the terminal signals the whole group, waits for it and passes its code on', async () => {
  const ended = begin(server());
  await written('server');
  if (script?.pid) process.kill(-script.pid, 'SIGINT');
  expect(await ended).toBe(7);
  expect(readFileSync(at('signals'), 'utf8')).toBe('SIGINT ');
});

it('tells a server once when two signals come', async () => {
  const ended = begin(server());
  await written('server');
  script?.kill('SIGTERM');
  script?.kill('SIGINT');
  expect(await ended).toBe(7);
  expect(readFileSync(at('signals'), 'utf8').trim()).toMatch(/^SIG(TERM|INT)$/);
});

it('lets a server see that we were killed', async () => {
  void begin(server());
  const pid = await written('server');
  script?.kill('SIGKILL');
  await gone(pid);
});
