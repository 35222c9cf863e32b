import { hash as hashed } from 'node:crypto';
import { conflict, type KopruError, notFound, rateLimited } from '../access/errors.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { Found, RowPlace, TextPlace } from './document.anchors.ts';
import { type Beside, Commits, type SignaturesFell } from './document.commit.ts';
import { asError, type DocumentGuard } from './document.guard.ts';
import type { Mention } from './document.mentions.ts';
import type { Review } from './document.scratch.ts';
import { type Commit, type KnownOperation, loadLog, type NewUpdate, readTail, type StoredUpdate } from './document.store.ts';
import type { SealedText } from './document.text.ts';

/** What a member wants to append. */
export interface Append {
  readonly documentId: string;
  readonly operationId: string;
  readonly update: Uint8Array;
  readonly personId: string;
  /** By which the person was known to write here before (`document.writers`); null when it was found out for this change. */
  readonly session: string | null;
  /** A sequence that the caller has seen in the log: what is held must not be older. */
  readonly seenSequence: number;
}

/** A session by which somebody was known to write in a document is over, or they may not write there any more. */
export class NoLongerWriter extends Error {}

interface Waiting extends Append {
  readonly hash: Buffer;
  readonly promise: Promise<number>;
  resolve(sequence: number): void;
  reject(error: unknown): void;
}

/** One document's turn-taking in this process. */
interface Lane {
  readonly waiting: Waiting[];
  /** Waiting or under way, by operation id. */
  readonly open: Map<string, Waiting>;
  /** The last task; the next begins when it has ended, however it ended. */
  last: Promise<unknown>;
  tasks: number;
}

/** Called in the transaction of the updates that name people in a text. */
export type Mentioned = (tx: Transaction, documentId: string, mentions: readonly (Mention & { readonly by: string })[]) => Promise<void>;

/** Who of some people might read a document, at a moment of `performance.now()`. */
export interface Asked {
  readonly people: readonly string[];
  readonly readers: readonly string[];
  readonly at: number;
}

type Stored = (documentId: string, updates: readonly StoredUpdate[], tailLength: number, asked: Asked) => void;

/** Updates in one commit, and bytes from which no more are added to one. */
const BATCH = 64;
const BATCH_BYTES = 1024 * 1024;
/** Waiting updates of one document; past it, somebody is flooding it. */
const MAX_WAITING = 1000;
/** Another process can be faster this often before the caller is asked to come back. */
const ATTEMPTS = 20;

/**
 * The append-only log of every document. Updates of one document are reviewed and committed in turn, those that wait together in one
 * commit; only after the commit is anybody told. What is right does not depend on this process: the row lock and the expected sequence do
 * that (document.store), so any number of processes may append.
 */
export class DocumentLog {
  private readonly lanes = new Map<string, Lane>();
  private readonly commits: Commits;

  constructor(
    private readonly db: Pick<Database, 'query' | 'transaction'>,
    private readonly guard: DocumentGuard,
    private readonly onStored: Stored,
    fell: SignaturesFell = async () => undefined,
    private readonly mentioned: Mentioned = async () => undefined,
    private readonly listening: (documentId: string) => readonly string[] = () => [],
  ) {
    this.commits = new Commits(db, fell);
  }

  /**
   * Answers the update's sequence once it is committed. An operation id that is known with the same bytes answers its first sequence, with
   * other bytes CONFLICT; bytes that may not enter the document BAD_USER_INPUT, CONFLICT or RULE_BROKEN (`document-size`). NoLongerWriter when the session's person may not write here.
   */
  append(request: Append): Promise<number> {
    const lane = this.lane(request.documentId);
    const open = lane.open.get(request.operationId);
    const hash = hashOf(request.update);
    if (open) return open.hash.equals(hash) ? open.promise : Promise.reject(otherBytes());
    if (lane.waiting.length >= MAX_WAITING) return Promise.reject(rateLimited('Too many changes are waiting. Try again in a moment.'));
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const waiting: Waiting = { ...request, hash, promise, resolve, reject };
    lane.waiting.push(waiting);
    lane.open.set(request.operationId, waiting);
    const close = (): void => void lane.open.delete(request.operationId);
    promise.then(close, close);
    void this.inTurn(request.documentId, () => this.flush(request.documentId, lane));
    return promise;
  }

  /** The document as the log holds it, as one V1 update, or what a state vector misses of it. NOT_FOUND when there is none. */
  async read(documentId: string, seenSequence: number, stateVector?: Uint8Array): Promise<StoredUpdate> {
    return this.inTurn(documentId, () => this.held(documentId, seenSequence, () => this.guard.encode(documentId, stateVector)));
  }

  /** What people read in the document. */
  async text(documentId: string, seenSequence: number): Promise<SealedText & { sequence: number }> {
    return this.inTurn(documentId, () => this.held(documentId, seenSequence, () => this.guard.text(documentId)));
  }

