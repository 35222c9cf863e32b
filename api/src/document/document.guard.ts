import { availableParallelism } from 'node:os';
import { MAX_UPDATE_BYTES } from '@kopru/schema/co-editing';
import { badInput, conflict, type KopruError, ruleBroken } from '../access/errors.ts';
import type { Found, RowPlace, TextPlace } from './document.anchors.ts';
import type { Refusal } from './document.inspect.ts';
import type { Binding } from './document.judge.ts';
import { DEFAULT_LIMITS, type Limits, type Loaded, type Proposal, type Review } from './document.scratch.ts';
import type { Rewriting, SealedText } from './document.text.ts';
import { DeadlinePassed, DocumentThread, ThreadEnded } from './document.thread.ts';

export interface GuardOptions {
  readonly limits?: Limits;
  readonly threads?: number;
  /** For trying updates. A full 256 KiB of text takes 20 ms; the rest is for a busy machine. */
  readonly deadlineMs?: number;
  /** For reading a whole document from the log. */
  readonly loadDeadlineMs?: number;
}

const TOO_SLOW: Refusal = { code: 'BAD_USER_INPUT', message: 'This update takes too long to apply.' };

/**
 * Stands between strangers' bytes and the log: size here, everything else in a thread that may be ended. Documents are spread over the
 * threads by their id, so one that keeps a thread busy holds up few others.
 */
export class DocumentGuard {
  private readonly threads: DocumentThread[];
  private readonly deadlineMs: number;
  private readonly loadDeadlineMs: number;

  constructor({ limits = DEFAULT_LIMITS, threads = defaultThreads(), deadlineMs = 2000, loadDeadlineMs = 20_000 }: GuardOptions = {}) {
    this.threads = Array.from({ length: threads }, () => new DocumentThread(limits));
    this.deadlineMs = deadlineMs;
    this.loadDeadlineMs = loadDeadlineMs;
  }

  /** Throws BAD_USER_INPUT for an update that no thread needs to see. */
  static checkSize(update: Uint8Array): void {
    if (update.length > MAX_UPDATE_BYTES) throw badInput({ update: `An update has at most ${MAX_UPDATE_BYTES} bytes. Send it in parts.` });
  }

  /**
   * Tries updates on the held document, in order; `held` when it has to be brought to at least sequence `least` first (null: is not held).
   * One that takes too long is refused when it is alone, and makes the others of its batch undecided when it is not.
   */
  async review(
    documentId: string,
    least: number,
    proposals: readonly Proposal[],
    watched = false,
  ): Promise<Review | { held: number | null }> {
    const bare = proposals.map(({ update, personId }) => ({ update, personId }));
    try {
      return await this.thread(documentId).ask('review', [documentId, least, bare, watched], this.deadlineMs);
    } catch (error) {
      if (!(error instanceof DeadlinePassed || error instanceof ThreadEnded)) throw error;
      // Nothing was accepted, so no sequence will be asked for.
      const alone = proposals.length === 1;
      return { sequence: -1, verdicts: proposals.map(() => (alone ? { kind: 'refused', refusal: TOO_SLOW } : { kind: 'undecided' })) };
    }
  }

  async load(documentId: string, loaded: Loaded): Promise<void> {
    await this.thread(documentId).ask('load', [documentId, loaded], this.loadDeadlineMs);
  }

  /** Whether the document was held at `from`; see DocumentScratch. */
  async extend(documentId: string, from: number, updates: readonly Uint8Array[], bindings: readonly Binding[]): Promise<boolean> {
    return this.thread(documentId).ask('extend', [documentId, from, updates, bindings], this.loadDeadlineMs);
  }

  async forget(documentId: string): Promise<void> {
    await this.thread(documentId)
      .ask('forget', [documentId], this.deadlineMs)
      .catch(() => undefined);
  }

  /** The held document; null when it is not held. Throws BAD_USER_INPUT when the state vector cannot be read. */
  async encode(documentId: string, stateVector?: Uint8Array): Promise<{ sequence: number; update: Uint8Array } | null> {
    const encoded = await this.thread(documentId).ask('encode', [documentId, stateVector], this.loadDeadlineMs);
    if (!encoded) return null;
    const { sequence, update } = encoded;
    if (!update) throw badInput({ stateVector: 'This is not a Yjs state vector.' });
    return { sequence, update };
  }

  /** What people read in the held document; null when it is not held. */
  async text(documentId: string): Promise<(SealedText & { sequence: number }) | null> {
    return this.thread(documentId).ask('text', [documentId], this.loadDeadlineMs);
  }

  /** What stands at a place of the held document; null when it is not held. */
  async find(documentId: string, place: TextPlace | RowPlace): Promise<(Found & { sequence: number }) | null> {
    return this.thread(documentId).ask('find', [documentId, place], this.deadlineMs);
  }

  /** The update that makes the held document read as the JSON of a text; null when it is not held. */
  async rewrite(documentId: string, wanted: string): Promise<(Rewriting & { sequence: number }) | null> {
    return this.thread(documentId).ask('rewrite', [documentId, wanted], this.loadDeadlineMs);
  }

  async pack(documentId: string, log: Loaded): Promise<Uint8Array> {
    return this.thread(documentId).ask('pack', [log], this.loadDeadlineMs);
  }

  /** What people read at some sequences of a log, which grow and none of which is before its snapshot's. */
  async textsAt(documentId: string, log: Loaded, snapshotSequence: number, sequences: readonly number[]): Promise<SealedText[]> {
    return this.thread(documentId).ask('textsAt', [log, snapshotSequence, sequences], this.loadDeadlineMs);
  }

  /** A few updates as one. */
  async merge(documentId: string, updates: Uint8Array[]): Promise<Uint8Array> {
    return this.thread(documentId).ask('merge', [updates], this.deadlineMs);
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }

  private thread(documentId: string): DocumentThread {
    let hash = 0;
    for (let index = 0; index < documentId.length; index += 1) hash = (hash * 31 + documentId.charCodeAt(index)) >>> 0;
    const thread = this.threads[hash % this.threads.length];
    if (!thread) throw new Error('A guard needs at least one thread.');
    return thread;
  }
}

const defaultThreads = (): number => Math.max(1, Math.min(4, availableParallelism() - 1));

/** A refusal as the error that its sender gets. */
export function asError({ code, message }: Refusal): KopruError {
  if (code === 'CONFLICT') return conflict(message);
  if (code === 'RULE_BROKEN') return ruleBroken('document-size', message);
  return badInput({ update: message });
}
