import { facesOf, type IndexedOrganisation, type SearchDocument } from '@kopru/search/document';
import type { SqlClient } from '../database/database.ts';

/** The call that is open now, else the next one: what "without a partner" refers to. */
export const CURRENT_CALL = `(select id from call where deadline > now() order by (opens_at <= now()) desc, opens_at limit 1)`;

const ORGANISATIONS = `select o.id, o.visibility, o.name, o.alias, o.acronym, o.former_names as "formerNames", o.about, o.city, o.country, o.kind,
    o.field_ids as fields, o.languages, o.verified_at is not null as verified, o.created_at as "createdAt",
    exists (select from representative r where r.organisation_id = o.id) and not exists (select from partnership_side s where s.organisation_id = o.id and s.active and s.call_id = coalesce(${CURRENT_CALL}, s.call_id)) as "withoutPartner",
    coalesce((select json_agg(json_build_object('issueId', i.issue_id, 'direction', i.direction, 'statement', i.statement) order by i.position)
      from organisation_issue i where i.organisation_id = o.id), '[]'::json) as issues
  from organisation o`;

/** The index documents of organisations as the database has them now; those that are gone have none. */
export async function loadDocuments(db: SqlClient, ids: readonly string[]): Promise<SearchDocument[]> {
  const { rows } = await db.query<IndexedOrganisation>(`${ORGANISATIONS} where o.id = any($1::uuid[])`, [ids]);
  return rows.flatMap(facesOf);
}

/** All index documents in batches, in the order of ids, for a rebuild. */
export async function* allDocuments(db: SqlClient, batch = 1000): AsyncGenerator<SearchDocument[], void, void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await db.query<IndexedOrganisation>(`${ORGANISATIONS} where o.id > $1::uuid order by o.id limit $2`, [after, batch]);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.flatMap(facesOf);
    after = last.id;
  }
}
