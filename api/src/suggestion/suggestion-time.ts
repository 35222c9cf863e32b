import { SYSTEM } from '../access/actor.ts';
import type { Transaction } from '../database/database.ts';
import { suggestionExpired, suggestionReminded } from './suggestion.events.ts';
import { suggestionRanOut, suggestionReminder } from './suggestion.letters.ts';
import type { SuggestionPost } from './suggestion.post.ts';

interface DueRow {
  id: string;
  callId: string;
  replyBy: Date;
  organisationIds: [string, string];
  /** Sides that have not answered. */
  silent: string[];
}

const BATCH = 100;
const SIDES = `s.id, s.call_id as "callId", s.reply_by as "replyBy", array[s.left_organisation_id, s.right_organisation_id]::text[] as "organisationIds",
  array(select side from unnest(array[s.left_organisation_id, s.right_organisation_id]) side
    where not exists (select from suggestion_answer w where w.suggestion_id = s.id and w.organisation_id = side))::text[] as silent`;

const EXPIRE = `update suggestion s set status = 'EXPIRED', ended_at = now()
  from (select id from suggestion where status = 'OPEN' and reply_by <= now() order by reply_by limit ${BATCH} for update skip locked) due
  where s.id = due.id returning ${SIDES}`;

/** Three days before the reply-by date, or when half of a shorter time is over. */
const NEAR = `now() >= reply_by - least(interval '3 days', (reply_by - suggested_at) / 2)`;
const REMIND = `update suggestion s set reminded_at = now()
  from (select id from suggestion where status = 'OPEN' and reply_by > now() and reminded_at is null and ${NEAR}
    order by reply_by limit ${BATCH} for update skip locked) due
  where s.id = due.id returning ${SIDES}`;

/**
 * Ends suggestions whose reply-by moment has passed (at most 100), tells both sides, and answers how many. Rows that another transaction holds are
 * left to it or to the next run, so processes may run this at the same time.
 */
export async function expireDue(tx: Transaction, post: SuggestionPost): Promise<number> {
  const { rows } = await tx.query<DueRow>(EXPIRE);
  for (const row of rows) {
    await post.write(tx, row, row.organisationIds, suggestionRanOut);
    await tx.emit(suggestionExpired(SYSTEM, row));
  }
  return rows.length;
}

/** Reminds the silent sides of suggestions whose time is nearly over (at most 100), each once, and answers how many suggestions. */
export async function remindDue(tx: Transaction, post: SuggestionPost): Promise<number> {
  const { rows } = await tx.query<DueRow>(REMIND);
  for (const row of rows) {
    await post.write(tx, row, row.silent, suggestionReminder);
    for (const silent of row.silent) {
      const other = row.organisationIds.find((id) => id !== silent) ?? '';
      await tx.emit(suggestionReminded(SYSTEM, { ...row, organisationIds: [silent, other] }));
    }
  }
  return rows.length;
}
