import { randomUUID } from 'node:crypto';
import { EMPTY_UPDATE, MAX_PRESENCE_BYTES } from '@kopru/schema/co-editing';
import { type Actor, isSignedIn } from '../access/actor.ts';
import type { Asker } from '../access/asker.ts';
import { badInput, notFound, unauthenticated } from '../access/errors.ts';
import type { Database, SqlClient, Transaction } from '../database/database.ts';
import type { Live } from '../live/live.ts';
import { ACCESS_CHANGED_TOPIC } from '../organisation/organisation.events.ts';
import { isId } from '../schema/paging.ts';
import type { Found, RowPlace, TextPlace } from './document.anchors.ts';
import { isReadable, readAwareness, UNREADABLE_PRESENCE } from './document.awareness.ts';
import type { SignaturesFell } from './document.commit.ts';
import { DocumentGuard, type GuardOptions } from './document.guard.ts';
import { type Asked, DocumentLog, type Mentioned } from './document.log.ts';
import { authorize, can, isOpen, refuseEnded } from './document.policy.ts';
import { anothers, DocumentPresence, type PresenceEvent } from './document.presence.ts';
import { type Push, Pushes, refuseOther } from './document.pushes.ts';
import type { Listener } from './document.reader.ts';
import { OpenSessions } from './document.sessions.ts';
import { documentForPresence, documentsByIds, documentsOfPartnerships, type DocumentView } from './document.reads.ts';
import { Compactor } from './document.snapshot.ts';
import { loadLog, loadLogs, readTail, type StoredUpdate } from './document.store.ts';
import { DocumentStreams } from './document.streams.ts';
import type { SealedText } from './document.text.ts';
import { markVisit, type Visit } from './document.visits.ts';

export { isOpen, refuseEnded };
export type { Found, Mentioned, RowPlace, SealedText, SignaturesFell, TextPlace };

/** A text as it was read, and up to where. */
export type ReadText = SealedText & { readonly sequence: number };

/** What a client has of a document: a state vector, or the sequence up to which it got everything; neither: nothing. */
export interface Have {
  readonly stateVector?: Uint8Array | null;
  readonly afterSequence?: number | null;
  /** Who the client thinks is signed in. */
  readonly personId?: string | null;
}

/** A state vector names clients, some ten bytes each. */
const MAX_STATE_VECTOR_BYTES = 64 * 1024;
/** A visit's id, such as a UUID. */
const MAX_VISIT_LENGTH = 64;
/** Updates that are sent as one when a client comes back; with more, the whole document is shorter. */
const MAX_MERGED = 500;

/** Documents that two organisations write together: read, written, watched. */
export class DocumentService {
  private readonly guard: DocumentGuard;
  private readonly log: DocumentLog;
  private readonly streams: DocumentStreams;
  private readonly presence: DocumentPresence;
  private readonly compactor: Compactor;
  private readonly sessions = new OpenSessions();
  private readonly pushes: Pushes;
  private readonly stopListening: () => void;
  private signaturesFell: SignaturesFell = async () => undefined;
  private mentioned: Mentioned = async () => undefined;

  constructor(
    private readonly db: Database,
    live: Live,
    options: GuardOptions = {},
  ) {
    this.guard = new DocumentGuard(options);
    this.streams = new DocumentStreams(db, live);
    this.presence = new DocumentPresence(db, live);
    // What failed is tried again with the next update, and the log keeps everything meanwhile.
    this.compactor = new Compactor(db, this.guard, () => undefined);
    const stored = (documentId: string, updates: readonly StoredUpdate[], tailLength: number, asked: Asked): void => {
      this.streams.stored(documentId, updates, asked);
      this.compactor.consider(documentId, tailLength);
    };
    this.log = new DocumentLog(
      db,
      this.guard,
      stored,
      (tx, fallen) => this.signaturesFell(tx, fallen),
      (tx, documentId, mentions) => this.mentioned(tx, documentId, mentions),
      (documentId) => this.streams.listening(documentId),
    );
    this.pushes = new Pushes(db, this.log, (documentId) => this.streams.newestOf(documentId));
    this.stopListening = live.listen<{ personId: string }>(ACCESS_CHANGED_TOPIC, ({ personId }) => void this.checkAccess(personId));
  }

