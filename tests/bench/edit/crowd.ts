import { setTimeout as pause } from 'node:timers/promises';
import { clockOf, cpuSeconds, quantile, residentMegabytes, stored, type Contender, type Session } from './writer.ts';

/** How many people write where, and how long: everybody a word in every `everyMs`. */
export interface Crowd {
  readonly rooms: number;
  readonly perRoom: number;
  readonly everyMs: number;
  readonly ms: number;
}

/** One of the crowd; `log` of everybody's words by when they were typed. */
class Writer {
  readonly acknowledgements: number[] = [];
  /** From the keystroke until this one's document had somebody else's word. */
  readonly arrivals: number[] = [];
  private readonly open: { clock: number; typed: number }[] = [];

  readonly session: Session;
  private readonly name: string;
  private readonly log: Map<string, number>;

  constructor(session: Session, name: string, log: Map<string, number>) {
    this.session = session;
    this.name = name;
    this.log = log;
    session.onAcknowledged((clock) => {
      while (this.open[0] && this.open[0].clock <= clock) this.acknowledgements.push(performance.now() - this.open.shift()!.typed);
    });
    session.doc.getText('t').observe(({ delta, transaction }) => {
      if (transaction.local) return;
      const now = performance.now();
      for (const { insert } of delta) {
        if (typeof insert === 'string') for (const word of insert.match(/\S+ /g) ?? []) this.arrivals.push(now - (log.get(word) ?? NaN));
      }
    });
  }

  /** Starts at its own moment, so that not all type at once; answers how many words it wrote. */
  async write({ everyMs, ms }: Crowd, offset: number): Promise<number> {
    const start = performance.now() + offset * everyMs;
    let words = 0;
    for (let due = start; due < start + ms; due += everyMs) {
      await pause(Math.max(0, due - performance.now()));
      const word = `${this.name}-${(words += 1)} `;
      this.log.set(word, performance.now());
      const text = this.session.doc.getText('t');
      text.insert(text.length, word);
      this.open.push({ clock: clockOf(this.session.doc), typed: performance.now() });
    }
    await this.session.acknowledged();
    return words;
  }
}

/** Many people in many documents at once. Throws when in the end somebody's text, or the database's, is not everybody's. */
export async function crowd(contenders: readonly Contender[], given: Crowd): Promise<void> {
  const people = given.rooms * given.perRoom;
  console.log(`\n${people} people in ${given.rooms} documents, everybody a word in every ${given.everyMs} ms, for ${given.ms / 1000} s`);
  for (const contender of contenders) console.log(`  ${contender.name.padEnd(20)} ${await figuresOf(contender, given)}`);
}

async function figuresOf(contender: Contender, given: Crowd): Promise<string> {
  await contender.restart();
  const log = new Map<string, number>();
  const before = residentMegabytes(contender.pid);
  const rooms: Writer[][] = [];
  for (let room = 0; room < given.rooms; room += 1) {
    const name = await contender.room();
    const sessions = await Promise.all(Array.from({ length: given.perRoom }, () => contender.open(name)));
    rooms.push(sessions.map((session, place) => new Writer(session, `${room}.${place}`, log)));
  }
  const writers = rooms.flat();
  const cpu = cpuSeconds(contender.pid);
  const counts = await Promise.all(writers.map((writer, place) => writer.write(given, place / writers.length)));
  const words = counts.reduce((sum, count) => sum + count, 0);
  const cpuMs = ((cpuSeconds(contender.pid) - cpu) / words) * 1000;
  const memory = (residentMegabytes(contender.pid) - before) / given.rooms;
  for (const room of rooms) await agree(contender, room);
  await Promise.all(writers.map(({ session }) => session.close()));
  const show = (name: string, times: readonly number[]): string =>
    `${name} p50 ${quantile(times, 0.5).toFixed(1)} p99 ${quantile(times, 0.99).toFixed(1)} ms`;
  const acknowledged = show(
    'acknowledged',
    writers.flatMap(({ acknowledgements }) => acknowledgements),
  );
  const arrived = show(
    'to the others',
    writers.flatMap(({ arrivals }) => arrivals),
  );
  return `${words} words  ${acknowledged}  ${arrived}  server ${cpuMs.toFixed(2)} ms CPU a word, ${memory.toFixed(1)} MB a document`;
}

async function agree(contender: Contender, room: readonly Writer[]): Promise<void> {
  const length = room.reduce((sum, { session }) => sum + clockOf(session.doc), 0);
  const textOf = (writer: Writer): string => writer.session.doc.getText('t').toString();
  for (let look = 0; look < 200 && room.some((writer) => textOf(writer).length < length); look += 1) await pause(50);
  const expected = textOf(room[0]!);
  if (expected.length !== length || room.some((writer) => textOf(writer) !== expected))
    throw new Error(`${contender.name}: the documents of a room differ.`);
  await stored(contender, room[0]!.session, expected);
}
