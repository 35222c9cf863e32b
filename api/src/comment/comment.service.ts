import { SECTIONS } from '@kopru/schema/capacity-model';
import { isSignedIn, type Actor } from '../access/actor.ts';
import { badInput, conflict, notFound, ruleBroken, unauthenticated } from '../access/errors.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { DocumentView } from '../document/document.reads.ts';
import type { DocumentService } from '../document/document.service.ts';
import type { NotificationService } from '../notification/notification.service.ts';
import { isId } from '../schema/paging.ts';
import { cleanText, lengthOf } from '../schema/text.ts';
import { commentTopic, type CommentChange } from './comment.events.ts';
import { authorize, authorizeFor, can } from './comment.policy.ts';
import { commentById, participantsOf, threadById, threadsOfDocument, type ParticipantRow, type ThreadRow } from './comment.reads.ts';
import type { RewordingOutcome, StartCommentInput } from './comment.types.ts';

/** A thread with what its viewer may do. */
export interface ThreadView extends ThreadRow {
  readonly viewerCanComment: boolean;
}

export const MAX_COMMENT = 4000;
const MAX_QUOTE = 2000;
const MAX_ANCHOR_BYTES = 200;
const MAX_THREADS = 1000;
const MAX_COMMENTS = 500;

/** Conversations beside a document. They never touch the document itself, so neither a signature nor a version notices them. */
export class CommentService {
  constructor(
    private readonly db: Database,
    private readonly document: DocumentService,
    private readonly notification: NotificationService,
  ) {}

  /** Every thread of a document that the actor may read, oldest first. */
  async threads(actor: Actor, document: DocumentView): Promise<ThreadView[]> {
    await this.readable(actor, document.id);
    const viewerCanComment = can(actor, 'comment', this.subject(actor, document));
    return (await threadsOfDocument(this.db, document.id)).map((thread) => ({ ...thread, viewerCanComment }));
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
    const document = await this.readable(actor, thread.documentId);
    return { ...thread, viewerCanComment: can(actor, 'comment', this.subject(actor, document)) };
  }

  /** Whether the actor may hear of a document's conversations. */
  async canWatch(actor: Actor, documentId: string): Promise<boolean> {
    return isSignedIn(actor) && (await this.document.viewsOf(actor, [documentId]))[0] !== null;
  }

