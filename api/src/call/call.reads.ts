import type { SqlClient } from '../database/database.ts';
import type { OrganisationKind } from '../organisation/organisation.enums.ts';
import type { EligibilityFacts } from './eligibility.ts';

/** A call as everybody reads it. */
export interface CallView {
  id: string;
  name: string;
  opensAt: Date;
  deadline: Date;
  originalDeadline: Date;
  timeZone: string;
  sideA: string[];
  sideB: string[];
  kinds: OrganisationKind[];
  workingLanguage: string;
  representativesPerOrganisation: number;
  maxOpenInvitations: number;
  places: number | null;
  envelopeCents: number;
  replyDays: number;
}

const SELECT = `select c.id, c.name, c.opens_at as "opensAt", c.deadline, c.original_deadline as "originalDeadline", c.time_zone as "timeZone",
  c.side_a as "sideA", c.side_b as "sideB", c.kinds, c.working_language as "workingLanguage",
  c.representatives_per_organisation as "representativesPerOrganisation", c.max_open_invitations as "maxOpenInvitations", c.places,
  c.envelope_cents as "envelopeCents", c.reply_days as "replyDays" from call c`;

export async function callsByIds(db: SqlClient, ids: readonly string[]): Promise<(CallView | null)[]> {
  const { rows } = await db.query<CallView>(`${SELECT} where c.id = any($1::uuid[])`, [ids]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
}

export async function allCalls(db: SqlClient): Promise<CallView[]> {
  return (await db.query<CallView>(`${SELECT} order by c.opens_at desc, c.id desc`)).rows;
}

/** Open now (of several, the one that ends first), else the next to open, else null. */
export async function currentCall(db: SqlClient): Promise<CallView | null> {
  const { rows } = await db.query<CallView>(
    `${SELECT} where c.deadline > now() order by c.opens_at > now(), case when c.opens_at > now() then c.opens_at else c.deadline end, c.id limit 1`,
  );
  return rows[0] ?? null;
}

export interface ExtensionRow {
  callId: string;
  oldDeadline: Date;
  newDeadline: Date;
  reason: string | null;
  at: Date;
}

/** Moved deadlines by call, oldest first. */
export async function extensionsOf(db: SqlClient, callIds: readonly string[]): Promise<ExtensionRow[][]> {
  const { rows } = await db.query<ExtensionRow>(
    `select call_id as "callId", old_deadline as "oldDeadline", new_deadline as "newDeadline", reason, at from call_extension
     where call_id = any($1::uuid[]) order by at, id`,
    [callIds],
  );
  return callIds.map((id) => rows.filter((row) => row.callId === id));
}

/** What a call's conditions look at, of one organisation. */
export interface OrganisationFacts extends EligibilityFacts {
  organisationId: string;
}

export async function eligibilityFacts(db: SqlClient, callId: string, organisationIds: readonly string[]): Promise<OrganisationFacts[]> {
  const { rows } = await db.query<OrganisationFacts>(
    `select o.id as "organisationId", o.country, o.kind, o.languages, o.verified_at is not null as verified,
       (select count(*)::int from representative r where r.organisation_id = o.id) as representatives,
       exists (select from partnership_side s where s.call_id = $1 and s.organisation_id = o.id and s.active) as partnered
     from organisation o where o.id = any($2::uuid[]) order by o.id`,
    [callId, organisationIds],
  );
  return rows;
}
