import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identityOf } from './embedded.owner.ts';

const FAST_WITHIN_MS = 20_000;

/**
 * A server of this cluster that outlived its keeper (both were killed) is stopped, not used again: only a server that we started is
 * tied to our life. A pid file whose number now belongs to another program would keep PostgreSQL from starting, so it is removed;
 * one of a dead process PostgreSQL replaces itself and recovers.
 */
export async function clearOrphan(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const pid = readPid(pidFile);
  const identity = pid === null ? null : identityOf(pid);
  if (pid === null || identity === null) return;
  if (!commandOf(pid).includes(cluster)) {
    rmSync(pidFile, { force: true });
    return;
  }
  // Fast shutdown first, then immediate: that one loses nothing either, but has to recover.
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal);
    const deadline = Date.now() + FAST_WITHIN_MS;
    while (Date.now() < deadline) {
      if (identityOf(pid) !== identity) return;
      await delay(25);
    }
  }
  throw new Error(`A PostgreSQL (process ${pid}) from an earlier start does not end. End it, then start again.`);
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
