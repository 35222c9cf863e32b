import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { FIELDS, ISSUES } from '@kopru/schema/vocabulary';

export const ORGANISATIONS = 20_000;

const FIRST =
  'Açık Berrak Çınar Deniz Eşit Fidan Güneş Işık İmece Kıyı Ölçek Şafak Ümit Yaprak Žiburys Århus Ökoweg Łąka Śródmieście Éclat Ñandú Älvor Ôrizon Zelená Bříza'.split(
    ' ',
  );
const SECOND =
  'Su Yol Köprü Ses Toprak Orman Gençlik Kadın Mahalle Kent Köy Işığı Komşu Dayanışma Hafıza Atölye Bahçe Rüzgâr Sokak Meydan Liman Vadi Dağ Göl Ada'.split(
    ' ',
  );
const THIRD =
  'Derneği Vakfı Girişimi Kooperatifi e. V. Stiftung Association Fundacja Kollektiv Nätverk Forening Zadruga Ühing Biedrība Asociația'.split(
    ' ',
  );

/**
 * Fills a migrated database with invented organisations: 40% Turkish, 60% spread over 27 countries; one to three fields, two to six issues,
 * up to two representatives; 91% public, 4% for members, 3% pseudonymous, 2% hidden. The same every time.
 * Answers the session token of a person who represents one verified organisation, and the ids the benches ask for.
 */
export async function fill(client: pg.Client, organisations = ORGANISATIONS): Promise<{ token: string; ownId: string; ids: string[] }> {
  await client.query('select setseed(0.4711)');
  await client.query(
    `insert into organisation (id, name, alias, kind, country, city, about, website, visibility, field_ids, languages, verified_at, identity_key, created_at, updated_at)
     select uuidv7(), ($1::text[])[1 + n % cardinality($1::text[])] || ' ' || ($2::text[])[1 + (n / 25) % cardinality($2::text[])] || ' ' || ($3::text[])[1 + (n / 7) % cardinality($3::text[])] || ' ' || n,
       'Organisation ' || n, (array['ASSOCIATION','FOUNDATION','COOPERATIVE','SOCIAL_COMPANY','CIVIL_INITIATIVE'])[1 + n % 5],
       case when random() < 0.4 then 'TR' else (string_to_array('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK', ' '))[1 + floor(random() * 27)::int] end,
       'City ' || (n % 300), repeat('What organisation ' || n || ' does, in its own words. ', 4), 'https://organisation-' || n || '.example',
       case when n % 100 < 91 then 'PUBLIC' when n % 100 < 95 then 'MEMBERS' when n % 100 < 98 then 'PSEUDONYMOUS' else 'HIDDEN' end,
       (select array_agg(f) from (select f from unnest($4::text[]) with ordinality u(f, i) order by md5(n::text || f) limit 1 + n % 3) x),
       case when n % 3 = 0 then '{tr,en}' else '{en}' end::text[], case when n % 4 < 3 then now() end, 'bench|' || n,
       now() - make_interval(mins => n), now() - make_interval(mins => n)
     from generate_series(1, $5::int) n`,
    [FIRST, SECOND, THIRD, FIELDS.map((field) => field.id), organisations],
  );
  await client.query(
    `insert into organisation_issue (organisation_id, issue_id, direction, statement, position)
     select o.id, x.issue, case when x.place % 2 = 0 then 'NEED' else 'OFFER' end, case when x.place < 3 then 'In our own words, ' || x.issue end, x.place
     from organisation o cross join lateral (
       select issue, (row_number() over ())::int as place from (select issue from unnest($1::text[]) issue order by md5(o.identity_key || issue) limit 2 + ascii(right(o.identity_key, 1)) % 5) y) x`,
    [ISSUES.map((issue) => issue.id)],
  );
  await client.query(
    `insert into auth."user" (id, name, email, "emailVerified") select uuidv7(), 'Person ' || n, 'person' || n || '@example.test', true from generate_series(1, 3000) n`,
  );
  await client.query(
    `with people as (select id, row_number() over (order by email) as n from auth."user"), organisations as (select id, row_number() over (order by id) as n from organisation)
     insert into representative (organisation_id, person_id)
     select o.id, p.id from organisations o join generate_series(0, 1) k on (o.n + k) % 3 > 0 join people p on p.n = 1 + (o.n * 2 + k) % 3000`,
  );
  return { ...(await someone(client)), ids: await askedIds(client) };
}

async function someone(client: pg.Client): Promise<{ token: string; ownId: string }> {
  const token = randomBytes(24).toString('hex');
  await client.query(`insert into auth."user" (name, email, "emailVerified") values ('Reader', 'reader@example.test', true)`);
  await client.query(
    `insert into auth.session ("expiresAt", token, "updatedAt", "userId") select now() + interval '1 day', $1, now(), id from auth."user" where email = 'reader@example.test'`,
    [token],
  );
  const { rows } = await client.query<{ id: string }>(
    `insert into representative (organisation_id, person_id)
     select (select id from organisation where visibility = 'PUBLIC' and verified_at is not null and country = 'TR' order by id limit 1), id from auth."user" where email = 'reader@example.test'
     returning organisation_id as id`,
  );
  return { token, ownId: rows[0]!.id };
}

async function askedIds(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from organisation where visibility in ('PUBLIC', 'MEMBERS') order by md5(id::text) limit 500`,
  );
  return rows.map((row) => row.id);
}
