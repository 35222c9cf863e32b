import { notFound } from '../access/errors.ts';
import type { SqlClient } from '../database/database.ts';
import { type Live, ResyncNeeded } from '../live/live.ts';
import { type UpdatesStored, updatesTopic } from './document.events.ts';
import type { Asked } from './document.log.ts';
import { Reader } from './document.reader.ts';
import { readersAmong, watchedNow } from './document.reads.ts';
import { readSequences, readTail, type StoredUpdate } from './document.store.ts';

/** A stored update in a reader's queue. */
export interface StoredEvent extends StoredUpdate {
  readonly bytes: number;
}

/**
 * How often a process looks whether it missed something: an announcement lost on its way, a membership that ended in silence. One statement for all documents, so that
 * also without Valkey nobody reads on for a second after they may not.
 */
const SWEEP_MS = 600;
/** How long after a commit was sent its answer to who may read still holds. */
const FRESH_MS = 500;

/**
 * Brings stored updates to those who watch a document, in order and without gaps, wherever they were stored: updates of this process
 * come with their bytes, those of others are announced by their sequence and read from the log. Before each delivery the readers'
 * membership is asked once for all of them: by the commit itself, or else by a statement of its own.
 */
export class DocumentStreams {
  private readonly streams = new Map<string, DocumentStream>();
  private sweep: NodeJS.Timeout;
  private isClosed = false;

  constructor(
    private readonly db: SqlClient,
    private readonly live: Live,
  ) {
    this.sweep = this.sweepLater();
  }

  /** Joins a document's stream; from now on its reader is given every update that is stored. Ask for the backlog after this. */
  async join(documentId: string, personId: string): Promise<Reader<StoredEvent>> {
    let stream = this.streams.get(documentId);
    if (!stream) {
      stream = new DocumentStream(documentId, this.db, this.live, () => this.streams.delete(documentId));
      this.streams.set(documentId, stream);
    }
    const reader = stream.join(personId);
    try {
      await stream.ready;
    } catch (error) {
      reader.end();
      throw error;
    }
    return reader;
  }

  /** Updates that this process has stored: delivered here at once, announced to the others. */
  stored(documentId: string, updates: readonly StoredUpdate[], asked: Asked): void {
    this.streams.get(documentId)?.take(updates, asked);
    this.live.publish(updatesTopic(documentId), { sequence: updates.at(-1)?.sequence ?? 0 } satisfies UpdatesStored);
  }

  /** People who watch a document here. */
  listening(documentId: string): readonly string[] {
    return this.streams.get(documentId)?.people ?? [];
  }

  /** Up to where a document that is watched here is known to be stored; 0 of others. */
  newestOf(documentId: string): number {
    return this.streams.get(documentId)?.newest ?? 0;
  }

  /** Asks whether a person may still listen. */
  async checkAccess(personId: string): Promise<void> {
    await Promise.all([...this.streams.values()].map((stream) => stream.checkAccess(personId)));
  }

  close(): void {
    clearTimeout(this.sweep);
    this.isClosed = true;
    for (const stream of this.streams.values()) stream.end();
  }

  /** The next look begins a while after this one has ended, however long it took. */
  private sweepLater(): NodeJS.Timeout {
    return setTimeout(() => {
      void this.lookAround()
        .catch(() => undefined)
        .then(() => this.isClosed || (this.sweep = this.sweepLater()));
    }, SWEEP_MS).unref();
  }

  private async lookAround(): Promise<void> {
    if (this.streams.size === 0) return;
    const watched = new Map([...this.streams].map(([documentId, stream]) => [documentId, stream.people]));
    for (const { documentId, sequence, readers } of await watchedNow(this.db, watched)) {
      const stream = this.streams.get(documentId);
      // Whoever joined meanwhile was not asked about, and has just been asked at the door.
      stream?.keepOnly(watched.get(documentId) ?? [], new Set(readers));
      stream?.heard(sequence);
    }
  }
}

/** One document's readers in this process. */
class DocumentStream {
  /** Settles when the stream knows where it begins. */
  readonly ready: Promise<void>;
  private readonly readers = new Set<Reader<StoredEvent>>();
  private readonly buffered = new Map<number, StoredEvent>();
  private readonly stop: () => void;
  /** Delivered up to here. */
  private last = 0;
  /** Known to be stored up to here. */
  newest = 0;
  /** Who might read when the update of this sequence was committed here. */
  private asked: (Asked & { readonly sequence: number }) | undefined;
  private delivering = true;

