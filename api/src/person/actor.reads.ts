import { ANONYMOUS, type Actor } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';

const ACTOR_COLUMNS = `
  u.id as "personId", u.name, u.email, u."emailVerified",
  exists (select from staff_member s where s.person_id = u.id) as "isStaff",
  coalesce(own.ids, '{}') as "organisationIds", coalesce(own.verified, '{}') as "verifiedOrganisationIds",
  coalesce((select array_agg(distinct other.organisation_id) from partnership_side mine
    join partnership_side other on other.partnership_id = mine.partnership_id and other.organisation_id <> mine.organisation_id
    where mine.organisation_id = any(own.ids)), '{}') as "partnerOrganisationIds"`;

const OWN = `left join lateral (
  select array_agg(o.id order by r.since, o.id) as ids, array_agg(o.id order by r.since, o.id) filter (where o.verified_at is not null) as verified
  from representative r join organisation o on o.id = r.organisation_id where r.person_id = u.id) own on true`;

const BY_TOKEN = `select ${ACTOR_COLUMNS} from auth.session t join auth."user" u on u.id = t."userId" ${OWN}
  where t.token = $1 and t."expiresAt" > now()`;

/** Who holds a session: one statement. A token that is unknown or over is nobody. */
export async function actorByToken(db: SqlClient, token: string | null): Promise<Actor> {
  if (token === null) return ANONYMOUS;
  const { rows } = await db.query<Actor>(BY_TOKEN, [token]);
  return rows[0] ?? ANONYMOUS;
}
