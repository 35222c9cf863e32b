import { isSignedIn, type Actor } from '../access/actor.ts';
import { unauthenticated } from '../access/errors.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { Live } from '../live/live.ts';
import { encodeCursor, idOfCursor, isId, pageSize } from '../schema/paging.ts';
import { notificationTopic } from './notification.events.ts';
import { assumeLetters } from './notification-letters.service.ts';
import { can } from './notification.policy.ts';
import { notificationPage, unreadCount, type NotificationView } from './notification.reads.ts';

/** What happened, as rooms tell it. */
export interface Told {
  readonly kind: NotificationView['kind'] | `${NotificationView['kind']}`;
  readonly documentId?: string | null;
  readonly threadId?: string | null;
  /** The rich text it happened in, and which mention in it. */
  readonly fragment?: string | null;
  readonly mentionKey?: string | null;
  /** The version that was signed. */
  readonly versionId?: string | null;
  /** A letter of its own has told it already. */
  readonly written?: boolean;
  /** Who did it; never told of it themselves. */
  readonly actorId?: string | null;
}

/** A page of notifications, before it is shown. */
export interface NotificationPage {
  nodes: NotificationView[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
  unreadCount: number;
}

const LIST = 'notifications';

/** What people should know of. Other rooms tell it inside their own transaction: it is there exactly when what it tells of is. */
export class NotificationService {
  constructor(
    private readonly db: Database,
    private readonly live: Live,
  ) {}

  /** Tells people of something, in the caller's transaction. */
  async tell(tx: Transaction, personIds: readonly string[], told: Told): Promise<void> {
    const { kind, documentId, threadId, fragment, mentionKey, versionId, actorId, written } = told;
    const receivers = [...new Set(personIds)].filter((id) => id !== actorId);
    if (receivers.length === 0) return;
    await tx.query(
      `insert into notification (person_id, kind, document_id, thread_id, actor_id, fragment, mention_key, version_id, told_at)
       select unnest($1::uuid[]), $2, $3, $4, $5, $6, $7, $8, case when $9::boolean then now() end`,
      [
        receivers,
        kind,
        documentId ?? null,
        threadId ?? null,
        actorId ?? null,
        fragment ?? null,
        mentionKey ?? null,
        versionId ?? null,
        written ?? false,
      ],
    );
    await assumeLetters(tx, receivers);
    for (const id of receivers) tx.announce(notificationTopic(id), {});
  }

  /** A conversation went, or came back: whoever was told of it looks again. */
  async ring(tx: Transaction, threadId: string): Promise<void> {
    const { rows } = await tx.query<{ id: string }>('select distinct person_id as id from notification where thread_id = $1', [threadId]);
    for (const { id } of rows) tx.announce(notificationTopic(id), {});
  }

  async page(actor: Actor, first: number, after: string | null): Promise<NotificationPage> {
    if (!isSignedIn(actor)) throw unauthenticated();
    const limit = pageSize(first);
    const [rows, unread] = await Promise.all([
      notificationPage(this.db, actor, idOfCursor(LIST, after), limit + 1),
      unreadCount(this.db, actor),
    ]);
    const nodes = rows.slice(0, limit);
    const last = nodes.at(-1);
    return {
      nodes,
      unreadCount: unread,
      pageInfo: { endCursor: last ? encodeCursor(LIST, last.id) : null, hasNextPage: rows.length > limit },
    };
  }

  async unread(actor: Actor): Promise<number> {
    return isSignedIn(actor) ? unreadCount(this.db, actor) : 0;
  }

  canWatch = (actor: Actor, personId: string | null): boolean => can(actor, 'read', { personId });

  /** Marks some of the actor's notifications, or all, as seen; others' are left alone. Answers how many are new now. */
  async markRead(actor: Actor, ids: readonly string[] | null): Promise<number> {
    if (!isSignedIn(actor)) throw unauthenticated();
    await this.db.query(
      'update notification set read_at = now() where person_id = $1 and read_at is null and ($2::uuid[] is null or id = any($2))',
      [actor.personId, ids && ids.filter(isId)],
    );
    this.live.publish(notificationTopic(actor.personId), {});
    return unreadCount(this.db, actor);
  }
}
