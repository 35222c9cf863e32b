import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { organisations } from './organisations.ts';

const INSERT = `with given as (select * from jsonb_to_recordset($1::jsonb) as (id uuid, visibility text, name text, alias text, acronym text, "formerNames" text[], about text,
    city text, country text, kind text, fields text[], issues jsonb, languages text[], verified boolean, "createdAt" timestamptz)),
  added as (insert into organisation (id, name, alias, acronym, former_names, kind, country, city, about, visibility, field_ids, languages, verified_at, identity_key, created_at, updated_at)
    select id, name, alias, acronym, "formerNames", kind, country, city, about, visibility, fields, languages, case when verified then now() end, 'bench|' || id, "createdAt", "createdAt" from given)
  insert into organisation_issue (organisation_id, issue_id, direction, statement, position)
  select id, issue ->> 'issueId', issue ->> 'direction', issue ->> 'statement', place from given, jsonb_array_elements(issues) with ordinality as stated (issue, place)`;

/** Puts the organisations into the server's tables, and a reader who represents one verified organisation; answers the reader's session token and that organisation. */
export async function fillServer(client: pg.Client, count: number): Promise<{ token: string; ownId: string }> {
  await client.query('set session_replication_role = replica');
  for (const batch of organisations(count)) await client.query(INSERT, [JSON.stringify(batch)]);
  await client.query('set session_replication_role = origin');
  const token = randomBytes(24).toString('hex');
  const { rows } = await client.query<{ ownId: string }>(
    `with reader as (insert into auth."user" (name, email, "emailVerified") values ('Reader', 'reader@example.test', true) returning id),
       session as (insert into auth.session ("expiresAt", token, "updatedAt", "userId") select now() + interval '1 day', $1, now(), id from reader)
     insert into representative (organisation_id, person_id)
     select (select id from organisation where visibility = 'PUBLIC' and verified_at is not null order by id limit 1), id from reader returning organisation_id as "ownId"`,
    [token],
  );
  await client.query('vacuum analyze');
  return { token, ownId: rows[0]!.ownId };
}
