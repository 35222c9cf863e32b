import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { Outgoing, type Kept, type KeptOperation, type Outbox } from './transport-outgoing.ts';
import { PresenceLine } from './transport-presence.ts';
import { TooLarge } from './transport-split.ts';

// Node runs this file as it is (tests, benches): only TypeScript that is JavaScript once its types are taken out.

/**
 * connecting: not yet heard of the document · saved: the server has everything, on its disk · saving: something is on its way ·
 * offline: the server cannot be reached, changes wait in this window, or on this device when there is an outbox · refused: a change was not taken and will not be ·
 * ended: this person may no longer write here, or has to sign in again.
 */
export type SpaceState = 'connecting' | 'saved' | 'saving' | 'offline' | 'refused' | 'ended';

/**
 * Why something did not work. later: not now, the same again may work (no connection, a fault, too often) · refused: never, as it is ·
 * gone: the document is not there for this person · signedOut: nobody is signed in.
 */
export class SpaceFault extends Error {
  readonly kind: 'later' | 'refused' | 'gone' | 'signedOut';
  /** The server's code, e.g. CONFLICT. */
  readonly code: string;

  constructor(kind: SpaceFault['kind'], message: string, code = '') {
    super(message);
    this.kind = kind;
    this.code = code;
  }
}

export interface StoredUpdate {
  readonly sequence: number;
  readonly update: Uint8Array;
}

/** What arrives on a stream. `end` is called once: without a fault when the server asks to subscribe again. */
export interface Sink<Event> {
  next(event: Event): void;
  end(fault?: SpaceFault): void;
}

/** The server as the transport needs it; `transport-graphql` speaks GraphQL, tests may speak anything. Rejections are SpaceFaults. */
export interface SpaceServer {
  /** Answers the sequence once the update is stored; the same operation id again answers the same. */
  push(operationId: string, update: Uint8Array): Promise<number>;
  /**
   * First what was stored after a sequence, when that is known (0: it is not), then what a state vector misses, then each stored update.
   * Answers how to stop.
   */
  subscribe(stateVector: Uint8Array, sink: Sink<StoredUpdate>, afterSequence: number): () => void;
  /** The whole document as one update. */
  content(): Promise<Uint8Array>;
  setPresence(state: Uint8Array): Promise<void>;
  /** Awareness updates of everybody; this client's presence ends with it. */
  subscribePresence(clientId: number, sink: Sink<Uint8Array>): () => void;
  /** Lets go of connections. */
  close(): void;
}

export interface TransportOptions {
  readonly awareness?: Awareness;
  /** Nothing is sent: what an editor tidies up in a text that is only read stays in this window. */
  readonly readOnly?: boolean;
  /** Keeps what is not acknowledged beyond this window. */
  readonly outbox?: Outbox;
  /** What an outbox kept of an earlier window and `doc` holds already: sent first. */
  readonly unsent?: readonly (Kept | KeptOperation)[];
  /** Takes an update of the server in by `apply`; here what gets lost on the way is brought back (`word-rescue`). */
  readonly around?: (update: Uint8Array, apply: () => void) => void;
  /** Of the last update of the server that `doc` holds from the beginning; 0: nobody knows. */
  readonly sequence?: number;
  /** How long keystrokes are collected before they are sent, when nothing else is on its way; 0: those of one moment. */
  readonly collectMs?: number;
  /** Bytes of one update; the server's limit. */
  readonly maxUpdateBytes?: number;
  /** Between two attempts, growing from the first to the second. */
  readonly retryMs?: readonly [number, number];
  /** Between two presence states, at least. */
  readonly presenceMs?: number;
}

/**
 * Keeps a Y.Doc and the server's document the same. Changes are sent in their order, one operation at a time: HTTP may deliver two
 * requests the other way round, and what builds on something the server does not have yet is refused. While one is on its way the next
 * ones collect, so a slow line means fewer, larger operations.
 */
