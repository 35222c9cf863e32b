import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

interface Process {
  readonly parent: number;
  readonly ticks: number;
  /** Of its children that have ended. */
  readonly ticksOfChildren: number;
}

/** A process as /proc tells it; one that has just ended is nobody's. */
function processOf(pid: number): Process {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').map(Number);
    return { parent: fields[1]!, ticks: fields[11]! + fields[12]!, ticksOfChildren: fields[13]! + fields[14]! };
  } catch {
    return { parent: 0, ticks: 0, ticksOfChildren: 0 };
  }
}

export const parentOf = (pid: number): number => processOf(pid).parent;

/** Milliseconds of processor time that a process and its children have had. */
export function cpuMs(pid: number): number {
  const own = processOf(pid);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map((name) => processOf(Number(name)))
    .filter(({ parent }) => parent === pid);
  const ticks = children.reduce((sum, child) => sum + child.ticks, own.ticks + own.ticksOfChildren);
  return (ticks * 1000) / TICKS_PER_SECOND;
}
