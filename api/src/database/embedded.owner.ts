import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One process at a time owns a database folder. The file `owner` holds its pid and start; a pid alone may be somebody else's by now,
 * above all in containers, where numbers start over.
 * Returns the release; throws when another living process owns the folder.
 */
export function takeOwnership(folder: string): () => void {
  const file = join(folder, 'owner');
  const draft = join(folder, `owner.${process.pid}`);
  const mine = identityOf(process.pid) ?? String(process.pid);
  writeFileSync(draft, mine);
  try {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      if (tryLink(draft, file)) return () => release(file, mine);
      const theirs = readIfThere(file);
      if (theirs && isAlive(theirs))
        throw new Error(
          `${folder} is in use: Köprü already runs with it (process ${theirs.split(' ')[0]}). Stop that one, or set another DATA_DIR.`,
        );
      if (theirs !== null) removeStale(file, theirs);
    }
    throw new Error(`${folder} could not be taken: ${file} keeps changing. Is Köprü being started twice?`);
  } finally {
    rmSync(draft, { force: true });
  }
}

function tryLink(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Two starts may find the same stale file: whoever moves away something else than what it read puts it back. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (readIfThere(aside) !== stale) tryLink(aside, file);
  rmSync(aside, { force: true });
}

function release(file: string, mine: string): void {
  if (readIfThere(file) === mine) rmSync(file, { force: true });
}

function isAlive(identity: string): boolean {
  return identityOf(Number(identity.split(' ')[0])) === identity;
}

/** "pid boot start" of a living process, or null. Without /proc only the pid is compared. */
export function identityOf(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (stat) {
    // The second field is the name in parentheses and may hold spaces; the start time is the 20th after it.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z') return null;
    return `${pid} ${readIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? ''} ${fields[18] ?? ''}`;
  }
  if (process.platform === 'linux') return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null;
  }
  return String(pid);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
