import { SYSTEM } from '../access/actor.ts';
import type { Transaction } from '../database/database.ts';
import { invitationExpired } from './invitation.events.ts';
import { invitationRanOut } from './invitation.letters.ts';
import type { Post } from './invitation.post.ts';

interface ExpiredRow {
  id: string;
  callId: string;
  fromId: string;
  toId: string;
}

const BATCH = 100;
const EXPIRE = `update invitation i set status = 'EXPIRED', answered_at = now()
  from (select id from invitation where status = 'PENDING' and reply_by <= now() and ($1::uuid is null or from_organisation_id = $1)
    order by reply_by limit ${BATCH} for update skip locked) due
  where i.id = due.id
  returning i.id, i.call_id as "callId", i.from_organisation_id as "fromId", i.to_organisation_id as "toId"`;

/**
 * Ends invitations whose reply-by moment has passed (at most 100, of one inviting organisation or of all), tells whoever sent them, and answers how
 * many. Rows that another transaction holds are left to it or to the next run, so processes may run this at the same time.
 */
export async function expireDue(tx: Transaction, post: Post, fromId: string | null): Promise<number> {
  const { rows } = await tx.query<ExpiredRow>(EXPIRE, [fromId]);
  for (const row of rows) {
    await post.toInviting(tx, row, invitationRanOut);
    await tx.emit(invitationExpired(SYSTEM, row));
  }
  return rows.length;
}
