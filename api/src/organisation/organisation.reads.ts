import type { Actor } from '../access/actor.ts';
import { Asker } from '../access/asker.ts';
import { represents } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';
import { readAs } from './asked.reads.ts';
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
  /** RFC 3339. */
  createdAt: string | null;
  updatedAt: string | null;
  issueRows: { issueId: string; direction: IssueDirection; statement: string | null }[];
  /** Own representatives and staff see the private parts. */
  seesPrivate: boolean;
  privateAlias: string | null;
}

/** Parts of a view that cost more than its row, or are long: read only when somebody asks for them. */
const COSTLY = ['representatives', 'issues', 'profile'] as const;
type ViewPart = (typeof COSTLY)[number];

/** Which parts a read brings; what it does not bring is missing from the view. One object per choice, of which there are few. */
export interface ViewShape {
  /** Columns over alias `o` and lateral `v.fully`; everything a masked viewer may not know is cut here, in the statement. */
  readonly columns: string;
}

const ROW = `
  o.id, case when v.fully then o.name else o.alias end as name, case when v.fully then o.kind else 'OTHER' end as kind,
  o.country, case when v.fully then o.city end as city, o.visibility, o.field_ids as "fieldIds",
  (v.fully and o.verified_at is not null) as verified, (not v.fully) as pseudonymous`;

const PARTS: Readonly<Record<ViewPart, string>> = {
  representatives: `case when v.fully then (select count(*)::int from representative r where r.organisation_id = o.id) else 0 end as "representativeCount"`,
  // Rows to JSON: building objects key by key costs PostgreSQL twice as much.
  issues: `coalesce((select json_agg(issue) from (
      select i.issue_id as "issueId", i.direction, case when v.fully then i.statement end as statement
      from organisation_issue i where i.organisation_id = o.id order by i.position, i.issue_id, i.direction) issue), '[]') as "issueRows"`,
  profile: `case when v.fully then o.acronym end as acronym, case when v.fully then o.former_names else '{}' end as "formerNames",
    case when v.fully then o.about end as about, case when v.fully then o.website end as website,
    case when v.fully then o.languages else '{}' end as languages,
    case when v.fully then o.created_at end as "createdAt", case when v.fully then o.updated_at end as "updatedAt", o.alias as "privateAlias"`,
};

/** The part that a field of the API is shown from, none: the row itself. A field of another room may need anything. */
const PART_OF_FIELD: Readonly<Record<string, ViewPart | null>> = {
  ...Object.fromEntries(
    '__typename id name kind country city visibility fields verified pseudonymous'.split(' ').map((name) => [name, null]),
  ),
  ...Object.fromEntries('viewerCanEdit viewerCanVerify viewerIsRepresentative registrations'.split(' ').map((name) => [name, null])),
  ...Object.fromEntries(
    'acronym formerNames about website languages createdAt updatedAt alias'.split(' ').map((name) => [name, 'profile']),
  ),
  representativeCount: 'representatives',
  issues: 'issues',
};

const shapes = new Map<string, ViewShape>();

/** What a read must bring so that these fields of the API can be shown. */
export function viewShape(fields: Iterable<string>): ViewShape {
  const wanted = new Set<ViewPart>();
  for (const field of fields) {
    const part = PART_OF_FIELD[field];
    if (part === undefined) return WHOLE_VIEW;
    if (part !== null) wanted.add(part);
  }
  return shapeOf(COSTLY.filter((part) => wanted.has(part)));
}

function shapeOf(parts: readonly ViewPart[]): ViewShape {
  const key = parts.join();
  const known = shapes.get(key) ?? { columns: [ROW, ...parts.map((part) => PARTS[part])].join(', ') };
  shapes.set(key, known);
  return known;
}

export const WHOLE_VIEW = shapeOf(COSTLY);

/** A text per shape, the same one each time: the database knows a statement by its text. */
function onceEach(text: (shape: ViewShape) => string): (shape: ViewShape) => string {
  const made = new Map<ViewShape, string>();
  return (shape) => {
    const known = made.get(shape) ?? text(shape);
    made.set(shape, known);
    return known;
  };
}

/** Marks what only its own people and staff may read on. */
export function withPrivacy<View extends OrganisationView>(actor: Actor, row: View): View {
  row.seesPrivate = actor.isStaff || represents(actor, row.id);
  if (!row.seesPrivate) row.privateAlias = null;
  return row;
}

const statement = (where: string) => (shape: ViewShape) =>
  `select row_to_json(view) as answer from (select ${shape.columns}
    from organisation o cross join lateral (select ${FULLY_VISIBLE_SQL} as fully) v where ${where}) view`;
const BY_IDS = onceEach(statement(`o.id = any($4::uuid[]) and ${VISIBLE_SQL}`));
const BY_ID = onceEach(statement(`o.id = $4::uuid and ${VISIBLE_SQL}`));
const FOR_PARTY = statement('o.id = any($4::uuid[])')(WHOLE_VIEW);

/** Organisations by id as the actor may see them, in the order asked; null where missing or not visible. */
export async function organisationsByIds(
  db: SqlClient,
  actor: Actor,
  ids: readonly string[],
  shape = WHOLE_VIEW,
): Promise<(OrganisationView | null)[]> {
  // Of a list PostgreSQL knows how long it is, and plans anew for each; for one id its plan is kept.
  if (ids.length === 1) return [await organisationById(db, Asker.known(actor), ids[0]!, shape)];
  return inOrder(await db.query<ViewRow>(BY_IDS(shape), [...visibilityValues(actor), ids]), actor, ids);
}

/** One organisation as whoever asks may see it; null when missing or not visible. */
export async function organisationById(db: SqlClient, asker: Asker, id: string, shape = WHOLE_VIEW): Promise<OrganisationView | null> {
  const { actor, answer } = await readAs<OrganisationView>((text, values) => db.query(text, values), asker, BY_ID(shape), [id]);
  return answer && withPrivacy(actor, answer);
}

/**
 * The sides of an invitation or a partnership, for one of its parties: nobody is missing, but what the actor may not know is masked as
 * in a pseudonymous profile, also where it was hidden meanwhile. The caller has checked that the actor is a party.
 */
export async function organisationsForParty(db: SqlClient, actor: Actor, ids: readonly string[]): Promise<(OrganisationView | null)[]> {
  return inOrder(await db.query<ViewRow>(FOR_PARTY, [...visibilityValues(actor), ids]), actor, ids);
}

/** A view comes as one JSON text: Node reads it faster than column by column. */
interface ViewRow {
  readonly answer: OrganisationView;
}

function inOrder({ rows }: { rows: ViewRow[] }, actor: Actor, ids: readonly string[]): (OrganisationView | null)[] {
  const byId = new Map(rows.map(({ answer }) => [answer.id, withPrivacy(actor, answer)]));
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
