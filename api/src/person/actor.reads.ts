import DataLoader from 'dataloader';
import { ANONYMOUS, type Actor } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';

const ACTOR = `select u.id as "personId", u.name, u.email, u."emailVerified",
  exists (select from staff_member s where s.person_id = u.id) as "isStaff",
  coalesce(own.ids, '{}') as "organisationIds", coalesce(own.verified, '{}') as "verifiedOrganisationIds",
  coalesce((select array_agg(distinct other.organisation_id) from partnership_side mine
    join partnership_side other on other.partnership_id = mine.partnership_id and other.organisation_id <> mine.organisation_id
    where mine.organisation_id = any(own.ids)), '{}') as "partnerOrganisationIds"
  from auth."user" u left join lateral (
    select array_agg(o.id order by r.since, o.id) as ids, array_agg(o.id order by r.since, o.id) filter (where o.verified_at is not null) as verified
    from representative r join organisation o on o.id = r.organisation_id where r.person_id = u.id) own on true`;

/**
 * The row `asker` of a statement that looks up itself who asks: `$1` is a session's token, and of one that is unknown or over there is no row.
 * Beside `actor` stands what the organisations' policy asks of them. `offset 0` has PostgreSQL find each part out once.
 */
export const ASKER = `asker as materialized (
  select row_to_json(found) as actor, found."isStaff" as staff, found."organisationIds" || found."partnerOrganisationIds" as known,
    cardinality(found."verifiedOrganisationIds") > 0 as member
  from (select actor.* from auth.session t join lateral (${ACTOR} where u.id = t."userId") actor on true
    where t.token = $1 and t."expiresAt" > now() offset 0) found)`;

const BY_TOKEN = `select t.token, row_to_json(actor) as actor from auth.session t join lateral (${ACTOR} where u.id = t."userId") actor on true
  where t.token = $1 and t."expiresAt" > now()`;

/** The tokens come as JSON: of an array PostgreSQL knows the length, and would plan anew for each. */
const BY_TOKENS = `select t.token, row_to_json(actor) as actor from json_array_elements_text($1::json) asked(token)
  join auth.session t on t.token = asked.token and t."expiresAt" > now() join lateral (${ACTOR} where u.id = t."userId") actor on true`;

const MOST_AT_ONCE = 100;

/**
 * Who holds a session, as it is now: nothing is kept from one question to the next, so that a session that ended and a right that was taken
 * away count at once. What is asked in the same turn of the event loop is one statement, sent after the last of it was asked.
 */
export class ActorReads {
  private readonly turn: DataLoader<string, Actor>;

  constructor(db: SqlClient) {
    this.turn = new DataLoader((tokens) => actorsByTokens(db, tokens), {
      cache: false,
      maxBatchSize: MOST_AT_ONCE,
      batchScheduleFn: (send) => setImmediate(send),
    });
  }

  /** A token that is unknown or over is nobody. */
  async byToken(token: string | null): Promise<Actor> {
    return token === null ? ANONYMOUS : this.turn.load(token);
  }
}

async function actorsByTokens(db: SqlClient, tokens: readonly string[]): Promise<Actor[]> {
  const different = [...new Set(tokens)];
  const [text, value] = different.length === 1 ? [BY_TOKEN, different[0]] : [BY_TOKENS, JSON.stringify(different)];
  const { rows } = await db.query<{ token: string; actor: Actor }>(text, [value]);
  const found = new Map(rows.map(({ token, actor }) => [token, actor]));
  return tokens.map((token) => found.get(token) ?? ANONYMOUS);
}

const BY_PERSON = `${ACTOR} where u.id = $1`;

/** A person as they would act now, for work that is done in their name without them: letters about what they may see. */
export async function actorByPerson(db: SqlClient, personId: string): Promise<Actor> {
  const { rows } = await db.query<Actor>(BY_PERSON, [personId]);
  return rows[0] ?? ANONYMOUS;
}