  /** Answers the new thread's id. */
  async start(actor: Actor, input: StartCommentInput): Promise<string> {
    const document = await this.writable(actor, input.documentId);
    const clean = cleanInput(input);
    return this.changing(document.id, async (tx) => {
      await tx.query('select from document where id = $1 for no key update', [document.id]);
      const { rows: counted } = await tx.query<{ count: number }>(
        'select count(*)::int as count from comment_thread where document_id = $1',
        [document.id],
      );
      if ((counted[0]?.count ?? 0) >= MAX_THREADS)
        throw ruleBroken('comment-threads', 'There are too many conversations beside this document.');
      const { rows } = await tx.query<{ id: string }>(
        `insert into comment_thread (document_id, section, row_id, fragment, anchor_start, anchor_end, quote, rewording)
         values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
        [document.id, clean.section, clean.rowId, clean.fragment, clean.start, clean.end, clean.quote, clean.rewording],
      );
      const threadId = rows[0]!.id;
      await this.say(tx, actor, document, threadId, clean.body, input.mentioned ?? []);
      return threadId;
    });
  }

  async reply(actor: Actor, threadId: string, body: string, mentioned: readonly string[]): Promise<void> {
    const { thread, document } = await this.writableThread(actor, threadId);
    if (thread.comments.length >= MAX_COMMENTS) throw ruleBroken('comment-length', 'This conversation is too long. Begin another one.');
    const words = cleanBody(body);
    await this.changing(document.id, async (tx) => {
      await this.say(tx, actor, document, thread.id, words, mentioned);
      return thread.id;
    });
  }

  /** Answers the thread's id. */
  async edit(actor: Actor, commentId: string, body: string): Promise<string> {
    const { threadId, documentId } = await this.own(actor, commentId);
    const words = cleanBody(body);
    return this.changing(documentId, async (tx) => {
      await tx.query('update comment set body = $2, edited_at = now() where id = $1 and deleted_at is null', [commentId, words]);
      return threadId;
    });
  }

  /** Takes a comment back, or puts it back. Answers the thread's id. */
  async setDeleted(actor: Actor, commentId: string, deleted: boolean): Promise<string> {
    const { threadId, documentId } = await this.own(actor, commentId);
    return this.changing(documentId, async (tx) => {
      await tx.query('update comment set deleted_at = case when $2 then coalesce(deleted_at, now()) end where id = $1', [
        commentId,
        deleted,
      ]);
      return threadId;
    });
  }

  async setResolved(actor: Actor, threadId: string, resolved: boolean): Promise<void> {
    const { thread, document } = await this.writableThread(actor, threadId);
    await this.changing(document.id, async (tx) => {
      await tx.query(
        `update comment_thread set resolved_at = case when $2 then coalesce(resolved_at, now()) end,
           resolved_by = case when $2 then coalesce(resolved_by, $3::uuid) end where id = $1`,
        [thread.id, resolved, actor.personId],
      );
      return thread.id;
    });
  }

  /** Says what came of a rewording; who accepts it has put it into the text already. CONFLICT when somebody was faster. */
  async answerRewording(actor: Actor, threadId: string, outcome: RewordingOutcome): Promise<void> {
    const { thread, document } = await this.writableThread(actor, threadId);
    if (!thread.rewording) throw badInput({ threadId: 'This conversation holds no other wording.' });
    await this.changing(document.id, async (tx) => {
      const { rows } = await tx.query(
        `update comment_thread set outcome = $2, resolved_at = coalesce(resolved_at, now()), resolved_by = coalesce(resolved_by, $3::uuid)
         where id = $1 and outcome is null returning id`,
        [thread.id, outcome, actor.personId],
      );
      if (rows.length === 0) throw conflict('Somebody has answered this wording already.');
      return thread.id;
    });
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
    if (mentioned.some((id) => !known.has(id))) throw badInput({ mentioned: 'Only people of the two organisations can be addressed.' });
    const { rows } = await tx.query<{ personId: string }>(
      `select distinct person_id as "personId" from comment where thread_id = $1 and person_id is not null and deleted_at is null`,
      [threadId],
    );
    await tx.query('insert into comment (thread_id, person_id, organisation_id, body, mentioned) values ($1, $2, $3, $4, $5::uuid[])', [
      threadId,
      actor.personId,
      known.get(actor.personId ?? '')?.organisationId ?? null,
      body,
      mentioned,
    ]);
    const about = { documentId: document.id, threadId, actorId: actor.personId };
    const others = rows.map(({ personId }) => personId).filter((id) => !mentioned.includes(id));
    await this.notification.tell(tx, mentioned, { ...about, kind: 'MENTIONED' });
    await this.notification.tell(tx, others, { ...about, kind: 'REPLIED' });
  }

  /** Runs a change and tells those who watch once it is committed. */
  private changing(documentId: string, work: (tx: Transaction) => Promise<string>): Promise<string> {
    return this.db.transaction(async (tx) => {
      const threadId = await work(tx);
      tx.announce(commentTopic(documentId), { threadId } satisfies CommentChange);
      return threadId;
    });
  }

  private subject(actor: Actor, document: DocumentView): { writable: boolean } {
    return { writable: this.document.viewerCanWrite(actor, document) };
  }

  private async readable(actor: Actor, documentId: string): Promise<DocumentView> {
    const document = isId(documentId) ? (await this.document.viewsOf(actor, [documentId]))[0] : null;
    if (!document) throw isSignedIn(actor) ? notFound('This document') : unauthenticated();
    return document;
  }

  private async writable(actor: Actor, documentId: string): Promise<DocumentView> {
    const document = await this.readable(actor, documentId);
    authorize(actor, 'comment', this.subject(actor, document));
    return document;
  }

  private async writableThread(actor: Actor, threadId: string): Promise<{ thread: ThreadRow; document: DocumentView }> {
    const thread = await this.thread(actor, threadId);
    return { thread, document: await this.writable(actor, thread.documentId) };
  }

  private async own(actor: Actor, commentId: string): Promise<{ threadId: string; documentId: string }> {
    const comment = isId(commentId) ? await commentById(this.db, commentId) : null;
    if (!comment) throw isSignedIn(actor) ? notFound('This comment') : unauthenticated();
    const thread = await this.thread(actor, comment.threadId);
    authorizeFor(actor, 'change', { personId: comment.personId, writable: thread.viewerCanComment });
    return { threadId: thread.id, documentId: thread.documentId };
  }
}

function cleanBody(body: string, least = 1): string {
  const words = cleanText(body, true) ?? '';
  if (lengthOf(words) < least) throw badInput({ body: 'Write something first.' });
  if (lengthOf(words) > MAX_COMMENT) throw badInput({ body: `Shorten it to ${MAX_COMMENT} characters.` });
  return words;
}

function cleanInput(input: StartCommentInput) {
  const { start, end, fragment } = input;
  const anchored = Boolean(start && end && fragment);
  const wrong: Record<string, string> = {};
  if (!SECTIONS.some(({ id }) => id === input.section)) wrong['section'] = 'There is no such section.';
  if ((input.rowId ?? '').length > 100) wrong['rowId'] = 'There is no such row.';
  if ((fragment ?? '').length > 100) wrong['fragment'] = 'There is no such text.';
  if (!anchored && (start || end || fragment)) wrong['start'] = 'Give start, end and fragment together, or none of them.';
  for (const [name, bytes] of Object.entries({ start, end })) {
    if (bytes && bytes.length > MAX_ANCHOR_BYTES) wrong[name] = 'This is not a relative position of Yjs.';
  }
  // Words to be put into a text: an empty rewording proposes to strike the range out.
  const rewording = typeof input.rewording === 'string' ? (cleanText(input.rewording) ?? '') : null;
  if (rewording !== null && !anchored) wrong['rewording'] = 'Only words of a text can be reworded.';
  if (rewording !== null && lengthOf(rewording) > MAX_COMMENT) wrong['rewording'] = `Shorten it to ${MAX_COMMENT} characters.`;
  if (Object.keys(wrong).length > 0) throw badInput(wrong);
  return {
    section: input.section,
    rowId: input.rowId ?? null,
    fragment: anchored ? fragment : null,
    start: anchored && start ? Buffer.from(start) : null,
    end: anchored && end ? Buffer.from(end) : null,
    quote: [...(cleanText(input.quote, true) ?? '')].slice(0, MAX_QUOTE).join(''),
    body: cleanBody(input.body, rewording === null ? 1 : 0),
    rewording,
  };
}
