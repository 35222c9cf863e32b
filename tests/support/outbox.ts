import type { Kept, KeptOperation, Outbox } from '../../web/src/lib/space/transport-outgoing.ts';

/** An outbox in memory: what a browser's storage holds when a window ends. */
export class MemoryOutbox implements Outbox {
  private readonly rows = new Map<string, Kept | KeptOperation>();
  /** Updates that the server is known to have. */
  readonly known: Uint8Array[] = [];

  get unsent(): (Kept | KeptOperation)[] {
    return [...this.rows.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
  }

  wrote(change: Kept): void {
    this.rows.set(change.key, change);
  }

  formed(keys: readonly string[], operations: readonly KeptOperation[]): void {
    for (const key of keys) this.rows.delete(key);
    for (const operation of operations) this.rows.set(operation.key, operation);
  }

  acknowledged(keys: readonly string[]): void {
    for (const key of keys) {
      const row = this.rows.get(key);
      if (row) this.known.push(row.update);
      this.rows.delete(key);
    }
  }

  received(update: Uint8Array): void {
    this.known.push(update);
  }
}
