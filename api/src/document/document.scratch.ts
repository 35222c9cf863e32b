/**
 * Documents held ready to try updates on: whole Y.Docs, kept while they are in use, so that a small update to a large document costs a small
 * step. Lives in a worker thread (document.worker) and knows nothing of the database: it is told what the log holds, and answers.
 */
import * as Y from 'yjs';
import { type Inspected, inspectUpdate, isRefusal, type Refusal } from './document.inspect.ts';
import { type Binding, dependencyProblem, identityProblem, newClients, nestingProblem } from './document.judge.ts';

export interface Loaded {
  /** The last snapshot as stored (see `packSnapshot`), or null. */
  readonly snapshot: Uint8Array | null;
  /** The updates after it, in order. */
  readonly updates: readonly Uint8Array[];
  /** Sequence of the last of them. */
  readonly sequence: number;
  readonly bindings: readonly Binding[];
}

export interface Proposal {
  readonly update: Uint8Array;
  readonly personId: string;
}

/** `clientIds`: whose new structs an accepted update holds. */
export type Verdict = { readonly accepted: true; readonly clientIds: readonly number[] } | { readonly accepted: false; readonly refusal: Refusal };

export interface Limits {
  /** Documents held at once. */
  readonly documents: number;
  /** Bytes of updates that those were made from, together; what they take in memory is some thirty times that. */
  readonly bytes: number;
  /** Bytes from which a document takes only deletions. */
  readonly documentBytes: number;
}

export const DEFAULT_LIMITS: Limits = { documents: 64, bytes: 16 * 1024 * 1024, documentBytes: 16 * 1024 * 1024 };

interface Warm {
  readonly doc: Y.Doc;
  readonly owners: Map<number, string | null>;
  sequence: number;
  bytes: number;
}

export class DocumentScratch {
  /** In the order of use, the coldest first. */
  private readonly warm = new Map<string, Warm>();

  constructor(private readonly limits: Limits = DEFAULT_LIMITS) {}

  /** The sequence up to which a document is held, or null. */
  sequenceOf(documentId: string): number | null {
    return this.warm.get(documentId)?.sequence ?? null;
  }

  /** Reads a document from the log. Throws when the log itself cannot be applied as a whole. */
  load(documentId: string, loaded: Loaded): void {
    this.forget(documentId);
    const doc = readLog(loaded);
    const bytes = (loaded.snapshot?.length ?? 0) + sum(loaded.updates);
    this.warm.set(documentId, { doc, owners: ownersOf(loaded.bindings), sequence: loaded.sequence, bytes });
    this.makeRoom(documentId);
  }

  /** Adds what another process has appended meanwhile. */
  extend(documentId: string, updates: readonly Uint8Array[], sequence: number, bindings: readonly Binding[]): void {
    const warm = this.use(documentId);
    for (const update of updates) Y.applyUpdate(warm.doc, update);
    for (const [client, person] of bindings) warm.owners.set(client, person);
    warm.sequence = sequence;
    warm.bytes += sum(updates);
    if (isPending(warm.doc)) {
      this.forget(documentId);
      throw new Error('The log of a document misses an update.');
    }
  }

  /**
   * Tries updates in order, each on top of the accepted ones before it. Accepted ones are in the document that is held from then on:
   * whoever does not get them into the log must `forget` the document.
   */
  review(documentId: string, proposals: readonly Proposal[]): Verdict[] {
    return proposals.map((proposal) => {
      try {
        return this.reviewOne(documentId, proposal);
      } catch (error) {
        // The document may be half changed now. The caller loads it again when it hears that it is gone.
        this.forget(documentId);
        if (error instanceof Interrupted) throw error;
        return refused({ code: 'BAD_USER_INPUT', message: 'This update cannot be applied.' });
      }
    });
  }

  private reviewOne(documentId: string, { update, personId }: Proposal): Verdict {
    const inspected = inspectUpdate(update);
    if (isRefusal(inspected)) return refused(inspected);
    const warm = this.warm.get(documentId);
    // An earlier update of the same batch broke the held document; the rest is tried again on a fresh one.
    if (!warm) throw new Interrupted();
    const { store } = warm.doc;
    const problem = dependencyProblem(store, inspected) ?? identityProblem(store, inspected, warm.owners, personId) ?? this.sizeProblem(warm, inspected);
    if (problem) return refused(problem);
    const clientIds = newClients(store, inspected);
    Y.applyUpdate(warm.doc, update);
    const harm = isPending(warm.doc) ? MISSING : nestingProblem(store, inspected);
    if (harm) {
      this.forget(documentId);
      return refused(harm);
    }
    for (const client of clientIds) warm.owners.set(client, personId);
    warm.bytes += update.length;
    return { accepted: true, clientIds };
  }