  /** What stands at a place in the document. */
  async find(documentId: string, seenSequence: number, place: TextPlace | RowPlace): Promise<Found> {
    return this.inTurn(documentId, () => this.held(documentId, seenSequence, () => this.guard.find(documentId, place)));
  }

  /**
   * Makes the document read as the JSON of a text, by one update of the person on top of everything stored. Composed anew when somebody else was
   * faster, so that nothing is overwritten unread: `beside` is told what the document read before, in the update's transaction. Answers
   * the update's sequence; null when there was nothing to change.
   */
  async rewrite(
    { documentId, operationId, personId, seenSequence }: Omit<Append, 'update' | 'session'>,
    wanted: string,
    beside: (tx: Transaction, before: SealedText & { sequence: number }, sequence: number) => Promise<void>,
  ): Promise<number | null> {
    return this.inTurn(documentId, async () => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const { sequence, before, update } = await this.held(documentId, seenSequence, () => this.guard.rewrite(documentId, wanted));
        if (!update) return null;
        const review = await this.guard.review(documentId, sequence, [{ update, personId }], true);
        const verdict = 'verdicts' in review ? review.verdicts[0] : undefined;
        if (verdict?.kind === 'refused') throw asError(verdict.refusal);
        if (verdict?.kind !== 'accepted' || !('verdicts' in review)) continue;
        const { clientIds, sections } = verdict;
        const made = { operationId, update, hash: hashOf(update), personId, session: null, clientIds, sections };
        const changedAt = review.changedAt === 0 ? 1 : 0;
        const told: Beside = (tx, last) => beside(tx, { ...before, sequence }, last);
        const commit = await this.store(documentId, sequence, [made], changedAt, told);
        if (commit.stored) return sequence + 1;
      }
      throw busy();
    });
  }

  /** What `ask` answers of the held document once that is as new as the caller has seen it. */
  private async held<Answer extends { sequence: number }>(
    documentId: string,
    seenSequence: number,
    ask: () => Promise<Answer | null>,
  ): Promise<Answer> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const answer = await ask();
      if (answer && answer.sequence >= seenSequence) return answer;
      await this.hold(documentId, answer?.sequence ?? null);
    }
    throw busy();
  }

  private lane(documentId: string): Lane {
    let lane = this.lanes.get(documentId);
    if (!lane) this.lanes.set(documentId, (lane = { waiting: [], open: new Map(), last: Promise.resolve(), tasks: 0 }));
    return lane;
  }

  private inTurn<T>(documentId: string, task: () => Promise<T>): Promise<T> {
    const lane = this.lane(documentId);
    lane.tasks += 1;
    const run = lane.last.then(task).finally(() => {
      lane.tasks -= 1;
      if (lane.tasks === 0) this.lanes.delete(documentId);
    });
    lane.last = run.catch(() => undefined);
    return run;
  }

  /** Takes what waits, in order, and answers every request in it. */
  private async flush(documentId: string, lane: Lane): Promise<void> {
    const pending = takeBatch(lane.waiting);
    let oneByOne = false;
    try {
      for (let attempts = 0; pending.length > 0; attempts += 1) {
        if (attempts > ATTEMPTS + BATCH) throw busy();
        const { answered, broken } = await this.attempt(documentId, oneByOne ? pending.slice(0, 1) : pending);
        oneByOne ||= broken;
        for (const waiting of answered) pending.splice(pending.indexOf(waiting), 1);
      }
    } catch (error) {
      // Whether the commit arrived is unknown now, so the held document may be ahead of the log.
      await this.guard.forget(documentId);
      for (const waiting of pending) waiting.reject(error);
    }
  }

  /** One review and one commit. `broken`: one of several took the thread down; tried alone, it will be known. */
  private async attempt(documentId: string, tried: readonly Waiting[]): Promise<{ answered: Waiting[]; broken: boolean }> {
    const least = Math.max(...tried.map((waiting) => waiting.seenSequence));
    const review = await this.guard.review(documentId, least, tried, this.commits.watches(documentId));
    if (!('verdicts' in review)) {
      await this.hold(documentId, review.held);
      return { answered: [], broken: false };
    }
    const { accepted, refused, undecided } = sortVerdicts(tried, review);
    const committed = accepted.length > 0 ? await this.commit(documentId, review, accepted) : [];
    return { answered: [...refused, ...committed], broken: undecided === tried.length };
  }

  /** Answers those that are in the log now. */
  private async commit(documentId: string, { sequence, changedAt }: Review, accepted: readonly Accepted[]): Promise<Waiting[]> {
    const updates = accepted.map(({ waiting, clientIds, sections }) => ({ ...waiting, clientIds, sections }));
    const changing = changedAt === undefined ? null : accepted.findIndex(({ place }) => place === changedAt) + 1;
    const mentions = accepted.flatMap(({ waiting, mentions: named }) => named.map((one) => ({ ...one, by: waiting.personId })));
    const beside: Beside | undefined = mentions.length > 0 ? (tx) => this.mentioned(tx, documentId, mentions) : undefined;
    const commit = await this.store(documentId, sequence, updates, changing, beside);
    if (!commit.stored) {
      const refused = answerRefused(accepted, commit);
      const others = accepted.filter(({ waiting }) => !refused.includes(waiting));
      return [...refused, ...answerKnown(others, commit)];
    }
    accepted.forEach(({ waiting }, index) => waiting.resolve(sequence + 1 + index));
    return accepted.map(({ waiting }) => waiting);
  }

  /** Commits what was reviewed on top of `expected`, and tells everybody; or forgets the held document, which then is ahead of the log. */
  private async store(
    documentId: string,
    expected: number,
    updates: readonly NewUpdate[],
    changedAt: number | null,
    beside?: Beside,
  ): Promise<Commit> {
    const [people, at] = [this.listening(documentId), performance.now()];
    const proposed = { sequence: expected, changedAt, listening: people };
    const commit = await this.commits.store(documentId, proposed, updates, beside).catch(async (error: unknown) => {
      await this.guard.forget(documentId);
      throw error;
    });
    if (!commit.stored) await this.guard.forget(documentId);
    if (commit.before === null) throw notFound('This document');
    if (!commit.stored) return commit;
    const stored = updates.map(({ update }, index) => ({ sequence: expected + 1 + index, update }));
    this.onStored(documentId, stored, expected + updates.length - commit.snapshotSequence, { people, readers: commit.readers, at });
    return commit;
  }

  /** Brings the held document up to the log; `held` is its sequence, or null when it is not held. */
  private async hold(documentId: string, held: number | null): Promise<void> {
    const tail = held === null ? null : await readTail(this.db, documentId, held);
    if (tail && held !== null) {
      const updates = tail.updates.map(({ update }) => update);
      if (await this.guard.extend(documentId, held, updates, tail.bindings)) return;
    }
    const log = await loadLog(this.db, documentId);
    if (!log) throw notFound('This document');
    await this.guard.load(documentId, log);
  }
}