export class SpaceConnection {
  private readonly outgoing: Outgoing;
  private readonly outbox: Outbox | undefined;
  private readonly listeners = new Set<(state: SpaceState) => void>();
  private readonly options: Required<Omit<TransportOptions, 'awareness' | 'outbox' | 'unsent' | 'sequence'>>;
  private readonly presence: PresenceLine | undefined;
  private readonly firstEvent = Promise.withResolvers<void>();
  /** Settles with the first answer: the document holds what the server has. */
  readonly loaded = this.firstEvent.promise;
  private over: 'refused' | 'ended' | undefined;
  private stopStream: (() => void) | undefined;
  private connected = false;
  private reached = true;
  private sending = false;
  private healed = false;
  /** Of the last update of the server that `doc` holds. */
  sequence: number;
  private attempts = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private shown: SpaceState = 'connecting';
  /** Why writing is over, for a person; set with the states `refused` and `ended`. */
  fault: SpaceFault | undefined;

  readonly doc: Y.Doc;
  private readonly server: SpaceServer;

  constructor(
    doc: Y.Doc,
    server: SpaceServer,
    {
      awareness,
      readOnly = false,
      outbox,
      unsent,
      around = (_update, apply) => apply(),
      sequence = 0,
      collectMs = 20,
      maxUpdateBytes = 256 * 1024,
      retryMs = [500, 15_000],
      presenceMs = 100,
    }: TransportOptions = {},
  ) {
    this.doc = doc;
    this.server = server;
    this.sequence = sequence;
    this.options = { readOnly, around, collectMs, maxUpdateBytes, retryMs, presenceMs };
    this.outbox = outbox;
    this.outgoing = new Outgoing(maxUpdateBytes, outbox, unsent);
    this.presence = awareness && new PresenceLine(awareness, server, presenceMs);
    doc.on('update', this.changed);
    this.connect();
  }

  get state(): SpaceState {
    return this.shown;
  }

  /** Whether the server lacks something that was written here. */
  get hasUnsaved(): boolean {
    return this.over === 'refused' || !this.outgoing.isEmpty;
  }

  /** What the server lacks, oldest first. */
  get unsent(): Uint8Array[] {
    return this.outgoing.updates;
  }

