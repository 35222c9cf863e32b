import type { CommentService } from '../comment/comment.service.ts';
import type { Transaction } from '../database/database.ts';
import type { DocumentService, Mentioned } from '../document/document.service.ts';
import type { NotificationService } from '../notification/notification.service.ts';

type Found = Parameters<Mentioned>[2][number];

/**
 * Tells people that a text names them. Only people of the two organisations, who may read the document: an id of anybody else is let be as what it
 * is, letters in a text, and no name is ever looked up for it. Never the writer, and once for each mention, wherever it is moved to.
 */
export class MentionService {
  constructor(
    document: DocumentService,
    private readonly comment: CommentService,
    private readonly notification: NotificationService,
  ) {
    document.whenMentioned((tx, documentId, mentions) => this.tell(tx, documentId, mentions));
  }

  private async tell(tx: Transaction, documentId: string, mentions: readonly Found[]): Promise<void> {
    const known = new Set((await this.comment.participantsIn(tx, documentId)).map(({ id }) => id));
    const fresh = await remember(
      tx,
      documentId,
      mentions.filter(({ personId }) => known.has(personId)),
    );
    // Somebody who is named three times in one go hears of it once.
    const first = new Map(fresh.map((mention) => [`${mention.by} ${mention.personId}`, mention] as const).toReversed());
    for (const { personId, by, fragment, key } of first.values()) {
      await this.notification.tell(tx, [personId], { kind: 'NAMED', documentId, actorId: by, fragment, mentionKey: key });
    }
  }
}

/** Those of the mentions that nobody has been told of. */
async function remember(tx: Transaction, documentId: string, mentions: readonly Found[]): Promise<Found[]> {
  if (mentions.length === 0) return [];
  const { rows } = await tx.query<{ personId: string; key: string }>(
    `insert into document_mention (document_id, person_id, key) select $1, * from unnest($2::uuid[], $3::text[])
     on conflict do nothing returning person_id as "personId", key`,
    [documentId, mentions.map(({ personId }) => personId), mentions.map(({ key }) => key)],
  );
  const fresh = new Set(rows.map(({ personId, key }) => `${personId} ${key}`));
  return mentions.filter(({ personId, key }) => fresh.has(`${personId} ${key}`));
}
