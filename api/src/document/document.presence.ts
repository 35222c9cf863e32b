import { PRESENCE_TIMEOUT_MS } from '@kopru/schema/co-editing';
import { conflict, notFound, rateLimited } from '../access/errors.ts';
import type { SqlClient } from '../database/database.ts';
import type { Live } from '../live/live.ts';
import { type AwarenessState, bindToPerson, writeAwareness } from './document.awareness.ts';
import { Reader } from './document.reader.ts';
import { readersAmong } from './document.reads.ts';

/** A presence on its way to its readers. */
export interface PresenceEvent {
  readonly clientId: string;
  readonly state: Uint8Array;
  readonly bytes: number;
}

/** Somebody in a document, as announced to all processes. */
interface Seat extends AwarenessState {
  readonly personId: string;
}

interface Taken extends Seat {
  readonly until: number;
}

const SWEEP_MS = 5_000;
/** Changes of one person in one document: a burst, and then so many a second. Typing and selecting make about ten. */
const BURST = 40;
const PER_SECOND = 20;

const topicOf = (documentId: string): string => `presence:${documentId}`;
const relayTopicOf = (documentId: string): string => `presence-relay:${documentId}`;

/** What a program that does not speak y-protocols tells of somebody: passed on as it is, under a name no Yjs client can have. */
interface Relayed {
  readonly personId: string;
  readonly state: string;
}

/** Who is where in which document. Lives in memory only and is never stored; a process that joins late learns of people as they renew. */
export class DocumentPresence {
  private readonly rooms = new Map<string, PresenceRoom>();
  private readonly budgets = new Map<string, { left: number; at: number }>();
  private readonly sweep: NodeJS.Timeout;

  constructor(
    private readonly db: SqlClient,
    private readonly live: Live,
  ) {
    this.sweep = setInterval(() => this.tidy(), SWEEP_MS);
    this.sweep.unref();
  }

  /** Tells everybody in the document where somebody is. CONFLICT when the client id is another person's, RATE_LIMITED when too often. */
  set(documentId: string, person: { readonly personId: string; readonly name: string }, awareness: AwarenessState): void {
    this.spend(`${documentId} ${person.personId}`);
    const holder = this.room(documentId).seats.get(awareness.clientId);
    if (holder && holder.personId !== person.personId) throw anothers();
    const seat: Seat = { ...awareness, state: bindToPerson(awareness.state, person), personId: person.personId };
    this.live.publish(topicOf(documentId), seat);
  }

  /** Passes bytes of another program's own on. They are marked as such, so that no reader takes them for a Yjs client's. */
  relay(documentId: string, personId: string, state: Uint8Array): void {
    this.spend(`${documentId} ${personId}`);
    this.room(documentId);
    this.live.publish(relayTopicOf(documentId), { personId, state: Buffer.from(state).toString('base64') } satisfies Relayed);
  }

  /** Everybody who is there now, then every change. `clientId`: whose presence ends with this subscription. */
  join(documentId: string, personId: string, clientId: number | null): Reader<PresenceEvent> {
    return this.room(documentId).join(personId, clientId);
  }

  /** Asks for one person, or all, whether they may still look. */
  async checkAccess(personId?: string): Promise<void> {
    await Promise.all([...this.rooms.values()].map((room) => room.checkAccess(personId)));
  }

  close(): void {
    clearInterval(this.sweep);
    for (const room of [...this.rooms.values()]) room.close();
  }

  private room(documentId: string): PresenceRoom {
    let room = this.rooms.get(documentId);
    if (!room) this.rooms.set(documentId, (room = new PresenceRoom(documentId, this.db, this.live)));
    return room;
  }

  private spend(key: string): void {
    const now = Date.now();
    const budget = this.budgets.get(key) ?? { left: BURST, at: now };
    const left = Math.min(BURST, budget.left + ((now - budget.at) / 1000) * PER_SECOND) - 1;
    if (left < 0) throw rateLimited('Your position changes too often. Slow down a little.');
    this.budgets.set(key, { left, at: now });
  }

