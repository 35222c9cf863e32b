import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type * as Y from 'yjs';

/** Somebody who writes in a document over the network. */
export interface Session {
  readonly doc: Y.Doc;
  /** Writes what was typed in another document of this writer, which hears of others only when it is told to. */
  write(update: Uint8Array): void;
  /** Calls back with every update of somebody else. */
  onHeard(listener: (update: Uint8Array) => void): void;
  /** Settles when the server has acknowledged everything that was written. */
  acknowledged(): Promise<void>;
  /** Calls back with the writer's clock up to which the server has acknowledged, whenever it grows. */
  onAcknowledged(listener: (clock: number) => void): void;
  /** How many messages with changes have gone to the server: what waits while one is on its way may go together. */
  readonly operations: number;
  /** How many acknowledged updates the database does not hold at this moment: what a crash now would lose. */
  unstored(): Promise<number>;
  /** The text as the database holds it. */
  storedText(): Promise<string>;
  close(): Promise<void>;
}

/** A server with its client. */
export interface Contender {
  readonly name: string;
  /** Of its server. */
  readonly pid: number;
  /** The name of a new, empty document. */
  room(): Promise<string>;
  /** Somebody in it: the first two are different people, where it has people. */
  open(room: string): Promise<Session>;
  /** Milliseconds from asking for a document until all of it is there, for a client that has nothing. */
  load(room: string): Promise<number>;
  /** Stops the server and starts it on the same database: what it held in memory is gone. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The writer's own clock: how many characters and marks it has written. */
export function clockOf(doc: Y.Doc): number {
  const last = doc.store.clients.get(doc.clientID)?.at(-1);
  return last ? last.id.clock + last.length : 0;
}

/** The first match of a pattern in what a program says. */
export function said(output: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    output.on('data', (data: Buffer) => {
      text += data.toString();
      const found = pattern.exec(text)?.[1];
      if (found) resolve(found);
    });
    output.on('end', () => reject(new Error(`The server ended: ${text}`)));
  });
}

const TICKS_PER_SECOND = 100;

/** User and system time of a process and its threads so far, in seconds. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** What a process holds in memory at this moment, in megabytes. */
export function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

export const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? 0;

/** Waits until the database holds this text; some store seconds later. Throws when it does not come to. */
export async function stored(contender: Contender, session: Session, expected: string): Promise<void> {
  for (let look = 0; look < 300; look += 1) {
    if ((await session.storedText()) === expected) return;
    await pause(50);
  }
  throw new Error(`${contender.name}: the stored text is another.`);
}
