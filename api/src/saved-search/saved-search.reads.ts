import type { OrganisationHit } from '@kopru/search/port';
import type { Actor } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';
import { SHOWN_FACE_SQL, visibilityValues } from '../organisation/organisation.service.ts';
import type { DigestRhythm } from '../digest/digest.enums.ts';
import { VISIBLE_SQL } from './saved-search.policy.ts';

/** What a saved search asks of the directory, as the directory's own filter. */
export interface SavedFilter {
  countries?: string[];
  fields?: string[];
  issues?: string[];
  direction?: 'NEED' | 'OFFER';
  kinds?: string[];
  languages?: string[];
  withoutPartner?: boolean;
  verified?: boolean;
}

export interface SavedSearchView {
  id: string;
  personId: string;
  name: string;
  query: string;
  filter: SavedFilter;
  digest: DigestRhythm;
  timeZone: string;
  language: 'en' | 'tr';
  createdAt: Date;
  nextAt: Date | null;
}

export const COLUMNS = `s.id, s.person_id as "personId", s.name, s.query, s.filter, s.digest, s.time_zone as "timeZone", s.language,
  s.created_at as "createdAt", s.next_at as "nextAt"`;

const OWN = `select ${COLUMNS} from saved_search s where ${VISIBLE_SQL} and s.deleted_at is null order by s.created_at, s.id`;
const ONE = `select ${COLUMNS} from saved_search s where ${VISIBLE_SQL} and s.id = $2::uuid`;

/** A person's saved searches, oldest first. */
export async function savedSearchesOf(db: SqlClient, personId: string): Promise<SavedSearchView[]> {
  return (await db.query<SavedSearchView>(OWN, [personId])).rows;
}

/** One of the person's, also a deleted one. */
export async function savedSearchOf(db: SqlClient, personId: string, id: string): Promise<SavedSearchView | null> {
  return (await db.query<SavedSearchView>(ONE, [personId, id])).rows[0] ?? null;
}

/**
 * Found since the person last looked, and visible to them at this moment by the face that was found: what was hidden meanwhile is neither named nor counted, and what was
 * masked or unmasked meanwhile only once the search finds its other face too. By its words alone a search would say whose alias it is.
 */
const UNSEEN = `saved_search_find f join organisation o on o.id = f.organisation_id
  where f.saved_search_id = any($4::uuid[]) and f.seen_at is null and f.face = ${SHOWN_FACE_SQL}`;

/** Remembers what a search finds now, and by which face; of what it knows only the face is news. */
export async function rememberFinds(client: SqlClient, id: string, hits: readonly OrganisationHit[]): Promise<void> {
  await client.query(
    `insert into saved_search_find as f (saved_search_id, organisation_id, face)
     select $1, o.id, hit.face from json_to_recordset($2::json) as hit(id uuid, face text) join organisation o on o.id = hit.id
     on conflict (saved_search_id, organisation_id) do update set face = excluded.face where f.face <> excluded.face`,
    [id, JSON.stringify(hits.map(({ organisationId, face }) => ({ id: organisationId, face })))],
  );
}

/** How many unseen finds each saved search has, in the order asked. */
export async function unseenCounts(db: SqlClient, actor: Actor, ids: readonly string[]): Promise<number[]> {
  const { rows } = await db.query<{ id: string; count: number }>(
    `select f.saved_search_id as id, count(*)::int as count from ${UNSEEN} group by 1`,
    [...visibilityValues(actor), ids],
  );
  const counts = new Map(rows.map((row) => [row.id, row.count]));
  return ids.map((id) => counts.get(id) ?? 0);
}

/** The unseen finds of a saved search, newest first. */
export async function unseenFinds(db: SqlClient, actor: Actor, id: string, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(`select o.id from ${UNSEEN} order by f.found_at desc, o.id limit $5`, [
    ...visibilityValues(actor),
    [id],
    limit,
  ]);
  return rows.map((row) => row.id);
}