  private tidy(): void {
    const now = Date.now();
    for (const [key, { at }] of this.budgets) if (now - at > SWEEP_MS) this.budgets.delete(key);
    for (const [documentId, room] of this.rooms) {
      room.expire(now);
      void room.checkAccess().catch(() => undefined);
      if (!room.isEmpty) continue;
      room.close();
      this.rooms.delete(documentId);
    }
  }
}

class PresenceRoom {
  readonly seats = new Map<number, Taken>();
  private readonly readers = new Map<Reader<PresenceEvent>, number | null>();
  private readonly stop: () => void;
  private checking: Promise<void> | undefined;

  constructor(
    private readonly documentId: string,
    private readonly db: SqlClient,
    private readonly live: Live,
  ) {
    const stops = [
      live.listen<Seat>(topicOf(documentId), (seat) => this.heard(seat)),
      live.listen<Relayed>(relayTopicOf(documentId), ({ personId, state }) => {
        const bytes = new Uint8Array(Buffer.from(state, 'base64'));
        void this.deliver({ clientId: `person-${personId}`, state: bytes, bytes: bytes.length });
      }),
    ];
    this.stop = () => stops.forEach((stop) => stop());
  }

  get isEmpty(): boolean {
    return this.readers.size === 0 && this.seats.size === 0;
  }

  join(personId: string, clientId: number | null): Reader<PresenceEvent> {
    const reader = new Reader<PresenceEvent>(personId, (closed) => this.leave(closed));
    this.readers.set(reader, clientId);
    reader.push([...this.seats.values()].map(asEvent));
    return reader;
  }

  expire(now: number): void {
    for (const seat of [...this.seats.values()]) if (seat.until <= now) this.heard(gone(seat));
  }

  async checkAccess(personId?: string): Promise<void> {
    const asked = [...this.readers.keys()].filter((reader) => personId === undefined || reader.personId === personId);
    if (asked.length === 0) return;
    const allowed = await readersAmong(this.db, this.documentId, [...new Set(asked.map((reader) => reader.personId))]);
    for (const reader of asked) if (!allowed.has(reader.personId)) reader.end(notFound('This document'));
  }

  close(): void {
    this.stop();
    for (const reader of [...this.readers.keys()]) reader.end();
  }

  /** From this process or another. What is older than what is known was overtaken on its way. */
  private heard(seat: Seat): void {
    const known = this.seats.get(seat.clientId);
    if (known && (known.personId !== seat.personId || known.clock > seat.clock)) return;
    if (seat.state === null) this.seats.delete(seat.clientId);
    else this.seats.set(seat.clientId, { ...seat, until: Date.now() + PRESENCE_TIMEOUT_MS });
    if (seat.state !== null || known) void this.deliver(asEvent(seat));
  }

  /** Membership is asked once for what comes together; nothing is delivered to somebody who was a member when it was set and is no longer. */
  private async deliver(event: PresenceEvent): Promise<void> {
    this.checking ??= Promise.resolve()
      .then(() => this.checkAccess())
      .finally(() => (this.checking = undefined));
    try {
      await this.checking;
    } catch {
      return;
    }
    for (const reader of this.readers.keys()) reader.push([event]);
  }

  /** A person who leaves is gone at once: the client that the subscription named, else all of theirs when they have no other subscription here. */
  private leave(reader: Reader<PresenceEvent>): void {
    const clientId = this.readers.get(reader) ?? null;
    this.readers.delete(reader);
    const stays = clientId === null && [...this.readers.keys()].some((other) => other.personId === reader.personId);
    if (stays) return;
    const named = [...this.readers.values()].filter((client) => client !== null);
    for (const seat of [...this.seats.values()]) {
      const theirs = clientId === null ? !named.includes(seat.clientId) : seat.clientId === clientId;
      if (theirs && seat.personId === reader.personId) this.live.publish(topicOf(this.documentId), gone(seat));
    }
  }
}

/** At the clock it had: readers take a null state of the same clock, and the client's next state is newer than it. */
const gone = ({ clientId, clock, personId }: Seat): Seat => ({ clientId, clock, state: null, personId });

function asEvent(seat: Seat): PresenceEvent {
  const state = writeAwareness(seat);
  return { clientId: String(seat.clientId), state, bytes: state.length };
}

export const anothers = () => conflict('This client id belongs to another person. Load the document again.');
