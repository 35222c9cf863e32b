import type { SqlClient } from '../database/database.ts';
import type { RewordingOutcome } from './comment.types.ts';

/** A comment as a plain row. */
export interface CommentRow {
  id: string;
  author: { id: string; name: string; organisationId: string | null } | null;
  body: string;
  mentioned: string[];
  createdAt: Date;
  editedAt: Date | null;
  deleted: boolean;
}

/** A thread with what was said; its caller has checked that the viewer may read its document. */
export interface ThreadRow {
  id: string;
  documentId: string;
  section: string;
  rowId: string | null;
  fragment: string | null;
  start: Buffer | null;
  end: Buffer | null;
  quote: string;
  rewording: string | null;
  outcome: RewordingOutcome | null;
  resolvedAt: Date | null;
  resolvedBy: string | null;
  createdAt: Date;
  comments: CommentRow[];
}

const SELECT = `select t.id, t.document_id as "documentId", t.section, t.row_id as "rowId", t.fragment, t.anchor_start as start, t.anchor_end as "end",
    t.quote, t.rewording, t.outcome, t.resolved_at as "resolvedAt", t.created_at as "createdAt",
    (select u.name from auth."user" u where u.id = t.resolved_by) as "resolvedBy",
    coalesce((select json_agg(json_build_object('id', c.id, 'body', case when c.deleted_at is null then c.body else '' end,
        'mentioned', case when c.deleted_at is null then c.mentioned else '{}' end, 'createdAt', c.created_at, 'editedAt', c.edited_at,
        'deleted', c.deleted_at is not null,
        'author', case when u.id is not null then json_build_object('id', u.id, 'name', u.name, 'organisationId', c.organisation_id) end)
        order by c.created_at, c.id)
      from comment c left join auth."user" u on u.id = c.person_id where c.thread_id = t.id), '[]') as comments
  from comment_thread t`;

/** One in which everything was taken back is left out. */
const OF_DOCUMENT = `${SELECT} where t.document_id = $1
  and exists (select from comment c where c.thread_id = t.id and c.deleted_at is null) order by t.created_at, t.id`;
const BY_ID = `${SELECT} where t.id = $1`;

/** Moments inside JSON arrive as texts. */
const withMoments = (row: ThreadRow): ThreadRow => ({
  ...row,
  comments: row.comments.map((comment) => ({
    ...comment,
    createdAt: new Date(comment.createdAt),
    editedAt: comment.editedAt && new Date(comment.editedAt),
  })),
});

/** Those in which something is said, oldest first. */
export async function threadsOfDocument(db: SqlClient, documentId: string): Promise<ThreadRow[]> {
  return (await db.query<ThreadRow>(OF_DOCUMENT, [documentId])).rows.map(withMoments);
}

export async function threadById(db: SqlClient, id: string): Promise<ThreadRow | null> {
  const { rows } = await db.query<ThreadRow>(BY_ID, [id]);
  return rows[0] ? withMoments(rows[0]) : null;
}

/** A thread as it is under its lock. */
export interface HeldThread {
  readonly settled: boolean;
  readonly outcome: RewordingOutcome | null;
  readonly comments: number;
  /** Its first comment was. */
  readonly takenBack: boolean;
}

const HOLD = `select t.resolved_at is not null as settled, t.outcome, (select count(*)::int from comment c where c.thread_id = t.id) as comments,
    coalesce((select c.deleted_at is not null from comment c where c.thread_id = t.id order by c.created_at, c.id limit 1), false) as "takenBack"
  from comment_thread t where t.id = $1`;

/** Nobody else changes the thread until the transaction ends. */
export async function holdThread(tx: SqlClient, id: string): Promise<HeldThread> {
  await tx.query('select from comment_thread where id = $1 for update', [id]);
  const { rows } = await tx.query<HeldThread>(HOLD, [id]);
  return rows[0]!;
}

export interface ParticipantRow {
  id: string;
  name: string;
  organisationId: string;
}

/** Turkey's (side A's) people first. Who represents two of its organisations is there once. */
const PARTICIPANTS = `select distinct on (s.side, u.name, u.id) u.id, u.name, r.organisation_id as "organisationId"
  from document d join partnership_side s on s.partnership_id = d.partnership_id
  join representative r on r.organisation_id = s.organisation_id join auth."user" u on u.id = r.person_id
  where d.id = $1 order by s.side, u.name, u.id`;

/** The people of both organisations of a document's partnership. */
export async function participantsOf(db: SqlClient, documentId: string): Promise<ParticipantRow[]> {
  return (await db.query<ParticipantRow>(PARTICIPANTS, [documentId])).rows;
}

/** The thread of a comment, and whose comment it is. */
export async function commentById(db: SqlClient, id: string): Promise<{ threadId: string; personId: string | null } | null> {
  const { rows } = await db.query<{ threadId: string; personId: string | null }>(
    'select thread_id as "threadId", person_id as "personId" from comment where id = $1',
    [id],
  );
  return rows[0] ?? null;
}
