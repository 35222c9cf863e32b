import { type, type Trace } from './trace.ts';
import { clockOf, cpuSeconds, quantile, type Contender, type Session } from './writer.ts';

/** How often the database is asked whether it holds what was acknowledged: every so many updates. */
const ASK_EVERY = 20;

interface Figures {
  /** Batches of edits, each one Yjs update; how many of them go in one message is the client's affair. */
  readonly perSecond: number;
  readonly operations: number;
  readonly p50: number;
  readonly p99: number;
  /** Of the moments at which the database was asked: how many lacked something acknowledged, and how many updates at most. */
  readonly unstored: { asked: number; lacking: number; most: number };
  /** From the last acknowledgement until the database held everything. */
  readonly storedAfterMs: number;
  /** Processor time of the server per update, in milliseconds; the database's own is not in it. */
  readonly cpuMs: number;
}

type Way = (session: Session, trace: Trace) => Promise<Omit<Figures, 'operations' | 'storedAfterMs' | 'cpuMs'>>;

/** One update after the other, each when the one before is acknowledged. The clock stands still while the database is asked. */
const inTurn: Way = async (session, trace) => {
  const times: number[] = [];
  const unstored = { asked: 0, lacking: 0, most: 0 };
  let writing = 0;
  for (const [index, batch] of trace.batches.entries()) {
    const start = performance.now();
    type(session.doc, batch);
    const typed = performance.now();
    await session.acknowledged();
    const end = performance.now();
    times.push(end - typed);
    writing += end - start;
    if (index % ASK_EVERY === ASK_EVERY - 1) count(unstored, await session.unstored());
  }
  return { perSecond: (trace.batches.length / writing) * 1000, p50: quantile(times, 0.5), p99: quantile(times, 0.99), unstored };
};

/** As fast as the client can type; what waits is the client's affair (Köprü's sends it together). */
const atOnce: Way = async (session, trace) => {
  const times: number[] = [];
  const open: { clock: number; typed: number }[] = [];
  session.onAcknowledged((clock) => {
    while (open[0] && open[0].clock <= clock) times.push(performance.now() - open.shift()!.typed);
  });
  const start = performance.now();
  for (const batch of trace.batches) {
    type(session.doc, batch);
    open.push({ clock: clockOf(session.doc), typed: performance.now() });
    await new Promise((next) => setImmediate(next));
  }
  await session.acknowledged();
  const seconds = (performance.now() - start) / 1000;
  const unstored = { asked: 0, lacking: 0, most: 0 };
  count(unstored, await session.unstored());
  return { perSecond: trace.batches.length / seconds, p50: quantile(times, 0.5), p99: quantile(times, 0.99), unstored };
};

function count(into: Figures['unstored'], updates: number): void {
  into.asked += 1;
  if (updates > 0) into.lacking += 1;
  into.most = Math.max(into.most, updates);
}

async function round(contender: Contender, way: Way, trace: Trace): Promise<Figures> {
  const session = await contender.open(await contender.room());
  try {
    const before = cpuSeconds(contender.pid);
    const figures = await way(session, trace);
    const { operations } = session;
    const end = performance.now();
    while ((await session.unstored()) > 0) await new Promise((later) => setTimeout(later, 5));
    const storedAfterMs = performance.now() - end;
    const cpuMs = ((cpuSeconds(contender.pid) - before) / trace.batches.length) * 1000;
    if (session.doc.getText('t').toString() !== trace.endContent) throw new Error(`${contender.name}: the writer's own text is wrong.`);
    if ((await session.storedText()) !== trace.endContent)
      throw new Error(`${contender.name}: the stored text is not the recording's last.`);
    return { ...figures, operations, storedAfterMs, cpuMs };
  } finally {
    await session.close();
  }
}

function print(name: string, { perSecond, operations, p50, p99, unstored, storedAfterMs, cpuMs }: Figures): void {
  const cells = [
    `${perSecond.toFixed(0).padStart(6)}/s in ${operations} messages`,
    `p50 ${p50.toFixed(2).padStart(7)} ms`,
    `p99 ${p99.toFixed(2).padStart(7)} ms`,
  ];
  cells.push(
    `server ${cpuMs.toFixed(2).padStart(5)} ms CPU`,
    `lacking at ${unstored.lacking} of ${unstored.asked} looks, at most ${unstored.most}`,
  );
  console.log(`  ${name.padEnd(12)} ${cells.join('  ')}  all stored ${storedAfterMs.toFixed(0)} ms after`);
}

function printMedians(name: string, rounds: readonly Figures[]): void {
  const median = (pick: (figures: Figures) => number): number => quantile(rounds.map(pick), 0.5);
  const cells = [
    `${median((one) => one.perSecond)
      .toFixed(0)
      .padStart(6)}/s`,
    `p50 ${median((one) => one.p50)
      .toFixed(2)
      .padStart(7)} ms`,
  ];
  cells.push(
    `p99 ${median((one) => one.p99)
      .toFixed(2)
      .padStart(7)} ms`,
    `server ${median((one) => one.cpuMs)
      .toFixed(2)
      .padStart(5)} ms CPU`,
  );
  console.log(`  ${name.padEnd(12)} ${cells.join('  ')}  (median of ${rounds.length})`);
}

const WAYS: readonly (readonly [name: string, way: Way])[] = [
  ['one after the other', inTurn],
  ['as fast as it goes', atOnce],
];

/** One person's typing, in both ways, round by round in turns. */
export async function alone(contenders: readonly Contender[], trace: Trace, rounds: number): Promise<void> {
  for (const [name, way] of WAYS) {
    console.log(`\none person, ${name}`);
    const results = new Map<Contender, Figures[]>(contenders.map((contender) => [contender, []]));
    for (let turn = 0; turn < rounds; turn += 1) {
      for (const contender of turn % 2 === 0 ? contenders : contenders.toReversed()) {
        const figures = await round(contender, way, trace);
        results.get(contender)?.push(figures);
        print(contender.name, figures);
      }
    }
    for (const [contender, figures] of results) printMedians(contender.name, figures);
  }
}
