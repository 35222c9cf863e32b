import type { Actor } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';
import type { SuggestionStatus } from './suggestion.enums.ts';
import { ANSWER_VISIBLE_SQL, VISIBLE_SQL, visibilityValues } from './suggestion.policy.ts';

/** What one side answered; `reason` is filled only for staff. */
export interface AnswerView {
  organisationId: string;
  yes: boolean;
  reason: string | null;
}

/** A suggestion as a plain row; only for those who may see it. */
export interface SuggestionView {
  id: string;
  callId: string;
  status: SuggestionStatus;
  replyBy: Date;
  suggestedAt: Date;
  endedAt: Date | null;
  /** Side A (left) first. */
  organisationIds: [string, string];
  /** It is open, and its time is not over, whether or not the expiry job has come by. */
  waiting: boolean;
  /** It waits, the call is open and both organisations are free. */
  acceptable: boolean;
  /** Those the viewer may read. */
  answers: AnswerView[];
  /** Invitations that wait for the answer of the viewer's side. */
  pendingInvitationCount: number;
}

const WAITING = `(s.status = 'OPEN' and s.reply_by > now())`;
const SELECT = `select s.id, s.call_id as "callId", s.status, s.reply_by as "replyBy", s.suggested_at as "suggestedAt", s.ended_at as "endedAt",
    array[s.left_organisation_id, s.right_organisation_id]::text[] as "organisationIds", ${WAITING} as waiting,
    (${WAITING} and exists (select from call c where c.id = s.call_id and c.opens_at <= now() and c.deadline > now())
      and not exists (select from partnership_side p where p.active and p.call_id = s.call_id
        and p.organisation_id in (s.left_organisation_id, s.right_organisation_id))) as acceptable,
    coalesce((select json_agg(json_build_object('organisationId', w.organisation_id, 'yes', w.yes,
        'reason', case when $1::boolean then w.reason end) order by w.organisation_id = s.right_organisation_id)
      from suggestion_answer w where w.suggestion_id = s.id and ${ANSWER_VISIBLE_SQL}), '[]'::json) as answers,
    (select count(*)::int from invitation i where i.call_id = s.call_id and i.status = 'PENDING' and i.reply_by > now()
      and i.to_organisation_id in (s.left_organisation_id, s.right_organisation_id) and i.to_organisation_id = any($2::uuid[])) as "pendingInvitationCount"
  from suggestion s`;

const BY_ID = `${SELECT} where s.id = $3 and ${VISIBLE_SQL}`;

/** The suggestion, if the actor may see it. */
export async function suggestionById(db: SqlClient, actor: Actor, id: string): Promise<SuggestionView | null> {
  const { rows } = await db.query<SuggestionView>(BY_ID, [...visibilityValues(actor), id]);
  return rows[0] ?? null;
}

const OPEN_BETWEEN = `${SELECT} join unnest($3::uuid[], $4::uuid[]) pair(one_id, other_id)
    on (s.left_organisation_id = pair.one_id and s.right_organisation_id = pair.other_id)
      or (s.left_organisation_id = pair.other_id and s.right_organisation_id = pair.one_id)
  where ${WAITING} and ${VISIBLE_SQL} order by s.suggested_at desc, s.id desc`;

/** Suggestions of two organisations to each other that wait for an answer, of some pairs in whatever order, newest first; those the actor may see. */
export async function openBetween(
  db: SqlClient,
  actor: Actor,
  pairs: readonly (readonly [one: string, other: string])[],
): Promise<SuggestionView[]> {
  const values = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
  const { rows } = await db.query<SuggestionView>(OPEN_BETWEEN, [...visibilityValues(actor), ...values]);
  return rows;
}

const MATCHES = `$3::uuid in (s.left_organisation_id, s.right_organisation_id) and ($4::text[] is null or s.status = any($4)) and ${VISIBLE_SQL}`;
const PAGE = `${SELECT} where ${MATCHES}
  and ($5::uuid is null or (s.suggested_at, s.id) < (select last.suggested_at, last.id from suggestion last where last.id = $5))
  order by s.suggested_at desc, s.id desc limit $6`;
const COUNT = `select count(*)::int as count from suggestion s where ${MATCHES}`;

/** One page of the suggestions with an organisation, newest first, after the suggestion `afterId`; and how many there are in all. */
export async function suggestionPage(
  db: SqlClient,
  actor: Actor,
  { organisationId, status }: { organisationId: string; status: readonly SuggestionStatus[] | null },
  afterId: string | null,
  limit: number,
): Promise<{ rows: SuggestionView[]; totalCount: number }> {
  const values = [...visibilityValues(actor), organisationId, status];
  const [page, count] = await Promise.all([
    db.query<SuggestionView>(PAGE, [...values, afterId, limit]),
    db.query<{ count: number }>(COUNT, values),
  ]);
  return { rows: page.rows, totalCount: count.rows[0]?.count ?? 0 };
}

/** What stands between a pair that is to be suggested, whatever else it is. */
export interface BetweenRow {
  aId: string;
  bId: string;
  /** Names for staff, who alone read why a pair cannot be suggested. */
  aName: string;
  bName: string;
  hidden: boolean;
  /** One of them shows itself to verified organisations only, and the other is none. */
  unknown: boolean;
  blocked: boolean;
  /** One of them has set the other aside, in whatever call. */
  setAside: boolean;
  /** An invitation between them waits or was declined in the call. */
  invited: boolean;
  /** One of them has said no to the other in the call. */
  declined: boolean;
  /** One of them has an open suggestion in the call. */
  suggested: boolean;
}

const BETWEEN = `select a.id as "aId", b.id as "bId", a.name as "aName", b.name as "bName",
    'HIDDEN' in (a.visibility, b.visibility) as hidden,
    (a.visibility = 'MEMBERS' and b.verified_at is null) or (b.visibility = 'MEMBERS' and a.verified_at is null) as unknown,
    exists (select from organisation_block k where (k.organisation_id = a.id and k.blocked_organisation_id = b.id)
      or (k.organisation_id = b.id and k.blocked_organisation_id = a.id)) as blocked,
    exists (select from dismissal d where (d.organisation_id = a.id and d.dismissed_organisation_id = b.id)
      or (d.organisation_id = b.id and d.dismissed_organisation_id = a.id)) as "setAside",
    exists (select from invitation i where i.call_id = $1 and (i.status = 'DECLINED' or (i.status = 'PENDING' and i.reply_by > now()))
      and ((i.from_organisation_id = a.id and i.to_organisation_id = b.id) or (i.from_organisation_id = b.id and i.to_organisation_id = a.id))) as invited,
    exists (select from suggestion s where s.call_id = $1 and s.status = 'DECLINED' and s.left_organisation_id = a.id and s.right_organisation_id = b.id) as declined,
    exists (select from suggestion s where s.call_id = $1 and s.status = 'OPEN' and (s.left_organisation_id = a.id or s.right_organisation_id = b.id)) as suggested
  from unnest($2::uuid[], $3::uuid[]) with ordinality pair(a_id, b_id, place) join organisation a on a.id = pair.a_id join organisation b on b.id = pair.b_id
  order by pair.place`;

/** Each pair that still exists, in the order asked. */
export async function betweenPairs(
  db: SqlClient,
  callId: string,
  pairs: readonly (readonly [a: string, b: string])[],
): Promise<BetweenRow[]> {
  const { rows } = await db.query<BetweenRow>(BETWEEN, [callId, pairs.map(([a]) => a), pairs.map(([, b]) => b)]);
  return rows;
}
