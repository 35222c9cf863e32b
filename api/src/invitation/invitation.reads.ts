import type { Actor } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';
import type { InvitationStatus } from './invitation.enums.ts';
import { VISIBLE_SQL, visibilityValues } from './invitation.policy.ts';

/** An invitation as a plain row; only for those who may see it. */
export interface InvitationView {
  id: string;
  callId: string;
  fromId: string;
  toId: string;
  message: string;
  status: InvitationStatus;
  replyBy: Date;
  sentAt: Date;
  answeredAt: Date | null;
  declineReason: string | null;
  /** It waits, and its time is not over, whether or not the expiry job has come by. */
  waiting: boolean;
  /** It waits, the call is open and both organisations are free. */
  acceptable: boolean;
  /** Other invitations that wait for the viewer's side. */
  otherPendingCount: number;
}

const WAITING = `(i.status = 'PENDING' and i.reply_by > now())`;
const SELECT = `select i.id, i.call_id as "callId", i.from_organisation_id as "fromId", i.to_organisation_id as "toId", i.message, i.status,
    i.reply_by as "replyBy", i.sent_at as "sentAt", i.answered_at as "answeredAt", i.decline_reason as "declineReason",
    ${WAITING} as waiting,
    (${WAITING} and exists (select from call c where c.id = i.call_id and c.opens_at <= now() and c.deadline > now())
      and not exists (select from partnership_side s where s.active and s.call_id = i.call_id
        and s.organisation_id in (i.from_organisation_id, i.to_organisation_id))) as acceptable,
    (select count(*)::int from invitation o where o.call_id = i.call_id and o.id <> i.id and o.status = 'PENDING' and o.reply_by > now()
      and o.to_organisation_id = case when i.to_organisation_id = any($2::uuid[]) then i.to_organisation_id
        when i.from_organisation_id = any($2::uuid[]) then i.from_organisation_id end) as "otherPendingCount"
  from invitation i`;

const BY_ID = `${SELECT} where i.id = $3 and ${VISIBLE_SQL}`;

/** The invitation, if the actor may see it. */
export async function invitationById(db: SqlClient, actor: Actor, id: string): Promise<InvitationView | null> {
  const { rows } = await db.query<InvitationView>(BY_ID, [...visibilityValues(actor), id]);
  return rows[0] ?? null;
}

const MATCHES = `$3 in (i.from_organisation_id, i.to_organisation_id) and ($4::text[] is null or i.status = any($4)) and ${VISIBLE_SQL}`;
const PAGE = `${SELECT} where ${MATCHES}
  and ($5::uuid is null or (i.sent_at, i.id) < (select last.sent_at, last.id from invitation last where last.id = $5))
  order by i.sent_at desc, i.id desc limit $6`;
const COUNT = `select count(*)::int as count from invitation i where ${MATCHES}`;

/** One page of the invitations from and to an organisation, newest first, after the invitation `afterId`; and how many there are in all. */
export async function invitationPage(
  db: SqlClient,
  actor: Actor,
  { organisationId, status }: { organisationId: string; status: readonly InvitationStatus[] | null },
  afterId: string | null,
  limit: number,
): Promise<{ rows: InvitationView[]; totalCount: number }> {
  const values = [...visibilityValues(actor), organisationId, status];
  const [page, count] = await Promise.all([
    db.query<InvitationView>(PAGE, [...values, afterId, limit]),
    db.query<{ count: number }>(COUNT, values),
  ]);
  return { rows: page.rows, totalCount: count.rows[0]?.count ?? 0 };
}

/** How often one organisation may ask the same other one in a call. */
export const MOST_ASKED = 3;

/** What stands between two organisations in a call. */
export interface RelationRow {
  ownId: string;
  otherId: string;
  blockedByOwn: boolean;
  blockedByOther: boolean;
  open: number;
  invited: boolean;
  invitedByOther: boolean;
  /** Invitations from the own to the other one, whatever became of them. */
  asked: number;
}

const OPEN = `i.call_id = $1 and i.status = 'PENDING' and i.reply_by > now()`;
const RELATIONS = `select own.id as "ownId", other.id as "otherId",
    exists (select from organisation_block b where b.organisation_id = own.id and b.blocked_organisation_id = other.id) as "blockedByOwn",
    exists (select from organisation_block b where b.organisation_id = other.id and b.blocked_organisation_id = own.id) as "blockedByOther",
    own.open,
    exists (select from invitation i where ${OPEN} and i.from_organisation_id = own.id and i.to_organisation_id = other.id) as invited,
    exists (select from invitation i where ${OPEN} and i.from_organisation_id = other.id and i.to_organisation_id = own.id) as "invitedByOther",
    (select count(*)::int from invitation i where i.call_id = $1 and i.from_organisation_id = own.id and i.to_organisation_id = other.id) as asked
  from (select o.id, (select count(*)::int from invitation i where ${OPEN} and i.from_organisation_id = o.id) as open
    from unnest($2::uuid[]) o(id)) own
  cross join unnest($3::uuid[]) other(id)`;

/** Every pair of an own and another organisation in a call. */
export async function relations(
  db: SqlClient,
  callId: string,
  ownIds: readonly string[],
  otherIds: readonly string[],
): Promise<RelationRow[]> {
  return (await db.query<RelationRow>(RELATIONS, [callId, ownIds, otherIds])).rows;
}

/** How many invitations a person sent within the last day, for whichever organisation. */
export async function sentWithinADay(db: SqlClient, personId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from invitation where sent_by = $1 and sent_at > now() - interval '1 day'`,
    [personId],
  );
  return rows[0]?.count ?? 0;
}

/** Who is called what in a letter to the other side: the alias of an organisation that the reader's side may not know by name. */
export interface LetterNames {
  /** What `to` may read of `from`. */
  fromForTo: string;
  /** What `from` may read of `to`. */
  toForFrom: string;
}

const knows = (whose: string, reader: string): string => `case when ${whose}.visibility = 'PUBLIC'
    or (${whose}.visibility = 'MEMBERS' and ${reader}.verified_at is not null)
    or exists (select from partnership_side a join partnership_side b on b.partnership_id = a.partnership_id
      where a.organisation_id = ${whose}.id and b.organisation_id = ${reader}.id)
  then ${whose}.name else ${whose}.alias end`;
const NAMES = `select ${knows('f', 't')} as "fromForTo", ${knows('t', 'f')} as "toForFrom" from organisation f, organisation t where f.id = $1 and t.id = $2`;

export async function letterNames(db: SqlClient, fromId: string, toId: string): Promise<LetterNames> {
  const { rows } = await db.query<LetterNames>(NAMES, [fromId, toId]);
  return rows[0] ?? { fromForTo: '', toForFrom: '' };
}