  /** In the order asked; null where missing or not for the actor to read. */
  async viewsOf(actor: Actor, ids: readonly string[]): Promise<(DocumentView | null)[]> {
    const views = await documentsByIds(this.db, actor, ids.filter(isId));
    const byId = new Map(views.map((view) => [view?.id, view]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** Documents of partnerships that the actor may read, each capacity model first. */
  async ofPartnerships(actor: Actor, partnershipIds: readonly string[]): Promise<DocumentView[]> {
    return documentsOfPartnerships(this.db, actor, partnershipIds.filter(isId));
  }

  viewerCanWrite(actor: Actor, document: DocumentView): boolean {
    return can(actor, 'write', document) && isOpen(document);
  }

  /** Whether the actor takes part in what is said about the document; `isOpen` says whether anything still can be said. */
  takesPart(actor: Actor, document: DocumentView): boolean {
    return can(actor, 'discuss', document);
  }

  /** For what belongs to a document: throws unless the actor may read it. */
  async assertReadable(actor: Actor, documentId: string): Promise<void> {
    authorize(actor, 'read', await this.readable(actor, documentId));
  }

  /** For what belongs to a document: throws unless the actor may write in it, and it still can be written. */
  async assertWritable(actor: Actor, documentId: string): Promise<void> {
    const document = authorize(actor, 'write', await this.readable(actor, documentId));
    refuseEnded(document);
  }

  /** The whole document as one V1 update, at least up to the view's sequence. */
  async content(actor: Actor, document: DocumentView): Promise<Uint8Array> {
    authorize(actor, 'read', document);
    return (await this.log.read(document.id, document.sequence)).update;
  }

  /**
   * Answers after the commit, with the update's sequence; see DocumentLog.append for what is refused. `personId`: whose change it is, when
   * the client knows; what one person wrote is not stored as another's who signed in meanwhile.
   */
  async push(asker: Asker, push: Push): Promise<number> {
    return this.pushes.push(asker, push);
  }

  /** What people read in the document, sealed, at least up to the view's sequence. */
  async text(actor: Actor, document: DocumentView): Promise<ReadText> {
    authorize(actor, 'read', document);
    return this.log.text(document.id, document.sequence);
  }

  /** What stands at a place in the document, at least up to the view's sequence. */
  async find(actor: Actor, document: DocumentView, place: TextPlace | RowPlace): Promise<Found> {
    authorize(actor, 'read', document);
    return this.log.find(document.id, document.sequence, place);
  }

  /** The JSON of what people read in the document at a sequence; null when the log does not reach back so far. */
  async textAt(actor: Actor, document: DocumentView, sequence: number): Promise<string | null> {
    authorize(actor, 'read', document);
    const log = await loadLog(this.db, document.id);
    if (!log || sequence < log.snapshotSequence || sequence > log.sequence) return null;
    return (await this.guard.textsAt(document.id, log, log.snapshotSequence, [sequence]))[0]?.text ?? null;
  }

  /** What people read in several documents at one moment of the client's transaction, in the order asked. */
  async textsTogether(actor: Actor, client: SqlClient, documents: readonly DocumentView[]): Promise<ReadText[]> {
    for (const document of documents) authorize(actor, 'read', document);
    const logs = await loadLogs(
      client,
      documents.map(({ id }) => id),
    );
    return Promise.all(
      documents.map(async ({ id }, place) => {
        const log = logs[place];
        const [read] = log ? await this.guard.textsAt(id, log, log.snapshotSequence, [log.sequence]) : [];
        if (!log || !read) throw notFound('This document');
        return { ...read, sequence: log.sequence };
      }),
    );
  }

  /** Remembers up to where the actor has read, in this stay. NOT_FOUND unless they may read it; BAD_USER_INPUT. */
  async markRead(actor: Actor, visit: Visit): Promise<void> {
    authorize(actor, 'read', await this.readable(actor, visit.documentId));
    if (!isSignedIn(actor)) throw unauthenticated();
    if (visit.visit.length === 0 || visit.visit.length > MAX_VISIT_LENGTH)
      throw badInput({ visit: `Give 1 to ${MAX_VISIT_LENGTH} characters.` });
    if (visit.sequence < 0) throw badInput({ sequence: 'Give 0 or more.' });
    await markVisit(this.db, actor, visit);
  }

  /**
   * Makes the document read as the JSON of a text, by one update in the actor's name; see DocumentLog.rewrite. NOT_FOUND and
   * RULE_BROKEN as for every update.
   */
  async rewrite(
    actor: Actor,
    document: DocumentView,
    text: string,
    beside: (tx: Transaction, before: ReadText, sequence: number) => Promise<void>,
  ): Promise<number | null> {
    authorize(actor, 'write', document);
    if (!isSignedIn(actor)) throw unauthenticated();
    refuseEnded(document);
    const operationId = `rewrite ${randomUUID()}`;
    return this.log.rewrite(
      { documentId: document.id, operationId, personId: actor.personId, seenSequence: document.sequence },
      text,
      beside,
    );
  }

  /** Who is told, in the transaction of the change, of the signatures that fall with it. */
  whenSignaturesFall(fell: SignaturesFell): void {
    this.signaturesFell = fell;
  }

  /** Who is told, in the transaction of the change, of people whom it names in a text; not of those whom a restored version names again. */
  whenMentioned(mentioned: Mentioned): void {
    this.mentioned = mentioned;
  }

  /**
   * First what the client misses (an empty update when nothing), before it what was stored meanwhile when it knows a sequence too, then every update as it is stored, until the actor may no longer read.
   * An Error among the events is the last one: NOT_FOUND when membership ended, ResyncNeeded when the reader was too slow.
   */
  async watch(listener: Listener, documentId: string, have: Have): Promise<AsyncGenerator<StoredUpdate | Error, void, void>> {
    const { actor } = listener;
    refuseOther(actor, have.personId);
    const document = authorize(actor, 'read', await this.readable(actor, documentId));
    if (!isSignedIn(actor)) throw unauthenticated();
    checkHave(have);
    // Joined before the backlog is read: what is stored in between comes twice rather than never, and is dropped by its sequence.
    const reader = await this.streams.join(documentId, actor.personId);
    try {
      const tail = have.stateVector && have.afterSequence ? await this.tailOf(document, have.afterSequence) : null;
      const missed = await this.missed(document, have);
      const first = { ...missed, bytes: missed.update.length };
      reader.begin(first, (event) => event.sequence > missed.sequence);
      if (tail) reader.begin({ ...tail, bytes: tail.update.length }, (event) => event === first || event.sequence > missed.sequence);
    } catch (error) {
      reader.end();
      throw error;
    }
    this.sessions.add(listener, reader);
    return reader.events();
  }

  /** Tells the others where the actor is. `state` is an awareness update of one client; who it is, the server says. */
  async setPresence(actor: Actor, documentId: string, state: Uint8Array): Promise<void> {
    const awareness = state.length <= MAX_PRESENCE_BYTES ? readAwareness(state) : null;
    const found = isId(documentId) ? await documentForPresence(this.db, documentId, awareness?.clientId ?? -1) : null;
    const document = authorize(actor, 'read', found);
    if (!isSignedIn(actor)) throw unauthenticated();
    if (state.length > MAX_PRESENCE_BYTES) throw badInput({ state: `A presence has at most ${MAX_PRESENCE_BYTES} bytes.` });
    if (!awareness) return this.presence.relay(documentId, actor.personId, state);
    if (!isReadable(awareness.state)) throw badInput({ state: UNREADABLE_PRESENCE });
    if (document.bound && document.boundTo !== actor.personId) throw anothers();
    this.presence.set(documentId, actor, awareness);
  }

  /** Everybody who is there, then every change. `clientId`: whose presence ends when this ends. */
  async watchPresence(
    listener: Listener,
    documentId: string,
    clientId: string | null,
  ): Promise<AsyncGenerator<PresenceEvent | Error, void, void>> {
    const { actor } = listener;
    authorize(actor, 'read', await this.readable(actor, documentId));
    if (!isSignedIn(actor)) throw unauthenticated();
    const own = clientId === null ? null : Number(clientId);
    if (own !== null && !(Number.isSafeInteger(own) && own >= 0)) throw badInput({ clientId: 'Give the Yjs client id, a whole number.' });
    const reader = this.presence.join(documentId, actor.personId, own);
    this.sessions.add(listener, reader);
    return reader.events();
  }

  async close(): Promise<void> {
    this.stopListening();
    this.sessions.close();
    this.streams.close();
    this.presence.close();
    await this.compactor.settled();
    await this.guard.close();
  }

  /** What a client misses, as one update, and up to where it then has everything. */
  private async missed(document: DocumentView, { stateVector, afterSequence }: Have): Promise<StoredUpdate> {
    // A sequence says more than a state vector, which does not know of deletions; but only the state vector is sure when the log was restored.
    if (stateVector) return this.log.read(document.id, document.sequence, stateVector);
    if (typeof afterSequence !== 'number' || afterSequence === 0) return this.log.read(document.id, document.sequence);
    return (await this.tailOf(document, afterSequence)) ?? this.log.read(document.id, document.sequence);
  }

  /** What was stored after a sequence as one update, which names what its authors took out and nothing else; null when that is too much or folded. */
  private async tailOf(document: DocumentView, afterSequence: number): Promise<StoredUpdate | null> {
    const tail = await readTail(this.db, document.id, afterSequence);
    if (!tail || tail.updates.length > MAX_MERGED) return null;
    const updates = tail.updates.map(({ update }) => update);
    const update = updates.length > 1 ? await this.guard.merge(document.id, updates) : (updates[0] ?? EMPTY_UPDATE);
    return { sequence: tail.sequence, update };
  }

  private async readable(actor: Actor, documentId: string): Promise<DocumentView | null> {
    return isId(documentId) ? ((await documentsByIds(this.db, actor, [documentId]))[0] ?? null) : null;
  }

  private async checkAccess(personId: string): Promise<void> {
    await Promise.allSettled([this.sessions.check(personId), this.streams.checkAccess(personId), this.presence.checkAccess(personId)]);
  }
}

function checkHave({ stateVector, afterSequence }: Have): void {
  if (stateVector && stateVector.length > MAX_STATE_VECTOR_BYTES) throw badInput({ stateVector: 'This is not a Yjs state vector.' });
  if (typeof afterSequence === 'number' && afterSequence < 0) throw badInput({ afterSequence: 'Give 0 or more.' });
}
