import type { Actor } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';
import type { PartnershipStatus } from './partnership.enums.ts';
import { VISIBLE_SQL, visibilityValues } from './partnership.policy.ts';

/** A partnership as a plain row; only for those who may see it. */
export interface PartnershipView {
  id: string;
  callId: string;
  invitationId: string | null;
  suggestionId: string | null;
  status: PartnershipStatus;
  formedAt: Date;
  droppedOutAt: Date | null;
  dropOutReason: string | null;
  /** Side A (left) first. */
  organisationIds: string[];
}

const SELECT = `select p.id, p.call_id as "callId", p.invitation_id as "invitationId", p.suggestion_id as "suggestionId", p.status, p.formed_at as "formedAt",
    p.dropped_out_at as "droppedOutAt", p.drop_out_reason as "dropOutReason",
    array(select s.organisation_id from partnership_side s where s.partnership_id = p.id order by s.side) as "organisationIds"
  from partnership p`;

const BY_IDS = `${SELECT} where p.id = any($3::uuid[]) and ${VISIBLE_SQL}`;

/** Partnerships by id that the actor may see, in the order asked. */
export async function partnershipsByIds(db: SqlClient, actor: Actor, ids: readonly string[]): Promise<(PartnershipView | null)[]> {
  const { rows } = await db.query<PartnershipView>(BY_IDS, [...visibilityValues(actor), ids]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
}

const BY_INVITATIONS = `${SELECT} where p.invitation_id = any($3::uuid[]) and ${VISIBLE_SQL}`;

/** The partnerships that came of invitations, where the actor may see them. */
export async function partnershipsByInvitations(
  db: SqlClient,
  actor: Actor,
  invitationIds: readonly string[],
): Promise<(PartnershipView | null)[]> {
  const { rows } = await db.query<PartnershipView>(BY_INVITATIONS, [...visibilityValues(actor), invitationIds]);
  const byInvitation = new Map(rows.map((row) => [row.invitationId, row]));
  return invitationIds.map((id) => byInvitation.get(id) ?? null);
}

const BY_SUGGESTIONS = `${SELECT} where p.suggestion_id = any($3::uuid[]) and ${VISIBLE_SQL}`;

/** The partnerships that came of suggestions, where the actor may see them. */
export async function partnershipsBySuggestions(
  db: SqlClient,
  actor: Actor,
  suggestionIds: readonly string[],
): Promise<(PartnershipView | null)[]> {
  const { rows } = await db.query<PartnershipView>(BY_SUGGESTIONS, [...visibilityValues(actor), suggestionIds]);
  const bySuggestion = new Map(rows.map((row) => [row.suggestionId, row]));
  return suggestionIds.map((id) => bySuggestion.get(id) ?? null);
}

const ACTIVE_OF = `select s.organisation_id as "organisationId", v.* from partnership_side s join lateral (${SELECT} where p.id = s.partnership_id and ${VISIBLE_SQL}) v on true
  where s.active and s.call_id = $3 and s.organisation_id = any($4::uuid[])`;

/** The active partnership of each organisation in a call, where the actor may see it. */
export async function activePartnerships(
  db: SqlClient,
  actor: Actor,
  callId: string,
  organisationIds: readonly string[],
): Promise<(PartnershipView | null)[]> {
  const { rows } = await db.query<PartnershipView & { organisationId: string }>(ACTIVE_OF, [
    ...visibilityValues(actor),
    callId,
    organisationIds,
  ]);
  const byOrganisation = new Map(rows.map((row) => [row.organisationId, row]));
  return organisationIds.map((id) => byOrganisation.get(id) ?? null);
}

/** How an organisation stands, as everybody may know it. */
export interface StandingRow {
  id: string;
  /** Somebody represents it, so that it can be asked. */
  represented: boolean;
  /** In the call; in any call where there is no current one. */
  partnered: boolean;
}

const STANDINGS = `select o.id, exists (select from representative r where r.organisation_id = o.id) as represented,
    exists (select from partnership_side s where s.active and s.organisation_id = o.id and ($2::uuid is null or s.call_id = $2)) as partnered
  from unnest($1::uuid[]) o(id)`;

/** How organisations stand in a call, in the order asked. */
export async function standingsOf(db: SqlClient, callId: string | null, organisationIds: readonly string[]): Promise<StandingRow[]> {
  const { rows } = await db.query<StandingRow>(STANDINGS, [organisationIds, callId]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return organisationIds.map((id) => byId.get(id.toLowerCase()) ?? { id, represented: false, partnered: false });
}

export interface PartnershipFilter {
  callId: string | null;
  /** null: all. */
  status: readonly PartnershipStatus[] | null;
}

const MATCHES = `${VISIBLE_SQL} and ($3::uuid is null or p.call_id = $3) and ($4::text[] is null or p.status = any($4))`;
const PAGE = `${SELECT} where ${MATCHES}
  and ($5::uuid is null or (p.formed_at, p.id) < (select last.formed_at, last.id from partnership last where last.id = $5))
  order by p.formed_at desc, p.id desc limit $6`;
const COUNT = `select count(*)::int as count from partnership p where ${MATCHES}`;

/** One page, newest first, after the partnership `afterId`; and how many there are in all. */
export async function partnershipPage(
  db: SqlClient,
  actor: Actor,
  filter: PartnershipFilter,
  afterId: string | null,
  limit: number,
): Promise<{ rows: PartnershipView[]; totalCount: number }> {
  const values = [...visibilityValues(actor), filter.callId, filter.status];
  const [page, count] = await Promise.all([
    db.query<PartnershipView>(PAGE, [...values, afterId, limit]),
    db.query<{ count: number }>(COUNT, values),
  ]);
  return { rows: page.rows, totalCount: count.rows[0]?.count ?? 0 };
}
