/**
 * Documents held ready to try updates on: whole Y.Docs, kept while they are in use, so that a small update to a large document costs a small
 * step. Lives in a worker thread (document.worker) and knows nothing of the database: it is told what the log holds, and answers.
 * Node runs this file and what it imports as they are, so they keep to TypeScript that is JavaScript once its types are taken out.
 */
import * as Y from 'yjs';
import { findPlace, type Found, type RowPlace, type TextPlace } from './document.anchors.ts';
import { type Inspected, inspectUpdate, isRefusal, type Refusal } from './document.inspect.ts';
import { type Binding, dependencyProblem, MISSING, identityProblem, newClients, nestingProblem } from './document.judge.ts';
import { type Mention, mentionsIn } from './document.mentions.ts';
import { sectionsChanged } from './document.places.ts';
import { type Holding, shapeProblem } from './document.shape.ts';
import { readSealed, type Rewriting, rewriting, type SealedText, sealOf } from './document.text.ts';

export interface Loaded {
  /** The last snapshot as stored (see `packSnapshot`), or null. */
  readonly snapshot: Uint8Array | null;
  /** The updates after it, in order. */
  readonly updates: readonly Uint8Array[];
  /** Sequence of the last of them. */
  readonly sequence: number;
  readonly bindings: readonly Binding[];
  /** A capacity model where nothing is said. */
  readonly holding?: Holding;
}

export interface Proposal {
  readonly update: Uint8Array;
  readonly personId: string;
}

/**
 * `clientIds`: whose new structs an accepted update holds; `sections`: where it changes something; `mentions`: people it names in a text.
 * `undecided`: an update before it broke the held document; try again on a fresh one.
 */
export type Verdict =
  | {
      readonly kind: 'accepted';
      readonly clientIds: readonly number[];
      readonly sections: readonly string[];
      readonly mentions: readonly Mention[];
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'undecided' };

export interface Review {
  /** What the log held before the proposals. */
  readonly sequence: number;
  readonly verdicts: readonly Verdict[];
  /** When asked: place (0, 1, …) of the first accepted proposal that changes the text, null when none does. */
  readonly changedAt?: number | null;
}

export interface Limits {
  /** Documents held at once. */
  readonly documents: number;
  /** Bytes of updates that those were made from, together; what they take in memory is some thirty times that. */
  readonly bytes: number;
  /** Bytes from which a document takes only deletions. */
  readonly documentBytes: number;
}

export const DEFAULT_LIMITS: Limits = { documents: 1000, bytes: 16 * 1024 * 1024, documentBytes: 16 * 1024 * 1024 };

interface Warm {
  readonly doc: Y.Doc;
  readonly owners: Map<number, string | null>;
  readonly holding: Holding;
  sequence: number;
  bytes: number;
}

export class DocumentScratch {
  /** In the order of use, the coldest first. */
  private readonly warm = new Map<string, Warm>();

  private readonly limits: Limits;

  constructor(limits: Limits = DEFAULT_LIMITS) {
    this.limits = limits;
  }

  /** Reads a document from the log. Throws when the log itself cannot be applied as a whole. */
  load(documentId: string, loaded: Loaded): void {
    this.forget(documentId);
    const doc = readLog(loaded);
    const bytes = (loaded.snapshot?.length ?? 0) + sum(loaded.updates);
    this.warm.set(documentId, {
      doc,
      owners: ownersOf(loaded.bindings),
      holding: loaded.holding ?? { kind: 'CAPACITY_MODEL' },
      sequence: loaded.sequence,
      bytes,
    });
    this.makeRoom(documentId);
  }

  /**
   * Adds what another process has appended meanwhile; `from` is the sequence before the first of `updates`.
   * Answers false when the document is not held at `from`.
   */
  extend(documentId: string, from: number, updates: readonly Uint8Array[], bindings: readonly Binding[]): boolean {
    const warm = this.use(documentId);
    if (warm?.sequence !== from) return false;
    for (const update of updates) Y.applyUpdate(warm.doc, update);
    for (const [client, person] of bindings) warm.owners.set(client, person);
    warm.sequence += updates.length;
    warm.bytes += sum(updates);
    if (!isPending(warm.doc)) return true;
    this.forget(documentId);
    throw new Error('The log of a document misses an update.');
  }

  /**
   * Tries updates in order, each on top of the accepted ones before it. When the document is not held, or older than `least`, nothing is
   * tried and `held` says where it stands. Accepted updates are in the held document from then on, and its sequence has moved on by them:
   * whoever does not get them into the log must `forget` it. `watched`: somebody has signed the text, so say which of them changes it.
   */
  review(documentId: string, least: number, proposals: readonly Proposal[], watched = false): Review | { held: number | null } {
    const warm = this.use(documentId);
    if (!warm || warm.sequence < least) return { held: warm?.sequence ?? null };
    this.makeRoom(documentId);
    const { sequence, doc } = warm;
    if (!watched) return { sequence, verdicts: proposals.map((proposal) => this.reviewOne(documentId, proposal)) };
    const before = sealOf(doc);
    let changedAt: number | null = null;
    const verdicts = proposals.map((proposal, place) => {
      const verdict = this.reviewOne(documentId, proposal);
      if (verdict.kind === 'accepted' && changedAt === null && sealOf(doc) !== before) changedAt = place;
      return verdict;
    });
    return { sequence, verdicts, changedAt };
  }

  /** What people read in the document; null when it is not held. */
  text(documentId: string): (SealedText & { sequence: number }) | null {
    const warm = this.use(documentId);
    return warm ? { sequence: warm.sequence, ...readSealed(warm.doc) } : null;
  }

