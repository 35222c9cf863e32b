import type { Actor } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';
import { readableValues, READABLE_SQL } from './programme.policy.ts';

/** An event as staff read it: names are those of now. */
export interface ActivityRow {
  id: string;
  kind: string;
  at: Date;
  /** Sentence with `{0}`, `{1}` for `names`. */
  template: string;
  organisationIds: string[];
  /** Of `organisationIds`, in their order; null for an organisation that is gone. */
  names: (string | null)[];
  callId: string | null;
}

const COLUMNS = `a.id, a.kind, a.at, a.template, a.organisation_ids as "organisationIds", a.call_id as "callId",
  array(select o.name from unnest(a.organisation_ids) with ordinality x(id, position)
    left join organisation o on o.id = x.id order by x.position) as names`;

// With a call the index on (call_id, id) is read from its end twice and merged; one condition with OR would walk the whole diary.
const OF_CALL = `select * from (
    (select * from activity where call_id = $2::uuid and ($3::uuid is null or id < $3::uuid) order by id desc limit $4)
    union all
    (select * from activity where call_id is null and ($3::uuid is null or id < $3::uuid) order by id desc limit $4)) both_kinds`;
const OF_ALL = `select * from activity where $3::uuid is null or id < $3::uuid order by id desc limit $4`;

const page = (source: string): string => `select ${COLUMNS} from (${source}) a where ${READABLE_SQL} order by a.id desc limit $4`;
const PAGE_OF_CALL = page(OF_CALL);
const PAGE_OF_ALL = page(OF_ALL);

const BY_IDS = `select ${COLUMNS} from activity a where ${READABLE_SQL} and a.id = any($3::uuid[])`;

/** Newest first, at most `limit`, older than the event `beforeId` when given. */
export async function activitiesBefore(
  db: SqlClient,
  actor: Actor,
  { callId, beforeId, limit }: { callId: string | null; beforeId: string | null; limit: number },
): Promise<ActivityRow[]> {
  const { rows } = await db.query<ActivityRow>(callId ? PAGE_OF_CALL : PAGE_OF_ALL, [...readableValues(actor, callId), beforeId, limit]);
  return rows;
}

/** Those of the events that the actor may read, in the order asked. */
export async function activitiesByIds(db: SqlClient, actor: Actor, callId: string | null, ids: readonly string[]): Promise<ActivityRow[]> {
  const { rows } = await db.query<ActivityRow>(BY_IDS, [...readableValues(actor, callId), ids]);
  return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}