  /** The accepted updates are in the log, the last one under this sequence. */
  settle(documentId: string, sequence: number): void {
    const warm = this.warm.get(documentId);
    if (warm) warm.sequence = sequence;
    this.makeRoom(documentId);
  }

  forget(documentId: string): void {
    this.warm.get(documentId)?.doc.destroy();
    this.warm.delete(documentId);
  }

  /** The whole document as one V1 update, or what a state vector misses. A state vector that cannot be read answers null. */
  encode(documentId: string, stateVector?: Uint8Array): Uint8Array | null {
    const { doc } = this.use(documentId);
    if (!stateVector) return Y.encodeStateAsUpdate(doc);
    try {
      return Y.encodeStateAsUpdate(doc, stateVector);
    } catch {
      return null;
    }
  }

  private sizeProblem(warm: Warm, inspected: Inspected): Refusal | null {
    if (warm.bytes < this.limits.documentBytes || inspected.structs.length === 0) return null;
    return { code: 'RULE_BROKEN', message: 'This document is full. Remove something before you add more.' };
  }

  private use(documentId: string): Warm {
    const warm = this.warm.get(documentId);
    if (!warm) throw new Error('The document is not held.');
    this.warm.delete(documentId);
    this.warm.set(documentId, warm);
    return warm;
  }

  /** Lets go of the coldest documents, never of the one in use. */
  private makeRoom(inUse: string): void {
    let bytes = 0;
    for (const warm of this.warm.values()) bytes += warm.bytes;
    for (const [documentId, warm] of [...this.warm]) {
      if (this.warm.size <= this.limits.documents && bytes <= this.limits.bytes) return;
      if (documentId === inUse) continue;
      bytes -= warm.bytes;
      this.forget(documentId);
    }
  }
}

/** The held document was lost while a batch was tried on it; what came after is neither accepted nor refused. */
export class Interrupted extends Error {}

const MISSING: Refusal = { code: 'BAD_USER_INPUT', message: 'This update builds on changes that are not stored. Send those first.' };

const refused = (refusal: Refusal): Verdict => ({ accepted: false, refusal });
const sum = (updates: readonly Uint8Array[]): number => updates.reduce((bytes, update) => bytes + update.length, 0);
const ownersOf = (bindings: readonly Binding[]): Map<number, string | null> => new Map(bindings);

function isPending(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

/** A document from its snapshot and the updates after it. Throws when something is missing: a gap must never pass for the whole. */
function readLog({ snapshot, updates }: Pick<Loaded, 'snapshot' | 'updates'>): Y.Doc {
  const doc = new Y.Doc();
  if (snapshot) unpackSnapshot(doc, snapshot);
  // One transaction, so that Yjs tidies up once and not after each of a thousand updates.
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  if (isPending(doc)) throw new Error('The log of a document misses an update.');
  return doc;
}

/**
 * One byte that says how (1: V1, 2: V2), then the document in the shorter of the two. Made by applying and encoding: `mergeUpdates`
 * is super-linear and keeps what was deleted.
 */
export function packSnapshot(log: Pick<Loaded, 'snapshot' | 'updates'>): Uint8Array {
  const doc = readLog(log);
  const [first, second] = [Y.encodeStateAsUpdate(doc), Y.encodeStateAsUpdateV2(doc)];
  doc.destroy();
  const [version, shorter] = second.length < first.length ? [2, second] : [1, first];
  const packed = new Uint8Array(shorter.length + 1);
  packed[0] = version;
  packed.set(shorter, 1);
  return packed;
}

function unpackSnapshot(doc: Y.Doc, packed: Uint8Array): void {
  const update = packed.slice(1);
  if (packed[0] === 2) Y.applyUpdateV2(doc, update);
  else if (packed[0] === 1) Y.applyUpdate(doc, update);
  else throw new Error('The snapshot of a document has an unknown form.');
}