interface Accepted {
  readonly waiting: Waiting;
  /** Among those that were tried. */
  readonly place: number;
  readonly clientIds: readonly number[];
  readonly sections: readonly string[];
  readonly mentions: readonly Mention[];
}

/** Answers the refused ones at once. */
function sortVerdicts(tried: readonly Waiting[], review: Review): { accepted: Accepted[]; refused: Waiting[]; undecided: number } {
  const accepted: Accepted[] = [];
  const refused: Waiting[] = [];
  tried.forEach((waiting, index) => {
    const verdict = review.verdicts[index];
    if (verdict?.kind === 'accepted') accepted.push({ ...verdict, waiting, place: index });
    if (verdict?.kind !== 'refused') return;
    waiting.reject(asError(verdict.refusal));
    refused.push(waiting);
  });
  return { accepted, refused, undecided: tried.length - accepted.length - refused.length };
}

/** Nothing was stored: another process was faster, perhaps with the same operations. */
function answerKnown(accepted: readonly Accepted[], { known }: Commit): Waiting[] {
  const operations = new Map(known.map((operation) => [operation.operationId, operation]));
  return accepted.flatMap(({ waiting }) => {
    const operation = operations.get(waiting.operationId);
    if (!operation) return [];
    try {
      waiting.resolve(firstAnswer(operation, waiting.hash));
    } catch (error) {
      waiting.reject(error);
    }
    return [waiting];
  });
}

/** Nothing was stored, because of some who may not write here any more. */
function answerRefused(accepted: readonly Accepted[], { refused }: Commit): Waiting[] {
  const waiting = accepted.map((one) => one.waiting).filter(({ operationId }) => refused.includes(operationId));
  for (const { reject } of waiting) reject(new NoLongerWriter());
  return waiting;
}

/** The sequence that a known operation was answered with; CONFLICT when it had other bytes. */
export function firstAnswer(operation: Pick<KnownOperation, 'hash' | 'sequence'>, hash: Uint8Array): number {
  if (!Buffer.from(operation.hash).equals(hash)) throw otherBytes();
  return operation.sequence;
}

export function hashOf(update: Uint8Array): Buffer {
  return hashed('sha256', update, 'buffer');
}

function takeBatch(waiting: Waiting[]): Waiting[] {
  let bytes = 0;
  let count = 0;
  while (count < Math.min(BATCH, waiting.length) && (count === 0 || bytes < BATCH_BYTES)) {
    bytes += waiting[count]?.update.length ?? 0;
    count += 1;
  }
  return waiting.splice(0, count);
}

const otherBytes = (): KopruError => conflict('This operation id was used for another change. Use a new one.');
const busy = (): KopruError => rateLimited('Too many people change this document at once. Try again in a moment.');
