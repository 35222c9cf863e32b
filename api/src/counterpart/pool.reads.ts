import type { SqlClient } from '../database/database.ts';
import type { Profile } from './profile.ts';
import { REPLY_RECORD } from './reply-record.ts';

/** An organisation as the pool keeps it: whole, for no viewer in particular. Nothing of it leaves the pool but an id and its place in an order. */
export interface PooledRow {
  readonly profile: Profile;
  readonly visibility: 'PUBLIC' | 'MEMBERS' | 'PSEUDONYMOUS';
  readonly verified: boolean;
}

/** Those whom the gate could let through to anybody: hidden ones and lines of a register, who have nobody to answer, never are. */
const COLUMNS = `select o.id::text as id, o.country, o.kind, o.field_ids as "fieldIds", o.languages, o.about, o.updated_at as "updatedAt", o.visibility,
    o.verified_at is not null as verified, people.count as representatives, coalesce(record.answered, 0) as answered, coalesce(record.unanswered, 0) as unanswered,
    coalesce((select json_agg(json_build_object('issueId', i.issue_id, 'direction', i.direction, 'statement', i.statement) order by i.position, i.issue_id, i.direction)
      from organisation_issue i where i.organisation_id = o.id), '[]'::json) as issues
  from organisation o
  cross join lateral (select count(*)::int as count from representative r where r.organisation_id = o.id) people
  ${REPLY_RECORD}
  where o.visibility <> 'HIDDEN' and people.count > 0`;

const PAGE = `${COLUMNS} and ($1::uuid is null or o.id > $1::uuid) order by o.id limit $2`;
const BY_ID = `${COLUMNS} and o.id = any($1::uuid[])`;

type Row = Omit<Profile, 'masked'> & Pick<PooledRow, 'visibility' | 'verified'>;

const pooled = ({ visibility, verified, ...profile }: Row): PooledRow => ({ profile: { ...profile, masked: false }, visibility, verified });

/** The next page of everybody, by id. */
export async function pooledPage(db: SqlClient, after: string | null, size: number): Promise<PooledRow[]> {
  const { rows } = await db.query<Row>(PAGE, [after, size]);
  return rows.map(pooled);
}

/** Those of some organisations that belong into the pool. */
export async function pooledById(db: SqlClient, ids: readonly string[]): Promise<PooledRow[]> {
  const { rows } = await db.query<Row>(BY_ID, [ids]);
  return rows.map(pooled);
}
