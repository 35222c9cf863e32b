import type { SqlClient } from '../database/database.ts';
import { momentAgo } from './moments.ts';

/** What was told of the document's versions since `$2` happened at `$3`; the diary sorts by ids, which hold their moment. */
const AGO = `
  with told as (
    select a.id from activity a join document d on d.id = $1 where a.at >= $2 and a.kind in ('VERSION_NAMED', 'VERSION_SIGNED')
      and a.organisation_ids <@ array(select s.organisation_id from partnership_side s where s.partnership_id = d.partnership_id)),
  bell as (
    update notification n set created_at = $3, id = uuidv7($3::timestamptz - now()) from document_version v
    where v.id = n.version_id and v.document_id = $1 and n.created_at >= $2),
  versions as (update document_version set made_at = $3 where document_id = $1 and made_at >= $2),
  signatures as (update document_signature set signed_at = $3 where document_id = $1 and signed_at >= $2)
  update activity set at = $3, id = uuidv7($3::timestamptz - now()) from told where activity.id = told.id`;

/** Versions and signatures are made through the door that everybody uses, which knows only now; in the demo they are some days old. */
export async function letItBeAgo(db: SqlClient, documentId: string, began: Date, days: number): Promise<void> {
  await db.query(AGO, [documentId, began, momentAgo(began, days)]);
}
