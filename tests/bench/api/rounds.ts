import { readFileSync } from 'node:fs';
import type { Load } from './load.ts';

/** Somebody under load: open connections, what to send next, and the process whose CPU time it costs. */
export interface Contender {
  readonly name: string;
  readonly load: Load;
  readonly pid: number;
  next(connection: number): Buffer;
}

/** One contender over all rounds. */
export interface Figures {
  readonly name: string;
  /** Requests per second, median of the rounds. */
  readonly perSecond: number;
  /** Milliseconds of the server process's CPU time per request, median of the rounds; the database's own is not in it. */
  readonly cpuMs: number;
  /** Requests per second of the first contender over this one's in the same round, median of the rounds. */
  readonly firstOverThis: number;
}

const TICKS_PER_SECOND = 100;

/** User and system time of a process so far, in seconds. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Lets the contenders run by turns, so that what else the machine does meets all of them; the order turns round each time. */
export async function compare(contenders: readonly Contender[], rounds: number, ms: number): Promise<Figures[]> {
  const results = contenders.map(() => ({ perSecond: [] as number[], cpuMs: [] as number[] }));
  for (const [place, contender] of contenders.entries()) await measure(contender, ms, results[place]!, false);
  for (let round = 0; round < rounds; round += 1) {
    const order = [...contenders.keys()];
    if (round % 2 === 1) order.reverse();
    for (const place of order) await measure(contenders[place]!, ms, results[place]!, true);
  }
  const first = results[0]!;
  return contenders.map(({ name }, place) => {
    const own = results[place]!;
    return {
      name,
      perSecond: median(own.perSecond),
      cpuMs: median(own.cpuMs),
      firstOverThis: median(own.perSecond.map((value, round) => first.perSecond[round]! / value)),
    };
  });
}

async function measure(contender: Contender, ms: number, into: { perSecond: number[]; cpuMs: number[] }, keep: boolean): Promise<void> {
  const cpu = cpuSeconds(contender.pid);
  const start = performance.now();
  const count = await contender.load.run((connection) => contender.next(connection), ms);
  const seconds = (performance.now() - start) / 1000;
  if (!keep) return;
  into.perSecond.push(count / seconds);
  into.cpuMs.push(((cpuSeconds(contender.pid) - cpu) * 1000) / count);
}
