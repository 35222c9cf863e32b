import { isSignedIn, type Actor } from '../access/actor.ts';
import { badInput, conflict, type KopruError, notFound, ruleBroken, unauthenticated } from '../access/errors.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { DocumentView } from '../document/document.reads.ts';
import { type DocumentService, isOpen, refuseEnded } from '../document/document.service.ts';
import type { NotificationService } from '../notification/notification.service.ts';
import { isId } from '../schema/paging.ts';
import { cleanText } from '../schema/text.ts';
import { cleanBody, type CommentDraft, draftFrom, MAX_QUOTE, saysTheSame } from './comment.draft.ts';
import { commentTopic, type CommentChange } from './comment.events.ts';
import { authorize, authorizeFor, can, type ThreadSubject } from './comment.policy.ts';
import {
  commentById,
  holdThread,
  participantsOf,
  threadById,
  threadsOfDocument,
  type ParticipantRow,
  type ThreadRow,
} from './comment.reads.ts';
import { RewordingOutcome, type StartCommentInput } from './comment.types.ts';

/** A thread with what its viewer may do. */
export interface ThreadView extends ThreadRow {
  readonly viewerCanComment: boolean;
  /** Whether other words that are proposed are theirs to put in. */
  readonly viewerCanWrite: boolean;
}

const MAX_THREADS = 1000;
const MAX_COMMENTS = 500;

/** Conversations beside a document. They never touch the document itself, so neither a signature nor a version notices them. */
export class CommentService {
  constructor(
    private readonly db: Database,
    private readonly document: DocumentService,
    private readonly notification: NotificationService,
  ) {}

  /** Every thread of a document that the actor may read in which something is said, oldest first. */
  async threads(actor: Actor, document: DocumentView): Promise<ThreadView[]> {
    await this.readable(actor, document.id);
    const rights = this.rights(actor, document);
    return (await threadsOfDocument(this.db, document.id)).map((thread) => ({ ...thread, ...rights }));
  }

  viewerCanComment(actor: Actor, document: DocumentView): boolean {
    return this.rights(actor, document).viewerCanComment;
  }

  /** Whom a comment can be addressed to. */
  async participants(actor: Actor, document: DocumentView): Promise<ParticipantRow[]> {
    await this.readable(actor, document.id);
    return participantsOf(this.db, document.id);
  }

  /** The same, for what is stored with a document, in its transaction. */
  participantsIn(tx: Transaction, documentId: string): Promise<ParticipantRow[]> {
    return participantsOf(tx, documentId);
  }

  async thread(actor: Actor, id: string): Promise<ThreadView> {
    const thread = isId(id) ? await threadById(this.db, id) : null;
    if (!thread) throw isSignedIn(actor) ? notFound('This conversation') : unauthenticated();
    return { ...thread, ...this.rights(actor, await this.readable(actor, thread.documentId)) };
  }

  /** Whether the actor may hear of a document's conversations. */
  async canWatch(actor: Actor, documentId: string): Promise<boolean> {
    return isSignedIn(actor) && (await this.document.viewsOf(actor, [documentId]))[0] !== null;
  }

