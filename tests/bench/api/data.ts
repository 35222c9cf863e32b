import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { FIELDS, ISSUES } from '@kopru/schema/vocabulary';

export const ORGANISATIONS = 20_000;
/** As many people as connections, so that no two of them are the same. */
export const READERS = 8;

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
 * Answers session tokens of people who each represent one verified organisation, the first one's organisation, and the ids the benches ask for.
 */
export async function fill(client: pg.Client, organisations = ORGANISATIONS): Promise<{ tokens: string[]; ownId: string; ids: string[] }> {
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
  const readers: Reader[] = [];
  for (let n = 0; n < READERS; n += 1) readers.push(await reader(client, n));
  return { tokens: readers.map(({ token }) => token), ownId: readers[0]!.ownId, ids: await askedIds(client) };
}

/** A person with a session and an organisation of their own. */
interface Reader {
  readonly token: string;
  readonly ownId: string;
}

async function reader(client: pg.Client, n: number): Promise<Reader> {
  const token = randomBytes(24).toString('hex');
  const { rows } = await client.query<{ id: string }>(
    `insert into auth."user" (name, email, "emailVerified") values ('Reader', 'reader' || $1::text || '@example.test', true) returning id`,
    [n],
  );
  const personId = rows[0]!.id;
  await client.query(
    `insert into auth.session ("expiresAt", token, "updatedAt", "userId") values (now() + interval '1 day', $1, now(), $2)`,
    [token, personId],
  );
  const own = await client.query<{ id: string }>(
    `insert into representative (organisation_id, person_id)
     select (select id from organisation where visibility = 'PUBLIC' and verified_at is not null and country = 'TR' order by id offset $1 limit 1), $2
     returning organisation_id as id`,
    [n, personId],
  );
  return { token, ownId: own.rows[0]!.id };
}

async function askedIds(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from organisation where visibility in ('PUBLIC', 'MEMBERS') order by md5(id::text) limit 500`,
  );
  return rows.map((row) => row.id);
}
