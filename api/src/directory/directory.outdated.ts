import type { Outdated } from '@kopru/search/audience';
import type { Actor } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';
import { SHOWN_FACE_SQL, visibilityValues } from '../organisation/organisation.service.ts';

/** Of each index the newest changes that it has not taken in: more wait only after an import, or while an engine is away. */
const MOST_LOOKED_AT = 1_000;

const OUTDATED = `select distinct waiting.organisation_id as "organisationId", ${SHOWN_FACE_SQL} as face
  from search.engine e cross join lateral (select d.organisation_id from search.search_dirty d where d.target = e.target
    order by d.not_before desc limit ${MOST_LOOKED_AT}) waiting
  left join organisation o on o.id = waiting.organisation_id
  where ${SHOWN_FACE_SQL} is distinct from 'full'`;

/**
 * Organisations that an index may still show otherwise than the actor may see them: changed, and not yet indexed again. Asked before the index is, so that a change is
 * known either here or there.
 */
export async function outdatedFaces(db: SqlClient, actor: Actor): Promise<Outdated[]> {
  // Staff see everybody in full.
  if (actor.isStaff) return [];
  return (await db.query<Outdated>(OUTDATED, visibilityValues(actor))).rows;
}
