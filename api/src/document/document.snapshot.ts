import type { Database, SqlClient } from '../database/database.ts';
import type { DocumentGuard } from './document.guard.ts';
import { loadLog } from './document.store.ts';
import { keepVisitTexts } from './document.visits.ts';

/** Updates after the last snapshot from which a document is compacted. Loading applies at most so many, a few milliseconds. */
export const COMPACT_FROM = 500;
/** How long an operation id is remembered after its update is folded in. A client that comes back later stores its change twice, which Yjs does not notice. */
const REMEMBERED = '30 days';

/** Only while nobody else has compacted meanwhile: `snapshot_sequence` still is what the snapshot was made from. */
const STORE = 'update document set snapshot = $2, snapshot_sequence = $3 where id = $1 and snapshot_sequence = $4';
/** The bytes are in the snapshot now, without what was deleted since; the operation ids stay, so that a late repetition is still answered. */
const FOLD = `update document_update set update = '' where document_id = $1 and sequence <= $2 and length(update) > 0`;
const PRUNE = `delete from document_update where document_id = $1 and sequence <= $2 and at < now() - interval '${REMEMBERED}'`;

/**
 * Folds a document's log into a snapshot, in one transaction. The snapshot is made from the log itself, not from what a process happens to
 * hold, and a log with a hole throws: an incomplete document must never replace what it was made from. Updates that arrive meanwhile stay
 * in the log after the snapshot's sequence. Answers whether this call did it.
 */
export async function compact(db: Pick<Database, 'transaction'>, guard: DocumentGuard, documentId: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const log = await loadLog(tx, documentId);
    if (!log || log.updates.length === 0) return false;
    const snapshot = await guard.pack(documentId, log);
    if (!(await storeSnapshot(tx, documentId, snapshot, log))) return false;
    await keepVisitTexts(tx, guard, documentId, log);
    await tx.query(FOLD, [documentId, log.sequence]);
    await tx.query(PRUNE, [documentId, log.sequence]);
    return true;
  });
}

async function storeSnapshot(
  tx: SqlClient,
  documentId: string,
  snapshot: Uint8Array,
  log: { readonly sequence: number; readonly snapshotSequence: number },
): Promise<boolean> {
  const { rows } = await tx.query(`${STORE} returning id`, [documentId, Buffer.from(snapshot), log.sequence, log.snapshotSequence]);
  return rows.length === 1;
}

/** Compacts documents in the background, each once at a time in this process; several processes settle it in the database. */
export class Compactor {
  private readonly running = new Map<string, Promise<unknown>>();

  constructor(
    private readonly db: Pick<Database, 'transaction'>,
    private readonly guard: DocumentGuard,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** `tailLength`: how many updates the log holds after the snapshot. */
  consider(documentId: string, tailLength: number): void {
    if (tailLength < COMPACT_FROM || this.running.has(documentId)) return;
    // A failed compaction loses nothing: the log is whole, and the next update tries again.
    const run = compact(this.db, this.guard, documentId)
      .catch(this.onFailure)
      .finally(() => this.running.delete(documentId));
    this.running.set(documentId, run);
  }

  /** Waits for what is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.running.values());
  }
}
