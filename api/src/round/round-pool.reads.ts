import type { SqlClient } from '../database/database.ts';
import { dismissedPairs } from '../dismissal/dismissal.reads.ts';
import type { IdPair } from './round.settings.ts';

/** Somebody who could get a partner in a round. */
export interface PoolRow {
  id: string;
  country: string;
  fieldIds: string[];
  membersOnly: boolean;
  verified: boolean;
  /** Since it was made, or since its last partnership in the call ended. */
  since: Date;
}

export interface PoolConditions {
  readonly callId: string;
  readonly countries: readonly string[];
  readonly kinds: readonly string[];
  readonly verifiedOnly: boolean;
}

/** On a side of the call, of a legal form it allows, with people, not hidden, without a partner and without an open suggestion in it. */
const POOL = `select o.id::text as id, o.country, o.field_ids as "fieldIds", o.visibility = 'MEMBERS' as "membersOnly", o.verified_at is not null as verified,
    coalesce((select max(p.dropped_out_at) from partnership_side s join partnership p on p.id = s.partnership_id
      where s.call_id = $1 and not s.active and s.organisation_id = o.id), o.created_at) as since
  from organisation o
  where o.country = any($2::text[]) and o.kind = any($3::text[]) and o.visibility <> 'HIDDEN' and (not $4::boolean or o.verified_at is not null)
    and exists (select from representative r where r.organisation_id = o.id)
    and not exists (select from partnership_side s where s.call_id = $1 and s.active and s.organisation_id = o.id)
    and not exists (select from suggestion s where s.call_id = $1 and s.status = 'OPEN' and o.id in (s.left_organisation_id, s.right_organisation_id))
  order by o.id`;

export async function poolOf(db: SqlClient, { callId, countries, kinds, verifiedOnly }: PoolConditions): Promise<PoolRow[]> {
  return (await db.query<PoolRow>(POOL, [callId, countries, kinds, verifiedOnly])).rows;
}

/** Pairs of a call that may not be suggested: blocked, asked and not answered yet or declined, or no to a suggestion. */
const APART = `select a.organisation_id::text as a, a.blocked_organisation_id::text as b from organisation_block a
  union all select from_organisation_id::text, to_organisation_id::text from invitation
    where call_id = $1 and (status = 'DECLINED' or (status = 'PENDING' and reply_by > now()))
  union all select left_organisation_id::text, right_organisation_id::text from suggestion where call_id = $1 and status = 'DECLINED'`;

/** Those, and pairs of which one has set the other aside; each in both directions. */
export async function pairsApart(db: SqlClient, callId: string): Promise<IdPair[]> {
  const { rows } = await db.query<{ a: string; b: string }>(APART, [callId]);
  const setAside = (await dismissedPairs(db, callId)).map(({ organisationId, dismissedId }) => ({ a: organisationId, b: dismissedId }));
  return [...rows, ...setAside].flatMap(({ a, b }): IdPair[] => [
    [a, b],
    [b, a],
  ]);
}
