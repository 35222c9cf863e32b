import type { Actor } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';
import type { DismissalReason } from './dismissal.enums.ts';
import { VISIBLE_SQL, visibilityValues } from './dismissal.policy.ts';

/** That an organisation is not interested in another one, and why. */
export interface DismissalView {
  id: string;
  organisationId: string;
  dismissedId: string;
  reason: DismissalReason;
  note: string | null;
  at: Date;
}

const COLUMNS = `d.id, d.organisation_id as "organisationId", d.dismissed_organisation_id as "dismissedId", d.reason, d.note, d.at`;

const OF_ORGANISATION = `select ${COLUMNS} from dismissal d where d.organisation_id = $3::uuid and ${VISIBLE_SQL} order by d.at desc, d.id desc`;

const ALL = `select ${COLUMNS} from dismissal d where ${VISIBLE_SQL} and ($3::uuid is null or d.id < $3) order by d.id desc limit $4`;

/** What one organisation said, newest first. */
export async function dismissalsOf(db: SqlClient, actor: Actor, organisationId: string): Promise<DismissalView[]> {
  return (await db.query<DismissalView>(OF_ORGANISATION, [...visibilityValues(actor), organisationId])).rows;
}

/** What all organisations of the actor (for staff: all) said, newest first, from after an id on. */
export async function dismissalPage(
  db: SqlClient,
  actor: Actor,
  afterId: string | null,
  limit: number,
): Promise<{ rows: DismissalView[]; totalCount: number }> {
  const values = visibilityValues(actor);
  const [page, count] = await Promise.all([
    db.query<DismissalView>(ALL, [...values, afterId, limit]),
    db.query<{ count: number }>(`select count(*)::int as count from dismissal d where ${VISIBLE_SQL}`, values),
  ]);
  return { rows: page.rows, totalCount: count.rows[0]?.count ?? 0 };
}

/** Two organisations that are not to be brought together, because the first is not interested in the second. */
export interface DismissedPair {
  readonly organisationId: string;
  readonly dismissedId: string;
}

/**
 * Every pair across the two sides of a call of which one is not interested in the other, whenever it said so: what a round must never put
 * together. For the programme's own computing; never for showing to either of them.
 */
export async function dismissedPairs(db: SqlClient, callId: string): Promise<DismissedPair[]> {
  const { rows } = await db.query<DismissedPair>(
    `select d.organisation_id as "organisationId", d.dismissed_organisation_id as "dismissedId"
     from dismissal d join organisation o on o.id = d.organisation_id join organisation other on other.id = d.dismissed_organisation_id
     join call c on c.id = $1::uuid
     where (o.country = any(c.side_a) and other.country = any(c.side_b)) or (o.country = any(c.side_b) and other.country = any(c.side_a))
     order by d.id`,
    [callId],
  );
  return rows;
}
