import { takeFitting } from './transport-split.ts';

/** A change on its way. It keeps its id until it is acknowledged, so sending it again after a lost answer stores it once. */
export interface Operation {
  readonly operationId: string;
  readonly update: Uint8Array;
}

/** Something a store outside of this window holds, named by a key that sorts by age. */
export interface Kept {
  readonly key: string;
  readonly update: Uint8Array;
}

/** An operation as a store outside of this window holds it. */
export type KeptOperation = Kept & Operation;

/**
 * Keeps what the server has not acknowledged, and a copy of the document, beyond this window. Nothing waits for it, so its calls are
 * carried out in their order; `kept-document` keeps them in the browser's storage, tests in memory.
 */
export interface Outbox {
  /** Somebody wrote in this window. */
  wrote(change: Kept): void;
  /** What was kept under these keys is now these operations. */
  formed(keys: readonly string[], operations: readonly KeptOperation[]): void;
  /** The server has what is kept under these keys: it is part of the copy now. */
  acknowledged(keys: readonly string[]): void;
  /** The server sent this; with it, everything up to `sequence` is there. */
  received(update: Uint8Array, sequence: number): void;
}

/** Own changes that the server does not have yet, in their order: first operations, then what will be made into some. */
export class Outgoing {
  private readonly written: Kept[] = [];
  private readonly operations: KeptOperation[] = [];
  private readonly maxBytes: number;
  private readonly outbox: Outbox | undefined;

  /** `unsent`: what an earlier window left behind; those with an operation id were perhaps sent already. */
  constructor(maxBytes: number, outbox?: Outbox, unsent: readonly (Kept | KeptOperation)[] = []) {
    this.maxBytes = maxBytes;
    this.outbox = outbox;
    for (const change of unsent) {
      if ('operationId' in change) this.operations.push(change);
      else this.written.push(change);
    }
  }

  get isEmpty(): boolean {
    return this.written.length === 0 && this.operations.length === 0;
  }

  /** Changes that are no operation yet. */
  get waiting(): number {
    return this.written.length;
  }

  /** Everything the server has not acknowledged, oldest first. */
  get updates(): Uint8Array[] {
    return [...this.operations, ...this.written].map(({ update }) => update);
  }

  add(update: Uint8Array): void {
    const change = { key: newKey(), update };
    this.written.push(change);
    this.outbox?.wrote(change);
  }

  /** The operation to send now; the same one until it is acknowledged. Throws TooLarge. */
  next(): Operation | undefined {
    if (this.operations.length === 0) this.form();
    return this.operations[0];
  }

  acknowledged(): void {
    const done = this.operations.shift();
    if (done) this.outbox?.acknowledged([done.key]);
  }

  /** Everything that waits is to be sent as this instead. */
  replaceBy(update: Uint8Array): void {
    const keys = [...this.operations, ...this.written].map(({ key }) => key);
    this.operations.length = this.written.length = 0;
    // First the new, then away with the old: a window that ends between the two sends twice, which Yjs does not notice.
    this.add(update);
    this.outbox?.acknowledged(keys);
  }

  private form(): void {
    const queue = this.written.map(({ update }) => update);
    const updates = takeFitting(queue, this.maxBytes);
    const taken = this.written.splice(0, this.written.length - queue.length);
    const [first] = taken;
    if (!first) return;
    // Where the first of what they are made of stood: before all that was written later.
    const made = updates.map((update, index) => ({ key: `${first.key}.${String(index).padStart(4, '0')}`, operationId: newId(), update }));
    this.operations.push(...made);
    this.outbox?.formed(
      taken.map(({ key }) => key),
      made,
    );
  }
}

/** Random, and without `randomUUID`, which pages without TLS do not have. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

let counter = 0;
const windowId = newId().slice(0, 8);

/** Sorts by age within this window, and nearly so between windows. */
export function newKey(): string {
  counter += 1;
  return `${Date.now().toString(36).padStart(9, '0')}-${counter.toString(36).padStart(6, '0')}-${windowId}`;
}
