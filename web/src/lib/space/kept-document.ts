import * as Y from 'yjs';
import { placeOf, type KeptRow, type KeptStore } from './kept-store.ts';
import { newKey, type Kept, type KeptOperation, type Outbox } from './transport-outgoing.ts';

/** Known rows from which they are folded into one when the document is opened. */
const FOLD_FROM = 100;

/** pending: not yet on this device · device: it is · failed: the storage refused, so it is only in this window. */
export type Keeping = 'pending' | 'device' | 'failed';

/**
 * One person's copy of one document on this device, with what the server does not have yet. Every change is put down as it happens, in one
 * store with what the server is known to have, so that no crash can leave a change that looks sent and is not.
 */
export class KeptDocument implements Outbox {
  private readonly listeners = new Set<(keeping: Keeping) => void>();
  private readonly store: KeptStore;
  private readonly place: string;
  private readonly unsentRows = new Map<string, KeptRow>();
  private last: Promise<void> = Promise.resolve();
  private open = 0;
  private failed = false;
  private over = false;
  /** What an earlier window left behind, for the transport. */
  readonly unsent: readonly (Kept | KeptOperation)[];
  /** Whether the document was on this device. */
  readonly wasThere: boolean;
  /** Of the last update of the server that is kept; 0: nobody knows. */
  readonly sequence: number;
  private heard: boolean;

  private constructor(store: KeptStore, place: string, rows: readonly KeptRow[]) {
    this.store = store;
    this.place = place;
    const waiting = rows.filter(({ known }) => !known);
    for (const row of waiting) this.unsentRows.set(row.key, row);
    this.unsent = waiting.map(({ key, update, operationId }) => ({ key, update, ...(operationId && { operationId }) }));
    this.sequence = lastOf(rows);
    this.wasThere = this.heard = rows.length > 0;
  }

  /** Fills `doc` with what is kept. */
  static async open(store: KeptStore, personId: string, documentId: string, doc: Y.Doc): Promise<KeptDocument> {
    const place = placeOf(personId, documentId);
    const rows = await store.rows(place);
    const known = rows.filter((row) => row.known);
    // The origin is no connection's, but nobody listens yet.
    Y.transact(doc, () => rows.forEach(({ update }) => Y.applyUpdate(doc, update)));
    if (known.length >= FOLD_FROM) await fold(store, place, known);
    return new KeptDocument(store, place, rows);
  }

  get keeping(): Keeping {
    if (this.failed) return 'failed';
    return this.open > 0 ? 'pending' : 'device';
  }

  onKeeping(listener: (keeping: Keeping) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  wrote({ key, update }: Kept): void {
    this.put([{ place: this.place, key, update, known: false }], []);
  }

  formed(keys: readonly string[], operations: readonly KeptOperation[]): void {
    const made = operations.map(({ key, update, operationId }) => ({ place: this.place, key, update, operationId, known: false }));
    this.put(made, keys);
  }

  acknowledged(keys: readonly string[]): void {
    const rows = keys.flatMap((key) => this.unsentRows.get(key) ?? []);
    this.put(
      rows.map(({ place, key, update }) => ({ place, key, update, known: true })),
      [],
    );
  }

  received(update: Uint8Array, sequence: number): void {
    // Two bytes say that nothing was missed; the first time that too is worth knowing: the document is empty, and not unknown.
    if (update.length > 2 || !this.heard) this.put([{ place: this.place, key: newKey(), update, known: true, sequence }], []);
    this.heard = true;
  }

  /** Puts nothing down any more; settles when all so far is on the disk, or never will be. */
  async stop(): Promise<void> {
    this.over = true;
    await this.last;
  }

  /** Takes all of it off this device, or what the server has too. */
  async forget(only: 'all' | 'known'): Promise<void> {
    await this.stop();
    await this.store.forget([this.place], only).catch(() => undefined);
  }

  private put(rows: readonly KeptRow[], removeKeys: readonly string[]): void {
    if (this.over) return;
    const remove = removeKeys.flatMap((key) => this.unsentRows.get(key) ?? []);
    for (const { key } of remove) this.unsentRows.delete(key);
    for (const row of rows) {
      if (row.known) this.unsentRows.delete(row.key);
      else this.unsentRows.set(row.key, row);
    }
    this.open += 1;
    this.last = this.last
      .then(() => this.store.change({ put: rows, remove }))
      .catch(() => void (this.failed = true))
      .finally(() => {
        this.open -= 1;
        for (const listener of this.listeners) listener(this.keeping);
      });
    for (const listener of this.listeners) listener(this.keeping);
  }
}

const lastOf = (rows: readonly KeptRow[]): number => rows.reduce((last, { sequence = 0 }) => Math.max(last, sequence), 0);

/** What the server has too, as one: it was complete when it was put down, so it is complete without what waits. */
async function fold(store: KeptStore, place: string, known: readonly KeptRow[]): Promise<void> {
  const doc = new Y.Doc();
  Y.transact(doc, () => known.forEach(({ update }) => Y.applyUpdate(doc, update)));
  const [oldest] = known;
  if (oldest && !doc.store.pendingStructs && !doc.store.pendingDs) {
    const folded = { place, key: oldest.key, update: Y.encodeStateAsUpdate(doc), known: true, sequence: lastOf(known) };
    await store.change({ put: [folded], remove: known });
  }
  doc.destroy();
}