  /**
   * Answers the new thread's id. BAD_USER_INPUT for words that are none and a place that no such document has; CONFLICT when what it is about was
   * taken out or changed since its writer saw it; RULE_BROKEN `comment-threads`.
   */
  async start(actor: Actor, input: StartCommentInput): Promise<string> {
    const document = await this.discussed(actor, input.documentId);
    const draft = draftFrom(input, document.kind);
    const quote = await this.wordsAt(actor, document, draft);
    const { section, place, body, rewording } = draft;
    if (rewording !== null && rewording === cleanText(quote)) throw badInput({ rewording: 'The text says so already.' });
    return this.changing(document.id, async (tx) => {
      await tx.query('select from document where id = $1 for no key update', [document.id]);
      const { rows: counted } = await tx.query<{ count: number }>(
        'select count(*)::int as count from comment_thread where document_id = $1',
        [document.id],
      );
      if ((counted[0]?.count ?? 0) >= MAX_THREADS)
        throw ruleBroken('comment-threads', 'There are too many conversations beside this document.');
      const text = place && 'fragment' in place ? place : null;
      const { rows } = await tx.query<{ id: string }>(
        `insert into comment_thread (document_id, section, row_id, fragment, anchor_start, anchor_end, quote, rewording)
         values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
        [
          document.id,
          section,
          place && 'rowId' in place ? place.rowId : null,
          text?.fragment ?? null,
          text && Buffer.from(text.start),
          text && Buffer.from(text.end),
          quote,
          rewording,
        ],
      );
      const threadId = rows[0]!.id;
      await this.say(tx, actor, document, threadId, body, input.mentioned ?? []);
      return threadId;
    });
  }

  /** RULE_BROKEN `comment-settled`, `comment-length`. */
  async reply(actor: Actor, threadId: string, body: string, mentioned: readonly string[]): Promise<void> {
    const { thread, document } = await this.discussedThread(actor, threadId);
    const words = cleanBody(body);
    await this.changing(document.id, async (tx) => {
      const held = await holdThread(tx, thread.id);
      if (held.settled) throw settled();
      if (held.comments >= MAX_COMMENTS) throw ruleBroken('comment-length', 'This conversation is too long. Begin another one.');
      await this.say(tx, actor, document, thread.id, words, mentioned);
      return thread.id;
    });
  }

  /** Answers the thread's id. CONFLICT when the comment was taken back; RULE_BROKEN `comment-settled`. */
  async edit(actor: Actor, commentId: string, body: string): Promise<string> {
    const { threadId, documentId } = await this.own(actor, commentId);
    const words = cleanBody(body);
    return this.changing(documentId, async (tx) => {
      if ((await holdThread(tx, threadId)).settled) throw settled();
      const { rows } = await tx.query('update comment set body = $2, edited_at = now() where id = $1 and deleted_at is null returning id', [
        commentId,
        words,
      ]);
      if (rows.length === 0) throw conflict('You took this back. Put it back first.');
      return threadId;
    });
  }

  /** Takes a comment back, or puts it back; a conversation in which none is left goes, and comes again with it. Answers the thread's id. */
  async setDeleted(actor: Actor, commentId: string, deleted: boolean): Promise<string> {
    const { threadId, documentId } = await this.own(actor, commentId);
    return this.changing(documentId, async (tx) => {
      await holdThread(tx, threadId);
      await tx.query('update comment set deleted_at = case when $2 then coalesce(deleted_at, now()) end where id = $1', [
        commentId,
        deleted,
      ]);
      // What leads to a conversation goes and comes with it.
      await this.notification.ring(tx, threadId);
      return threadId;
    });
  }

  async setResolved(actor: Actor, threadId: string, resolved: boolean): Promise<void> {
    const { thread, document } = await this.discussedThread(actor, threadId);
    await this.changing(document.id, async (tx) => {
      await tx.query(
        `update comment_thread set resolved_at = case when $2 then coalesce(resolved_at, now()) end,
           resolved_by = case when $2 then coalesce(resolved_by, $3::uuid) end where id = $1`,
        [thread.id, resolved, actor.personId],
      );
      return thread.id;
    });
  }

  /** Whether somebody else's wording waits for the actor to put it in. */
  viewerCanAccept(actor: Actor, thread: ThreadView): boolean {
    const [proposal] = thread.comments;
    if (
      !thread.viewerCanComment ||
      !thread.viewerCanWrite ||
      thread.rewording === null ||
      thread.outcome !== null ||
      thread.resolvedAt !== null
    )
      return false;
    return !isOwn(actor, thread) && !proposal?.deleted;
  }

  /**
   * Says what came of a rewording; who accepts it has put it into the text already. BAD_USER_INPUT where there is none; RULE_BROKEN `own-wording` for
   * who accepts their own (they may let go of it), `others-adaptation` for who does not write the text, `comment-settled`; CONFLICT when somebody was faster, or its author took it back.
   */
  async answerRewording(actor: Actor, threadId: string, outcome: RewordingOutcome): Promise<void> {
    const { thread, document } = await this.discussedThread(actor, threadId);
    if (thread.rewording === null) throw badInput({ threadId: 'This conversation holds no other wording.' });
    const accepts = outcome === RewordingOutcome.ACCEPTED;
    if (accepts) authorize(actor, 'accept', this.subject(actor, document));
    if (accepts && isOwn(actor, thread)) throw ruleBroken('own-wording', 'Somebody else decides whether your wording is put in.');
    await this.changing(document.id, async (tx) => {
      const held = await holdThread(tx, thread.id);
      if (held.outcome !== null) throw conflict('Somebody has answered this wording already.');
      if (held.settled) throw settled();
      if (accepts && held.takenBack) throw conflict('Its author took this wording back.');
      await tx.query('update comment_thread set outcome = $2, resolved_at = now(), resolved_by = $3::uuid where id = $1', [
        thread.id,
        outcome,
        actor.personId,
      ]);
      return thread.id;
    });
  }

  /** What stands where a new thread is to be: the words of a range, nothing for a row or a section. */
  private async wordsAt(actor: Actor, document: DocumentView, { place, quote }: CommentDraft): Promise<string> {
    if (!place) return '';
    const found = await this.document.find(actor, document, place);
    if (found.state === 'unknown') {
      throw badInput('rowId' in place ? { rowId: 'There is no such row.' } : { start: 'There is no such place in this text.' });
    }
    if (found.state === 'gone') throw conflict('What your comment is about was taken out meanwhile.');
    if (quote !== null && !saysTheSame(quote, found.words))
      throw conflict('The words of your comment were changed meanwhile. Look at them again.');
    return [...(cleanText(found.words, true) ?? '')].slice(0, MAX_QUOTE).join('');
  }

  /** Puts down what was said, and tells those it is addressed to and those who took part. */
  private async say(
    tx: Transaction,
    actor: Actor,
    document: DocumentView,
    threadId: string,
    body: string,
    mentioned: readonly string[],
  ): Promise<void> {
    const participants = await participantsOf(tx, document.id);
    const known = new Map(participants.map((participant) => [participant.id, participant]));
    const addressed = [...new Set(mentioned)];
    if (addressed.some((id) => !known.has(id))) throw badInput({ mentioned: 'Only people of the two organisations can be addressed.' });
    const { rows } = await tx.query<{ personId: string }>(
      `select distinct person_id as "personId" from comment where thread_id = $1 and person_id is not null and deleted_at is null`,
      [threadId],
    );
    const speaksFor = known.get(actor.personId ?? '')?.organisationId ?? null;
    await tx.query('insert into comment (thread_id, person_id, organisation_id, body, mentioned) values ($1, $2, $3, $4, $5::uuid[])', [
      threadId,
      actor.personId,
      speaksFor,
      body,
      addressed,
    ]);
    const about = { documentId: document.id, threadId, actorId: actor.personId };
    const others = rows.map(({ personId }) => personId).filter((id) => !addressed.includes(id));
    await this.notification.tell(tx, addressed, { ...about, kind: 'MENTIONED' });
    await this.notification.tell(tx, others, { ...about, kind: 'REPLIED' });
    // What a partner says of an adaptation is for those who write it, though nobody of them has said anything there.
    if (rows.length > 0 || document.organisationId === speaksFor) return;
    const writers = participants.filter(({ id, organisationId }) => organisationId === document.organisationId && !addressed.includes(id));
    await this.notification.tell(
      tx,
      writers.map(({ id }) => id),
      { ...about, kind: 'COMMENTED' },
    );
  }

  /** Runs a change and tells those who watch once it is committed. */
  private changing(documentId: string, work: (tx: Transaction) => Promise<string>): Promise<string> {
    return this.db.transaction(async (tx) => {
      const threadId = await work(tx);
      tx.announce(commentTopic(documentId), { threadId } satisfies CommentChange);
      return threadId;
    });
  }

  private subject(actor: Actor, document: DocumentView): ThreadSubject {
    return { partner: this.document.takesPart(actor, document), writable: this.document.viewerCanWrite(actor, document) };
  }

  private rights(actor: Actor, document: DocumentView): Pick<ThreadView, 'viewerCanComment' | 'viewerCanWrite'> {
    const subject = this.subject(actor, document);
    return { viewerCanComment: can(actor, 'comment', subject) && isOpen(document), viewerCanWrite: can(actor, 'accept', subject) };
  }

  private async readable(actor: Actor, documentId: string): Promise<DocumentView> {
    const document = isId(documentId) ? (await this.document.viewsOf(actor, [documentId]))[0] : null;
    if (!document) throw isSignedIn(actor) ? notFound('This document') : unauthenticated();
    return document;
  }

  private async discussed(actor: Actor, documentId: string): Promise<DocumentView> {
    const document = await this.readable(actor, documentId);
    authorize(actor, 'comment', this.subject(actor, document));
    refuseEnded(document);
    return document;
  }

  private async discussedThread(actor: Actor, threadId: string): Promise<{ thread: ThreadRow; document: DocumentView }> {
    const thread = await this.thread(actor, threadId);
    return { thread, document: await this.discussed(actor, thread.documentId) };
  }

  private async own(actor: Actor, commentId: string): Promise<{ threadId: string; documentId: string }> {
    const comment = isId(commentId) ? await commentById(this.db, commentId) : null;
    if (!comment) throw isSignedIn(actor) ? notFound('This comment') : unauthenticated();
    const { documentId, id } = await this.thread(actor, comment.threadId);
    const document = await this.readable(actor, documentId);
    authorizeFor(actor, 'change', { personId: comment.personId, ...this.subject(actor, document) });
    refuseEnded(document);
    return { threadId: id, documentId };
  }
}

const settled = (): KopruError => ruleBroken('comment-settled', 'This conversation is settled. Open it again first.');

/** Whether the actor began the thread; of a person who is gone nobody did. */
const isOwn = (actor: Actor, { comments }: ThreadRow): boolean => isSignedIn(actor) && comments[0]?.author?.id === actor.personId;
