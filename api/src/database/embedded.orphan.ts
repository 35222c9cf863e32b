import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identityOf } from './embedded.owner.ts';

const PATIENCE_MS = 20_000;

/**
 * A server of this cluster that outlived its keeper (both were killed) is stopped, not used again: only a server that we started is
 * tied to our life. Then a pid file may be left whose number PostgreSQL would take for a living server: that of a dead process nobody
 * has collected (in a container without an init), or of another program by now. It is removed once nothing works in the cluster any more.
 * One of a process that is gone, PostgreSQL replaces itself.
 */
export async function clearOrphan(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const pid = readPid(pidFile);
  if (pid === null) return;
  if (commandOf(pid).includes(cluster)) await stopServer(pid);
  if (readPid(pidFile) !== pid || !isInProcessTable(pid)) return;
  await until(() => !worksIn(cluster), `Processes of an earlier start still work in ${cluster}. End them, then start again.`);
  rmSync(pidFile, { force: true });
}

/** Fast shutdown first, then immediate: that one loses nothing either, but the next start has to recover. */
async function stopServer(pid: number): Promise<void> {
  const identity = identityOf(pid);
  const ended = (): boolean => identityOf(pid) !== identity;
  process.kill(pid, 'SIGINT');
  try {
    await until(ended, '');
  } catch {
    process.kill(pid, 'SIGQUIT');
    await until(ended, `A PostgreSQL (process ${pid}) from an earlier start does not end. End it, then start again.`);
  }
}

async function until(condition: () => boolean, otherwise: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(otherwise);
    await delay(25);
  }
}

function isInProcessTable(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Every process of a server has its cluster as working folder. Without /proc there is no telling. */
function worksIn(cluster: string): boolean {
  if (!existsSync('/proc/self/cwd')) return false;
  const folder = realpathSync(cluster);
  return readdirSync('/proc').some((entry) => /^\d+$/.test(entry) && folderOf(entry) === folder);
}

function folderOf(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function readPid(file: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    if (process.platform === 'linux') return '';
  }
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
