import type { Actor } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';
import { MOST_ASKED } from '../invitation/invitation.reads.ts';
import { FULLY_VISIBLE_SQL, visibilityValues } from '../organisation/organisation.service.ts';
import { maskProfile, type Profile } from './profile.ts';
import { countWords, type Count, type RarityCounts } from './rarity.ts';
import { REPLY_RECORD } from './reply-record.ts';
import type { WordedProfile } from './similarity.ts';

/** Whom the hard gate lets through: everything that is not a matter of degree. */
export interface Gate {
  /** The organisation that looks for a partner. */
  readonly organisationId: string;
  /** Null outside any call: then nobody has been invited or has a partner yet. */
  readonly callId: string | null;
  /** Countries of the other side. */
  readonly countries: readonly string[];
  readonly kinds: readonly string[];
  readonly filter: CandidateFilter;
}

/** Lists are OR inside, AND between; an empty list filters nothing. */
export interface CandidateFilter {
  readonly countries: readonly string[];
  readonly fields: readonly string[];
  readonly issues: readonly string[];
  readonly direction: 'NEED' | 'OFFER' | null;
  readonly kinds: readonly string[];
  readonly languages: readonly string[];
  /** True: only those staff have checked. */
  readonly verified: boolean | null;
}

/** What the viewer's organisation says, to choose the likeliest candidates from a large pool. */
export interface Wishes {
  readonly needs: readonly string[];
  readonly offers: readonly string[];
  readonly fields: readonly string[];
}

const ORGANISATION = `organisation o cross join lateral (select ${FULLY_VISIBLE_SQL} as fully) v`;

/** With whom it is settled already: blocked either way, set aside, partnered in this call, asked or asking or declined in it. */
const settled = (organisation: string, call: string): string =>
  `select blocked_organisation_id from organisation_block where organisation_id = ${organisation}::uuid
      union all select organisation_id from organisation_block where blocked_organisation_id = ${organisation}::uuid
      union all select dismissed_organisation_id from dismissal where organisation_id = ${organisation}::uuid
      union all select organisation_id from partnership_side where call_id = ${call}::uuid and active
      union all select to_organisation_id from invitation where call_id = ${call}::uuid and from_organisation_id = ${organisation}::uuid and status in ('PENDING', 'DECLINED')
      union all select from_organisation_id from invitation where call_id = ${call}::uuid and to_organisation_id = ${organisation}::uuid and status in ('PENDING', 'DECLINED')`;

/**
 * Nobody of the other side who has no people to answer (a line of a register), is hidden, blocked by or blocking the organisation, already asked or asking, declined either way, asked as often as is allowed,
 * set aside by the organisation (it alone), or partnered in this call. A filter by kind or language never meets a masked organisation, whose kind and languages the viewer may not know.
 */
const PASSES = `o.id <> $4::uuid and o.country = any($6::text[]) and o.kind = any($7::text[]) and exists (select from representative r where r.organisation_id = o.id)
    and (o.visibility = 'PSEUDONYMOUS' or (v.fully and o.visibility <> 'HIDDEN'))
    and o.id not in (
      ${settled('$4', '$5')}
      union all select to_organisation_id from invitation where call_id = $5::uuid and from_organisation_id = $4::uuid group by 1 having count(*) >= ${MOST_ASKED})
    and (cardinality($8::text[]) = 0 or o.country = any($8::text[]))
    and (cardinality($9::text[]) = 0 or o.field_ids && $9::text[])
    and ((cardinality($10::text[]) = 0 and $11::text is null) or exists (select from organisation_issue i where i.organisation_id = o.id
      and (cardinality($10::text[]) = 0 or i.issue_id = any($10::text[])) and ($11::text is null or i.direction = $11::text)))
    and (cardinality($12::text[]) = 0 or (v.fully and o.kind = any($12::text[])))
    and (cardinality($13::text[]) = 0 or (v.fully and o.languages && $13::text[]))
    and ($14::boolean is not true or (v.fully and o.verified_at is not null))`;

/** At most this many are scored; in a larger pool those that share an issue come first. */
export const MOST_CANDIDATES = 1000;

/** Who offers what is needed, needs what is offered (3 points each), or needs the same (1). */
const HITS = `hit as materialized (
    select i.organisation_id as id, sum(case when i.direction = 'OFFER' or not i.issue_id = any($15::text[]) then 3 else 1 end) as points
    from organisation_issue i
    where (i.direction = 'OFFER' and i.issue_id = any($15::text[])) or (i.direction = 'NEED' and i.issue_id = any($15::text[] || $16::text[]))
    group by 1)`;

/** A rough order by what everybody may see: points of issues, two for each shared field. Scores are exact; this only decides who is scored. */
const ROUGHLY_BEST = `coalesce(hit.points, 0) + 2 * (select count(*) from unnest(o.field_ids) f(id) where f.id = any($17::text[])) desc, o.id limit ${MOST_CANDIDATES}`;

const SHARING = `with ${HITS} select o.id::text as id from ${ORGANISATION} join hit on hit.id = o.id where ${PASSES} order by ${ROUGHLY_BEST}`;
const ALL = `with ${HITS} select o.id::text as id from ${ORGANISATION} left join hit on hit.id = o.id where ${PASSES} order by ${ROUGHLY_BEST}`;

const IS_CANDIDATE = `select from ${ORGANISATION} where ${PASSES} and o.id = $15::uuid`;

const PASSING = `select o.id::text as id from ${ORGANISATION} where ${PASSES} and o.id = any($15::uuid[])`;

const SETTLED = `select id::text as id from unnest($3::uuid[]) as asked(id) where id in (${settled('$1', '$2')})`;

