import type { Actor } from '../access/actor.ts';
import { represents } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';
import { FULLY_VISIBLE_SQL, VISIBLE_SQL, visibilityValues } from './organisation.policy.ts';
import type { OrganisationKind, Visibility } from './organisation.enums.ts';
import { type IssueDirection } from './organisation.enums.ts';

/** An organisation as one viewer may see it: a plain row, already masked. Never cache it across viewers. */
export interface OrganisationView {
  id: string;
  name: string;
  acronym: string | null;
  formerNames: string[];
  kind: OrganisationKind;
  country: string;
  city: string | null;
  about: string | null;
  website: string | null;
  visibility: Visibility;
  fieldIds: string[];
  languages: string[];
  verified: boolean;
  pseudonymous: boolean;
  representativeCount: number;
  createdAt: Date | null;
  updatedAt: Date | null;
  issueRows: { issueId: string; direction: IssueDirection; statement: string | null }[];
  /** Own representatives and staff see the private parts. */
  seesPrivate: boolean;
  privateAlias: string | null;
}

/** Columns of `OrganisationView` over alias `o` and lateral `v.fully`; everything a masked viewer may not know is cut here, in the statement. */
export const ORGANISATION_VIEW_COLUMNS = `
  o.id, case when v.fully then o.name else o.alias end as name,
  case when v.fully then o.acronym end as acronym,
  case when v.fully then o.former_names else '{}' end as "formerNames",
  case when v.fully then o.kind else 'OTHER' end as kind,
  o.country, case when v.fully then o.city end as city, case when v.fully then o.about end as about,
  case when v.fully then o.website end as website, o.visibility, o.field_ids as "fieldIds",
  case when v.fully then o.languages else '{}' end as languages,
  (v.fully and o.verified_at is not null) as verified, (not v.fully) as pseudonymous,
  case when v.fully then (select count(*)::int from representative r where r.organisation_id = o.id) else 0 end as "representativeCount",
  case when v.fully then o.created_at end as "createdAt", case when v.fully then o.updated_at end as "updatedAt",
  coalesce((select json_agg(json_build_object('issueId', i.issue_id, 'direction', i.direction,
      'statement', case when v.fully then i.statement end) order by i.position, i.issue_id, i.direction)
    from organisation_issue i where i.organisation_id = o.id), '[]'::json) as "issueRows",
  o.alias as "privateAlias"`;

export const ORGANISATION_VIEW_FROM = `from organisation o cross join lateral (select ${FULLY_VISIBLE_SQL} as fully) v`;

const BY_IDS = `select ${ORGANISATION_VIEW_COLUMNS} ${ORGANISATION_VIEW_FROM} where o.id = any($4::uuid[]) and ${VISIBLE_SQL}`;

const FOR_PARTY = `select ${ORGANISATION_VIEW_COLUMNS} ${ORGANISATION_VIEW_FROM} where o.id = any($4::uuid[])`;

/** Marks what only its own people and staff may read on. */
export function withPrivacy(actor: Actor, row: OrganisationView): OrganisationView {
  row.seesPrivate = actor.isStaff || represents(actor, row.id);
  if (!row.seesPrivate) row.privateAlias = null;
  return row;
}

/** Organisations by id as the actor may see them, in the order asked; null where missing or not visible. */
export async function organisationsByIds(db: SqlClient, actor: Actor, ids: readonly string[]): Promise<(OrganisationView | null)[]> {
  return inOrder(await db.query<OrganisationView>(BY_IDS, [...visibilityValues(actor), ids]), actor, ids);
}

/**
 * The sides of an invitation or a partnership, for one of its parties: nobody is missing, but what the actor may not know is masked as
 * in a pseudonymous profile, also where it was hidden meanwhile. The caller has checked that the actor is a party.
 */
export async function organisationsForParty(db: SqlClient, actor: Actor, ids: readonly string[]): Promise<(OrganisationView | null)[]> {
  return inOrder(await db.query<OrganisationView>(FOR_PARTY, [...visibilityValues(actor), ids]), actor, ids);
}

function inOrder({ rows }: { rows: OrganisationView[] }, actor: Actor, ids: readonly string[]): (OrganisationView | null)[] {
  const byId = new Map(rows.map((row) => [row.id, withPrivacy(actor, row)]));
  return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
}

/** People who represent organisations, for those who may know them. */
export interface RepresentativeRow {
  organisationId: string;
  id: string;
  name: string;
  email: string;
}

export async function representativesOf(db: SqlClient, organisationIds: readonly string[]): Promise<RepresentativeRow[]> {
  const { rows } = await db.query<RepresentativeRow>(
    `select r.organisation_id as "organisationId", u.id, u.name, u.email from representative r join auth."user" u on u.id = r.person_id
     where r.organisation_id = any($1::uuid[]) order by r.since, u.id`,
    [organisationIds],
  );
  return rows;
}

/** Register numbers by organisation; the caller has checked that the actor may know them. */
export async function registrationsOf(db: SqlClient, organisationIds: readonly string[]): Promise<RegistrationRow[][]> {
  const { rows } = await db.query<RegistrationRow>(
    `select id, organisation_id as "organisationId", scheme, value, verified_at as "verifiedAt" from registration
     where organisation_id = any($1::uuid[]) order by scheme, value`,
    [organisationIds],
  );
  return organisationIds.map((id) => rows.filter((row) => row.organisationId === id));
}

export interface RegistrationRow {
  id: string;
  organisationId: string;
  scheme: string;
  value: string;
  verifiedAt: Date | null;
}

/** Who looked at a pseudonymous profile, newest first, at most 50. */
export async function profileViewsOf(db: SqlClient, organisationId: string): Promise<{ at: Date; viewerOrganisationId: string | null }[]> {
  const { rows } = await db.query<{ at: Date; viewerOrganisationId: string | null }>(
    `select at, viewer_organisation_id as "viewerOrganisationId" from profile_view where organisation_id = $1 order by at desc limit 50`,
    [organisationId],
  );
  return rows;
}
