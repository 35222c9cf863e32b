// One install or build at a time in this folder: two at once would pull the packages from under each other.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { signalCode } from './processes.mjs';
import { inProject, say } from './project.mjs';

const file = inProject('.build/lock');

/**
 * Runs `work` alone; waits while another process in this folder does the same.
 * @template T
 * @param {() => Promise<T>} work
 */
export async function alone(work) {
  mkdirSync(inProject('.build'), { recursive: true });
  const mine = identityOf(process.pid) ?? '';
  let told = false;
  while (!take(mine)) {
    const holder = read(file);
    if (holder !== null && identityOf(Number(holder.split(' ')[0])) !== holder) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) say(`waiting for process ${holder?.split(' ')[0]}, which installs or builds here`);
    told = true;
    await delay(300);
    if (signalCode()) break;
  }
  try {
    return await work();
  } finally {
    if (read(file) === mine) rmSync(file, { force: true });
  }
}

/** link() makes the file appear whole or not at all. */
function take(/** @type {string} */ mine) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, mine);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** "pid start" of a living process, or null: a number alone may belong to another by now. Without /proc only the pid counts. */
function identityOf(/** @type {number} */ pid) {
  const stat = read(`/proc/${pid}/stat`);
  if (stat) return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  if (process.platform === 'linux') return null;
  try {
    process.kill(pid, 0);
    return String(pid);
  } catch {
    return null;
  }
}

function read(/** @type {string} */ path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