const PROFILES = `select o.id::text as id, o.country, o.kind, o.field_ids as "fieldIds", o.languages, o.about, case when u.unconfirmed then 'epoch' else greatest(o.updated_at, o.confirmed_at) end as "updatedAt", u.unconfirmed, not v.fully as masked,
    (select count(*)::int from representative r where r.organisation_id = o.id) as representatives,
    coalesce(record.answered, 0) as answered, coalesce(record.unanswered, 0) as unanswered,
    coalesce((select json_agg(json_build_object('issueId', i.issue_id, 'direction', i.direction, 'statement', i.statement) order by i.position, i.issue_id, i.direction)
      from organisation_issue i where i.organisation_id = o.id), '[]'::json) as issues
  from ${ORGANISATION}
  cross join lateral (select coalesce(o.confirmation_asked_at > o.confirmed_at and o.confirmation_asked_at < now() - interval '30 days', false) as unconfirmed) u
  ${REPLY_RECORD}
  where o.id = any($4::uuid[])`;

/** Hidden and members-only organisations do not count anywhere: a frequency could tell of them. */
const OPEN = `o.visibility in ('PUBLIC', 'PSEUDONYMOUS')`;
const FIELD_COUNTS = `select f.id, count(*)::int as organisations from organisation o cross join unnest(o.field_ids) as f(id) where ${OPEN} group by f.id order by f.id collate "C"`;
const ISSUE_COUNTS = `select i.issue_id as id, count(distinct i.organisation_id)::int as organisations
  from organisation_issue i join organisation o on o.id = i.organisation_id where ${OPEN} group by i.issue_id order by i.issue_id collate "C"`;
const OPEN_COUNT = `select count(*)::int as organisations from organisation o where ${OPEN}`;
/** Words of pseudonymous organisations do not count either. A thousand texts say well enough how common a word is. */
const SOME_TEXTS = `select o.about, coalesce((select json_agg(json_build_object('statement', i.statement)) from organisation_issue i where i.organisation_id = o.id and i.statement is not null), '[]'::json) as issues
  from organisation o where o.visibility = 'PUBLIC' and o.about is not null order by o.id limit 1000`;

function gateValues(actor: Actor, gate: Gate): unknown[] {
  const { filter } = gate;
  return [
    ...visibilityValues(actor),
    gate.organisationId,
    gate.callId,
    gate.countries,
    gate.kinds,
    filter.countries,
    filter.fields,
    filter.issues,
    filter.direction,
    filter.kinds,
    filter.languages,
    filter.verified,
  ];
}

/** Ids of the likeliest candidates: everybody in a small pool, in a large one those who share an issue, without looking at all the others. */
export async function likeliestCandidates(db: SqlClient, actor: Actor, gate: Gate, wishes: Wishes): Promise<string[]> {
  const values = [...gateValues(actor, gate), wishes.needs, wishes.offers, wishes.fields];
  const sharing = await db.query<{ id: string }>(SHARING, values);
  const { rows } = sharing.rows.length < MOST_CANDIDATES ? await db.query<{ id: string }>(ALL, values) : sharing;
  return rows.map((row) => row.id);
}

/** Whether one organisation passes the gate. */
export async function isCandidate(db: SqlClient, actor: Actor, gate: Gate, organisationId: string): Promise<boolean> {
  const { rows } = await db.query(IS_CANDIDATE, [...gateValues(actor, gate), organisationId]);
  return rows.length > 0;
}

/** Those of some organisations that pass the gate. */
export async function passingOf(db: SqlClient, actor: Actor, gate: Gate, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(PASSING, [...gateValues(actor, gate), ids]);
  return new Set(rows.map((row) => row.id));
}

/** Those of some organisations with whom it is settled already, whatever else the gate says of them. */
export async function settledOf(db: SqlClient, { organisationId, callId }: Gate, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(SETTLED, [organisationId, callId, ids]);
  return new Set(rows.map((row) => row.id));
}

/** Profiles as the actor may know them: masked ones hold nothing that is behind the mask. */
export async function profilesOf(db: SqlClient, actor: Actor, ids: readonly string[]): Promise<Profile[]> {
  const { rows } = await db.query<Profile>(PROFILES, [...visibilityValues(actor), ids]);
  return rows.map((row) => (row.masked ? maskProfile(row) : row));
}

/** How often fields, issues and words are said by organisations that may be recommended to anybody. */
export async function rarityCounts(db: SqlClient): Promise<RarityCounts> {
  type Row = { id: string; organisations: number };
  const [all, fields, issues, texts] = await Promise.all([
    db.query<Row>(OPEN_COUNT),
    db.query<Row>(FIELD_COUNTS),
    db.query<Row>(ISSUE_COUNTS),
    db.query<WordedProfile>(SOME_TEXTS),
  ]);
  const among = all.rows[0]?.organisations ?? 0;
  const counted = ({ rows }: { rows: Row[] }): Count<string> => ({ among, saying: rows.map((row) => [row.id, row.organisations]) });
  return { fields: counted(fields), issues: counted(issues), words: await countWords(texts.rows) };
}

/** Whether the organisation has a partner in the call. */
export async function hasPartner(db: SqlClient, organisationId: string, callId: string | null): Promise<boolean> {
  const { rows } = await db.query('select from partnership_side where organisation_id = $1 and call_id = $2::uuid and active', [
    organisationId,
    callId,
  ]);
  return rows.length > 0;
}

/** A call's own weights; null when it has none. */
export async function callWeights(db: SqlClient, callId: string | null): Promise<Record<string, unknown> | null> {
  const { rows } = await db.query<{ weights: Record<string, unknown> | null }>('select weights from call where id = $1::uuid', [callId]);
  return rows[0]?.weights ?? null;
}