  /** Calls back on every change of the state; answers how to stop. */
  onState(listener: (state: SpaceState) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Tries again now: the page came to the front, or the network is back. */
  reconnect(): void {
    // Whoever was signed out may be signed in again; the server finds out whether it is the same person.
    if (this.fault?.kind === 'signedOut') this.over = undefined;
    if (this.over) return;
    this.attempts = 0;
    if (this.connected) void this.send();
    else this.connect();
  }

  /** Leaves; settles when the others have been told. What was not acknowledged stays in `doc` and is sent by nobody. */
  async destroy(): Promise<void> {
    this.over ??= 'ended';
    this.fault = undefined;
    this.doc.off('update', this.changed);
    clearTimeout(this.timer);
    this.listeners.clear();
    const told = this.presence?.leave();
    this.stopStream?.();
    this.server.close();
    await told;
  }

  private readonly changed = (update: Uint8Array, origin: unknown): void => {
    if (origin === this || this.over || this.options.readOnly) return;
    this.outgoing.add(update);
    this.show();
    if (this.sending || this.outgoing.waiting > 1) return;
    if (this.options.collectMs === 0) queueMicrotask(() => void this.send());
    else setTimeout(() => void this.send(), this.options.collectMs);
  };

  private connect(): void {
    clearTimeout(this.timer);
    this.stopStream?.();
    let current = true;
    const sink: Sink<StoredUpdate> = {
      next: (event) => current && this.received(event),
      end: (fault) => {
        if (!current) return;
        current = false;
        this.disconnected(fault);
      },
    };
    const stop = this.server.subscribe(Y.encodeStateVector(this.doc), sink, this.sequence);
    this.stopStream = () => {
      current = false;
      stop();
    };
  }

  private received({ sequence, update }: StoredUpdate): void {
    const first = !this.connected;
    if (!first && sequence > this.sequence + 1) return this.disconnected();
    this.options.around(update, () => Y.applyUpdate(this.doc, update, this));
    if (this.doc.store.pendingStructs || this.doc.store.pendingDs) {
      // The log is not the one that was read until now: only what this document itself misses is sure.
      this.sequence = 0;
      return this.disconnected();
    }
    this.outbox?.received(update, sequence);
    this.sequence = sequence;
    if (!first) return;
    this.connected = this.reached = true;
    this.fault = undefined;
    this.attempts = 0;
    this.firstEvent.resolve();
    this.presence?.join();
    this.show();
    void this.send();
  }

  private disconnected(fault?: SpaceFault): void {
    this.connected = false;
    this.stopStream?.();
    this.presence?.lose();
    if (fault && fault.kind !== 'later') return this.finish('ended', fault);
    this.show();
    this.later(() => this.connect());
  }

  /** Sends what waits, one operation after the other, until all is acknowledged or something is in the way. */
  private async send(): Promise<void> {
    if (this.sending || this.over || !this.connected) return;
    this.sending = true;
    this.show();
    try {
      for (let operation = this.outgoing.next(); operation && !this.over; operation = this.outgoing.next()) {
        await this.server.push(operation.operationId, operation.update);
        this.outgoing.acknowledged();
        this.reached = true;
        this.healed = false;
        this.attempts = 0;
      }
    } catch (error) {
      await this.failed(error);
    } finally {
      this.sending = false;
      this.show();
    }
  }

  private async failed(error: unknown): Promise<void> {
    if (error instanceof TooLarge) return this.finish('refused', new SpaceFault('refused', error.message));
    const fault = error instanceof SpaceFault ? error : new SpaceFault('later', 'The server cannot be reached.');
    if (fault.kind === 'gone' || fault.kind === 'signedOut') return this.finish('ended', fault);
    if (fault.kind === 'refused' && !(await this.heal(fault))) return this.finish('refused', fault);
    this.reached = fault.kind === 'refused';
    // Without a stream, the next connection sends; a timer here would take the place of the one that connects.
    if (this.connected) this.later(() => void this.send());
  }

  /**
   * A server that was restored from a backup lacks what it once acknowledged, and refuses what builds on it. Once, the difference between
   * this document and the server's is sent instead of what was refused.
   */
  private async heal(fault: SpaceFault): Promise<boolean> {
    if (this.healed || fault.code !== 'BAD_USER_INPUT') return false;
    this.healed = true;
    try {
      const content = await this.server.content();
      const stateVector = Y.encodeStateVectorFromUpdate(content);
      this.outgoing.replaceBy(Y.encodeStateAsUpdate(this.doc, stateVector));
      return true;
    } catch {
      this.healed = false;
      return true;
    }
  }

  /** Runs after a pause that grows with every attempt in vain; a different moment for each client, so that they do not all come at once. */
  private later(work: () => void): void {
    if (this.over) return;
    const [least, most] = this.options.retryMs;
    const pause = Math.min(most, least * 2 ** this.attempts) * (0.5 + Math.random() / 2);
    this.attempts += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(work, pause);
  }

  private finish(state: 'refused' | 'ended', fault: SpaceFault): void {
    if (this.over) return;
    this.over = state;
    this.fault = fault;
    clearTimeout(this.timer);
    // What was refused stays on the page to be copied, beside what the others go on to write.
    if (state === 'ended') {
      this.connected = false;
      // Nobody hears a goodbye of somebody who is signed out, and they may come back.
      if (fault.kind === 'signedOut') this.presence?.lose();
      else void this.presence?.leave();
      this.stopStream?.();
    }
    this.show(true);
  }

  /** `anew`: the reason may be another one, also when the state is the same. */
  private show(anew = false): void {
    const state = this.judge();
    if (state === this.shown && !anew) return;
    this.shown = state;
    for (const listener of this.listeners) listener(state);
  }

  private judge(): SpaceState {
    if (this.over) return this.over;
    // As long as nobody knows who is signed in by now.
    if (this.fault) return 'ended';
    if (!this.connected) return this.shown === 'connecting' && this.attempts === 0 ? 'connecting' : 'offline';
    if (!this.hasUnsaved) return 'saved';
    return this.reached ? 'saving' : 'offline';
  }
}