  /** What stands at a place; null when the document is not held. */
  find(documentId: string, place: TextPlace | RowPlace): (Found & { sequence: number }) | null {
    const warm = this.use(documentId);
    return warm ? { sequence: warm.sequence, ...findPlace(warm.doc, place) } : null;
  }

  /** The update that makes the document read as `wanted`; null when the document is not held. Nothing is applied. */
  rewrite(documentId: string, wanted: string): (Rewriting & { sequence: number }) | null {
    const warm = this.use(documentId);
    return warm ? { sequence: warm.sequence, ...rewriting(warm.doc, wanted) } : null;
  }

  private reviewOne(documentId: string, { update, personId }: Proposal): Verdict {
    const inspected = inspectUpdate(update);
    if (isRefusal(inspected)) return refused(inspected);
    const warm = this.warm.get(documentId);
    if (!warm) return { kind: 'undecided' };
    const { store } = warm.doc;
    const problem =
      dependencyProblem(store, inspected) ?? identityProblem(store, inspected, warm.owners, personId) ?? this.sizeProblem(warm, inspected);
    if (problem) return refused(problem);
    const clientIds = newClients(store, inspected);
    const { harm, sections } = apply(warm, update, inspected);
    if (harm) {
      // Half changed, or holding something that is not in the log.
      this.forget(documentId);
      return refused(harm);
    }
    for (const client of clientIds) warm.owners.set(client, personId);
    warm.bytes += update.length;
    warm.sequence += 1;
    return { kind: 'accepted', clientIds, sections, mentions: mentionsIn(store, inspected) };
  }

  forget(documentId: string): void {
    this.warm.get(documentId)?.doc.destroy();
    this.warm.delete(documentId);
  }

  /**
   * The whole document as one V1 update, or what a state vector misses; null when the document is not held, `update` null when the state
   * vector cannot be read.
   */
  encode(documentId: string, stateVector?: Uint8Array): { sequence: number; update: Uint8Array | null } | null {
    const warm = this.use(documentId);
    if (!warm) return null;
    try {
      return { sequence: warm.sequence, update: Y.encodeStateAsUpdate(warm.doc, stateVector) };
    } catch {
      return { sequence: warm.sequence, update: null };
    }
  }

  private sizeProblem(warm: Warm, inspected: Inspected): Refusal | null {
    if (warm.bytes < this.limits.documentBytes || inspected.structs.length === 0) return null;
    return { code: 'RULE_BROKEN', message: 'This document is full. Remove something before you add more.' };
  }

  private use(documentId: string): Warm | undefined {
    const warm = this.warm.get(documentId);
    if (!warm) return undefined;
    this.warm.delete(documentId);
    this.warm.set(documentId, warm);
    return warm;
  }

  /** Lets go of the coldest documents, never of the one in use. */
  private makeRoom(inUse: string): void {
    let bytes = 0;
    for (const warm of this.warm.values()) bytes += warm.bytes;
    for (const [documentId, warm] of this.warm) {
      if (this.warm.size <= this.limits.documents && bytes <= this.limits.bytes) return;
      if (documentId === inUse) continue;
      bytes -= warm.bytes;
      this.forget(documentId);
    }
  }
}

function apply({ doc, holding }: Warm, update: Uint8Array, inspected: Inspected): { harm: Refusal | null; sections: readonly string[] } {
  let sections: readonly string[] = [];
  const look = (transaction: Y.Transaction): void => void (sections = sectionsChanged(transaction));
  doc.once('afterTransaction', look);
  try {
    Y.applyUpdate(doc, update);
  } catch {
    doc.off('afterTransaction', look);
    return { harm: { code: 'BAD_USER_INPUT', message: 'This update cannot be applied.' }, sections };
  }
  const harm = isPending(doc) ? MISSING : (nestingProblem(doc.store, inspected) ?? shapeProblem(doc.store, inspected, holding));
  return { harm, sections };
}

const refused = (refusal: Refusal): Verdict => ({ kind: 'refused', refusal });
const sum = (updates: readonly Uint8Array[]): number => updates.reduce((bytes, update) => bytes + update.length, 0);
const ownersOf = (bindings: readonly Binding[]): Map<number, string | null> => new Map(bindings);

function isPending(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

/** What people read in a document at some of its sequences, which grow and none of which is before the snapshot's. */
export function textsAt(log: Pick<Loaded, 'snapshot' | 'updates'>, snapshotSequence: number, sequences: readonly number[]): SealedText[] {
  const doc = readLog({ snapshot: log.snapshot, updates: [] });
  let reached = 0;
  const texts = sequences.map((sequence) => {
    const until = sequence - snapshotSequence;
    doc.transact(() => log.updates.slice(reached, until).forEach((update) => Y.applyUpdate(doc, update)));
    reached = until;
    return readSealed(doc);
  });
  doc.destroy();
  return texts;
}

/** A document from its snapshot and the updates after it. Throws when something is missing: a gap must never pass for the whole. */
function readLog({ snapshot, updates }: Pick<Loaded, 'snapshot' | 'updates'>): Y.Doc {
  const doc = new Y.Doc();
  doc.on('afterTransaction', leaveMarks);
  if (snapshot) unpackSnapshot(doc, snapshot);
  // One transaction, so that Yjs tidies up once and not after each of a thousand updates.
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  if (isPending(doc)) throw new Error('The log of a document misses an update.');
  return doc;
}

/**
 * Yjs takes marks out of a document that hold no words any more. Whoever wrote them may be writing words into them, and what is taken out here stands in no log: some would hear of it, when
 * they come back, and others would not.
 */
function leaveMarks(transaction: Y.Transaction): void {
  transaction._needFormattingCleanup = false;
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