  constructor(
    private readonly documentId: string,
    private readonly db: SqlClient,
    live: Live,
    private readonly onEmpty: () => void,
  ) {
    this.stop = live.listen<UpdatesStored>(updatesTopic(documentId), ({ sequence }) => this.heard(sequence));
    this.ready = this.begin();
  }

  join(personId: string): Reader<StoredEvent> {
    const reader = new Reader<StoredEvent>(personId, (closed) => this.leave(closed));
    this.readers.add(reader);
    return reader;
  }

  get people(): readonly string[] {
    return [...new Set([...this.readers].map((reader) => reader.personId))];
  }

  take(updates: readonly StoredUpdate[], asked: Asked): void {
    for (const { sequence, update } of updates) {
      if (sequence > this.last) this.buffered.set(sequence, { sequence, update, bytes: update.length });
    }
    const sequence = updates.at(-1)?.sequence ?? 0;
    this.asked = { ...asked, sequence };
    this.heard(sequence);
  }

  heard(sequence: number): void {
    this.newest = Math.max(this.newest, sequence);
    if (!this.delivering && this.newest > this.last) void this.deliver();
  }

  async checkAccess(personId?: string): Promise<void> {
    const asked = [...this.readers].filter((reader) => personId === undefined || reader.personId === personId);
    if (asked.length === 0) return;
    const allowed = await readersAmong(this.db, this.documentId, [...new Set(asked.map((reader) => reader.personId))]);
    dismiss(asked, allowed);
  }

  /** Of the people asked about those stay who are allowed. */
  keepOnly(asked: readonly string[], allowed: ReadonlySet<string>): void {
    const people = new Set(asked);
    dismiss(
      [...this.readers].filter((reader) => people.has(reader.personId)),
      allowed,
    );
  }

  end(reason?: Error): void {
    for (const reader of [...this.readers]) reader.end(reason);
  }

  private async begin(): Promise<void> {
    try {
      this.last = (await readSequences(this.db, [this.documentId])).get(this.documentId) ?? 0;
      // Stored while this was asked: whoever joined reads it as backlog.
      for (const sequence of [...this.buffered.keys()]) if (sequence <= this.last) this.buffered.delete(sequence);
    } finally {
      this.delivering = false;
    }
    this.heard(this.last);
  }

  private leave(reader: Reader<StoredEvent>): void {
    this.readers.delete(reader);
    if (this.readers.size > 0) return;
    this.stop();
    this.onEmpty();
  }

  /** One at a time, until everything known is delivered. A failure ends the readers; they come back and read what they miss. */
  private async deliver(): Promise<void> {
    this.delivering = true;
    try {
      while (this.newest > this.last && this.readers.size > 0) {
        const updates = this.fromBuffer() ?? (await this.fromLog());
        if (!updates) return this.end(new ResyncNeeded());
        const last = updates.at(-1)?.sequence ?? this.newest;
        const readers = this.readersAt(last);
        if (readers) dismiss(this.readers, readers);
        else await this.checkAccess();
        for (const reader of [...this.readers]) reader.push(updates);
        this.last = last;
      }
    } catch {
      this.end(new ResyncNeeded());
    } finally {
      this.delivering = false;
    }
  }

  /** Who might read when the update of a sequence was committed; null when that is not known of every reader, or is too long ago. */
  private readersAt(sequence: number): ReadonlySet<string> | null {
    const { asked } = this;
    if (!asked || asked.sequence < sequence || performance.now() - asked.at > FRESH_MS) return null;
    const people = new Set(asked.people);
    return [...this.readers].every((reader) => people.has(reader.personId)) ? new Set(asked.readers) : null;
  }

  /** The updates right after the last delivered one, when their bytes are here. */
  private fromBuffer(): StoredEvent[] | null {
    const found: StoredEvent[] = [];
    for (let next = this.buffered.get(this.last + 1); next; next = this.buffered.get(next.sequence + 1)) {
      found.push(next);
      this.buffered.delete(next.sequence);
    }
    return found.length > 0 ? found : null;
  }

  /** Null when they are folded into a snapshot by now. */
  private async fromLog(): Promise<StoredEvent[] | null> {
    const tail = await readTail(this.db, this.documentId, this.last);
    if (!tail) return null;
    for (const { sequence } of tail.updates) this.buffered.delete(sequence);
    this.newest = Math.max(this.newest, tail.sequence);
    return tail.updates.map((update) => ({ ...update, bytes: update.update.length }));
  }
}

function dismiss(readers: Iterable<Reader<StoredEvent>>, allowed: ReadonlySet<string>): void {
  for (const reader of [...readers]) if (!allowed.has(reader.personId)) reader.end(notFound('This document'));
}
