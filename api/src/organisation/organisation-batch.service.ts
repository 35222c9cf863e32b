import { fold } from '@kopru/schema/fold';
import { dirtyMark } from '@kopru/search/outbox';
import type { Transaction } from '../database/database.ts';
import { aliasOf } from './organisation.alias.ts';
import type { IssueDirection, OrganisationKind, Visibility } from './organisation.enums.ts';

export { cleanProfile } from './organisation.profile.ts';

/** Everything a profile stores, for storing many at once. Already clean: see `cleanProfile`. */
export interface OrganisationRow {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly country: string;
  readonly city: string | null;
  readonly about: string | null;
  readonly website: string | null;
  readonly visibility: Visibility;
  readonly fieldIds: readonly string[];
  readonly languages: readonly string[];
  readonly issues: readonly { readonly issueId: string; readonly direction: IssueDirection; readonly statement: string | null }[];
  readonly acronym: string | null;
  readonly formerNames: readonly string[];
  /** Register it came from and its id there; null for an organisation that people made themselves. */
  readonly externalSource: string | null;
  readonly externalId: string | null;
  /** Made up from field and country when left out, and anew when it says others. */
  readonly alias?: string;
  readonly verifiedAt?: Date | null;
  /** Now when left out. */
  readonly createdAt?: Date;
  readonly updatedAt?: Date;
}

const BATCH = 1000;

/** Folded name, country and folded city: two rows with the same key are taken for the same organisation. */
export function identityKey(organisation: { readonly name: string; readonly country: string; readonly city?: string | null }): string {
  return [fold(organisation.name), organisation.country, fold(organisation.city ?? '')].join('|');
}

const COLUMNS = `id uuid, name text, alias text, acronym text, former_names text[], kind text, country text, city text, about text, website text, visibility text,
  field_ids text[], languages text[], verified_at timestamptz, external_source text, external_id text, identity_key text,
  created_at timestamptz, updated_at timestamptz, confirmed_at timestamptz`;

const INSERT = `insert into organisation (id, name, alias, acronym, former_names, kind, country, city, about, website, visibility, field_ids, languages, verified_at,
    external_source, external_id, identity_key, created_at, updated_at, confirmed_at)
  select id, name, alias, acronym, former_names, kind, country, city, about, website, visibility, field_ids, languages, verified_at,
    external_source, external_id, identity_key, created_at, updated_at, confirmed_at
  from jsonb_to_recordset($1::jsonb) as row(${COLUMNS})`;

const UPDATE = `update organisation o set name = row.name, alias = row.alias, acronym = row.acronym, former_names = row.former_names, kind = row.kind, country = row.country, city = row.city, about = row.about,
    website = row.website, field_ids = row.field_ids, languages = row.languages, external_source = row.external_source, external_id = row.external_id,
    identity_key = row.identity_key, updated_at = row.updated_at, confirmed_at = row.confirmed_at, version = o.version + 1
  from jsonb_to_recordset($1::jsonb) as row(${COLUMNS}) where o.id = row.id`;

const INSERT_ISSUES = `insert into organisation_issue (organisation_id, issue_id, direction, statement, position)
  select organisation_id, issue_id, direction, statement, position
  from jsonb_to_recordset($1::jsonb) as row(organisation_id uuid, issue_id text, direction text, statement text, position int)`;

function columnsOf(id: string, row: OrganisationRow, now: Date): Record<string, unknown> {
  return {
    id,
    name: row.name,
    alias: aliasOf(row.country, row.fieldIds, row.alias),
    acronym: row.acronym,
    former_names: row.formerNames,
    kind: row.kind,
    country: row.country,
    city: row.city,
    about: row.about,
    website: row.website,
    visibility: row.visibility,
    field_ids: row.fieldIds,
    languages: row.languages,
    verified_at: row.verifiedAt ?? null,
    external_source: row.externalSource,
    external_id: row.externalId,
    identity_key: identityKey(row),
    created_at: row.createdAt ?? now,
    updated_at: row.updatedAt ?? now,
    confirmed_at: row.updatedAt ?? now,
  };
}

function issuesOf(id: string, row: OrganisationRow): Record<string, unknown>[] {
  return row.issues.map((issue, position) => ({
    organisation_id: id,
    issue_id: issue.issueId,
    direction: issue.direction,
    statement: issue.statement,
    position,
  }));
}

function* batchesOf<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += BATCH) yield items.slice(start, start + BATCH);
}

/** Stores new organisations, marks them for the index, and answers their ids in the same order. No events: whoever calls says what happened. */
export async function insertOrganisations(tx: Transaction, rows: readonly OrganisationRow[]): Promise<string[]> {
  const now = new Date();
  const ids: string[] = [];
  for (const batch of batchesOf(rows)) {
    const made = await tx.query<{ id: string }>('select gen_random_uuid()::text as id from generate_series(1, $1::int)', [batch.length]);
    const pairs = batch.map((row, index) => ({ row, id: made.rows[index]?.id ?? '' }));
    await tx.query(INSERT, [JSON.stringify(pairs.map(({ id, row }) => columnsOf(id, row, now)))]);
    await tx.query(INSERT_ISSUES, [JSON.stringify(pairs.flatMap(({ id, row }) => issuesOf(id, row)))]);
    const batchIds = pairs.map(({ id }) => id);
    tx.send(...dirtyMark(batchIds));
    ids.push(...batchIds);
  }
  return ids;
}

/** Replaces profiles (not visibility or verification) and marks them for the index. */
export async function replaceOrganisations(
  tx: Transaction,
  changes: readonly { readonly id: string; readonly row: OrganisationRow }[],
): Promise<void> {
  const now = new Date();
  for (const batch of batchesOf(changes)) {
    const ids = batch.map(({ id }) => id);
    await tx.query(UPDATE, [JSON.stringify(batch.map(({ id, row }) => columnsOf(id, row, now)))]);
    await tx.query('delete from organisation_issue where organisation_id = any($1::uuid[])', [ids]);
    await tx.query(INSERT_ISSUES, [JSON.stringify(batch.flatMap(({ id, row }) => issuesOf(id, row)))]);
    tx.send(...dirtyMark(ids));
  }
}
