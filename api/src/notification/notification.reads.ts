import type { Actor } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';
import { VISIBLE_SQL, visibleValues } from './notification.policy.ts';
import type { ToldKind } from './notification.letters.ts';
import type { NotificationKind } from './notification.types.ts';

/** A notification as a plain row; only for its receiver. */
export interface NotificationView {
  id: string;
  kind: NotificationKind;
  documentId: string | null;
  documentTitle: string | null;
  threadId: string | null;
  fragment: string | null;
  mentionKey: string | null;
  versionNumber: number | null;
  actorName: string | null;
  createdAt: Date;
  readAt: Date | null;
}

const PAGE = `select n.id, n.kind, n.document_id as "documentId", n.thread_id as "threadId", n.fragment, n.mention_key as "mentionKey", n.created_at as "createdAt", n.read_at as "readAt",
    (select d.title from document d where d.id = n.document_id) as "documentTitle",
    (select v.number from document_version v where v.id = n.version_id) as "versionNumber",
    (select u.name from auth."user" u where u.id = n.actor_id) as "actorName"
  from notification n where ${VISIBLE_SQL} and ($4::uuid is null or n.id < $4) order by n.id desc limit $5`;

/** Newest first, after the notification `afterId`. */
export async function notificationPage(db: SqlClient, actor: Actor, afterId: string | null, limit: number): Promise<NotificationView[]> {
  return (await db.query<NotificationView>(PAGE, [...visibleValues(actor), afterId, limit])).rows;
}

const UNREAD = `select count(*)::int as count from notification n where ${VISIBLE_SQL} and n.read_at is null`;

export async function unreadCount(db: SqlClient, actor: Actor): Promise<number> {
  return (await db.query<{ count: number }>(UNREAD, visibleValues(actor))).rows[0]?.count ?? 0;
}

export interface UntoldNotification extends Pick<NotificationView, 'id' | 'documentId' | 'threadId' | 'mentionKey' | 'actorName'> {
  kind: ToldKind;
}

/** A name is left out where it would tell whoever reads the letter too whose organisation it is. */
const UNTOLD = `select n.id, n.kind, n.document_id as "documentId", n.thread_id as "threadId", n.mention_key as "mentionKey",
    case when not exists (select from document d join partnership_side s on s.partnership_id = d.partnership_id join organisation o on o.id = s.organisation_id
        where d.id = n.document_id and o.visibility in ('PSEUDONYMOUS', 'HIDDEN'))
      then (select u.name from auth."user" u where u.id = n.actor_id) end as "actorName"
  from notification n where ${VISIBLE_SQL} and n.read_at is null and n.told_at is null order by n.id desc`;

/** What its receiver has not seen, may still see, and no letter has told; newest first. */
export async function untoldNotifications(db: SqlClient, actor: Actor): Promise<UntoldNotification[]> {
  return (await db.query<UntoldNotification>(UNTOLD, visibleValues(actor))).rows;
}
