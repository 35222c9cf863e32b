import { readFileSync } from 'node:fs';
import type * as Y from 'yjs';

/** Somebody who writes in a document over the network. */
export interface Session {
  readonly doc: Y.Doc;
  /** Settles when the server has acknowledged everything that was written. */
  acknowledged(): Promise<void>;
  /** Calls back with the writer's clock up to which the server has acknowledged, whenever it grows. */
  onAcknowledged(listener: (clock: number) => void): void;
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
  /** A new, empty document with a writer in it. */
  open(): Promise<Session>;
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
