/**
 * Tables and functions of the PostgreSQL index, in schema `search`. Idempotent statements, in order, for a migration to run. No
 * extension is needed: misspelt words are found through `search.term`, see docs/decisions about typos.
 */

/** A copy that is further behind is read anew. */
const CHANGES_KEPT = 100_000;

const FACE_INDEXES = [
  `create index if not exists face_body on search.face using gin (body)`,
  `create index if not exists face_names on search.face using gin (names)`,
  `create index if not exists face_by_name on search.face (name collate "und-x-icu", organisation_id)`,
  `create index if not exists face_by_age on search.face (created_at desc, organisation_id)`,
];
const TERM_INDEX = `create index if not exists term_variants on search.term using gin (variants)`;

const TABLES = [
  `create schema if not exists search`,

  // One row per face of an organisation. `body` is wide and read only while ranking, so it is pushed out of the row as soon as the row is
  // no longer small; the other columns stay together, which keeps counting over many rows cheap.
  `create table if not exists search.face (
    organisation_id uuid not null,
    face text not null check (face in ('full', 'alias')),
    audience text not null check (audience in ('public', 'members', 'closed')),
    verified boolean not null,
    without_partner boolean not null,
    created_at timestamptz not null,
    name text collate "und-x-icu" not null,
    name_keys text[] not null,
    names tsvector not null,
    tags integer[] not null,
    revision text not null,
    body tsvector not null,
    primary key (organisation_id, face)
  ) with (toast_tuple_target = 1024)`,
  `alter table search.face alter column body set storage external, alter column names set storage main,
     alter column tags set storage main, alter column name_keys set storage main, alter column name set storage main`,
  `comment on column search.face.tags is 'What is counted, as codes of search.tag: c: country, k: kind, f: field, i: issue, n: need, o: offer, d: direction, l: language'`,
  `comment on column search.face.body is 'Words, and the tags as #tag: one index answers words and filters together'`,
  // New entries wait in a list that every search reads through; each write below folds its own into the index at once.
  ...FACE_INDEXES,

  `create table if not exists search.tag (code integer primary key, tag text collate "C" not null unique)`,

  // How many faces carry a tag, by everything an audience or a flag can ask. A directory page without words is counted from here.
  `create table if not exists search.face_total (
    face text not null,
    audience text not null,
    verified boolean not null,
    without_partner boolean not null,
    tag integer not null,
    faces integer not null,
    primary key (face, audience, verified, without_partner, tag)
  )`,

  // Every word of every face, for finding what a misspelt word may mean. Never answers anybody by itself: hits decide.
  `create table if not exists search.term (
    term text collate "C" primary key,
    variants integer[] not null
  )`,
  TERM_INDEX,
  `alter table search.term add column if not exists audiences smallint not null default 7`,
  `comment on column search.term.audiences is 'Which audiences a face with the word ever had: 1 public, 2 members, 4 closed. Words of others are not even looked at'`,

  // What changed, in the order of commits: writers take one lock, so that a higher number is never visible before a lower one. Copies follow it.
  `create table if not exists search.face_change (
    seq bigint generated always as identity primary key,
    organisation_id uuid not null
  )`,

  // Rows of a rebuild that is under way.
  `create table if not exists search.face_next (
    rebuild uuid not null,
    staged_at timestamptz not null default now(),
    like search.face,
    primary key (rebuild, organisation_id, face)
  )`,
  `create table if not exists search.term_next (
    rebuild uuid not null,
    staged_at timestamptz not null default now(),
    term text collate "C" not null,
    variants integer[] not null,
    audiences smallint not null
  )`,
];

const READING = [
  // The planner does not know what comparing a wide body costs and would read the whole table. Through these it takes the index,
  // and a frequent word's thousands of rows stay in memory.
  `create or replace function search.faces_with(query tsquery) returns setof search.face language sql stable rows 300
     set enable_seqscan = off set work_mem = '32MB' as $$ select * from search.face where body @@ query $$`,
  `create or replace function search.faces_named(query tsquery) returns setof search.face language sql stable rows 100
     set enable_seqscan = off as $$ select * from search.face where names @@ query $$`,
  `create or replace function search.terms_near(wanted integer[], seen smallint) returns table (term text) language sql stable rows 100
     set enable_seqscan = off as $$ select term from search.term where variants && wanted and audiences & seen <> 0 $$`,
  `drop function if exists search.terms_near(integer[])`,
];

const TOTALS = [
  // 0 counts the faces themselves. Sorted, and under the writers' lock, so that two writers cannot wait for each other.
  `create or replace function search.count_faces() returns trigger language plpgsql as $$
  begin
    insert into search.face_total as total (face, audience, verified, without_partner, tag, faces)
    select face, audience, verified, without_partner, tag, case tg_op when 'INSERT' then count(*) else -count(*) end
    from changed cross join lateral unnest(tags || 0) as tag
    group by face, audience, verified, without_partner, tag order by 1, 2, 3, 4, 5
    on conflict (face, audience, verified, without_partner, tag) do update set faces = total.faces + excluded.faces;
    insert into search.face_change (organisation_id) select distinct organisation_id from changed;
    delete from search.face_change where seq < (select max(seq) from search.face_change) - ${CHANGES_KEPT};
    return null;
  end $$`,
  `create or replace trigger face_inserted after insert on search.face referencing new table as changed
     for each statement execute function search.count_faces()`,
  `create or replace trigger face_deleted after delete on search.face referencing old table as changed
     for each statement execute function search.count_faces()`,
];

const WRITING = [
  // Words that no face holds any more are forgotten, so that nothing of an erased organisation stays behind.
  `create or replace function search.forget_terms(gone text[]) returns void language sql set enable_seqscan = off as $$
    delete from search.term where term = any(gone) and not exists (select from search.face where body @@ ('''' || term.term || '''')::tsquery)
  $$`,

  `create or replace function search.add_terms(terms jsonb) returns void language plpgsql as $$
  begin
    insert into search.term as known (term, variants, audiences)
    select term, array(select jsonb_array_elements_text(variants)::integer), audiences
    from jsonb_to_recordset(terms) as (term text, variants jsonb, audiences smallint)
    order by term on conflict (term) do update set audiences = known.audiences | excluded.audiences;
    perform gin_clean_pending_list('search.term_variants');
  end $$`,

  // Faces come as JSON in the columns' own text forms. A face that is already there in the same revision is left alone.
  `create or replace function search.replace_faces(organisations uuid[], faces jsonb) returns void language plpgsql as $$
  declare gone text[];
  begin
    perform pg_advisory_xact_lock(hashtext('search.face'));
    with incoming as (select * from jsonb_to_recordset(faces) as (organisation_id uuid, face text, revision text)),
    deleted as (
      delete from search.face old where organisation_id = any(organisations) and not exists (
        select from incoming where (incoming.organisation_id, incoming.face, incoming.revision) = (old.organisation_id, old.face, old.revision))
      returning body)
    select array_agg(distinct term) into gone from deleted cross join lateral unnest(tsvector_to_array(body)) as term;
    with inserted as (
    insert into search.face (organisation_id, face, audience, verified, without_partner, created_at, name, name_keys, names, tags, revision, body)
    select organisation_id, face, audience, verified, without_partner, created_at, name, name_keys, names, tags, revision, body
    from jsonb_to_recordset(faces) as (organisation_id uuid, face text, audience text, verified boolean, without_partner boolean,
      created_at timestamptz, name text, name_keys text[], names tsvector, tags integer[], revision text, body tsvector)
    on conflict do nothing returning body)
    select array(select unnest(gone) except select unnest(tsvector_to_array(body)) from inserted) into gone;
    perform gin_clean_pending_list('search.face_body'), gin_clean_pending_list('search.face_names');
    perform search.forget_terms(gone);
  end $$`,

  `create or replace function search.stage_faces(rebuild uuid, faces jsonb) returns void language sql as $$
    insert into search.face_next (rebuild, organisation_id, face, audience, verified, without_partner, created_at, name, name_keys, names, tags, revision, body)
    select rebuild, organisation_id, face, audience, verified, without_partner, created_at, name, name_keys, names, tags, revision, body
    from jsonb_to_recordset(faces) as (organisation_id uuid, face text, audience text, verified boolean, without_partner boolean,
      created_at timestamptz, name text, name_keys text[], names tsvector, tags integer[], revision text, body tsvector)
    on conflict do nothing
  $$`,

  `create or replace function search.stage_terms(rebuild uuid, terms jsonb) returns void language sql as $$
    insert into search.term_next (rebuild, term, variants, audiences)
    select rebuild, term, array(select jsonb_array_elements_text(variants)::integer), audiences
    from jsonb_to_recordset(terms) as (term text, variants jsonb, audiences smallint)
  $$`,

  `create or replace function search.move_staged(finished uuid) returns void language sql as $$
    insert into search.face (organisation_id, face, audience, verified, without_partner, created_at, name, name_keys, names, tags, revision, body)
    select organisation_id, face, audience, verified, without_partner, created_at, name, name_keys, names, tags, revision, body
    from search.face_next where rebuild = finished on conflict do nothing;
    insert into search.term as known (term, variants, audiences)
    select term, min(variants), bit_or(audiences) from search.term_next where rebuild = finished group by term order by term
    on conflict (term) do update set audiences = known.audiences | excluded.audiences where known.audiences & excluded.audiences <> excluded.audiences
  $$`,

  // An index that is empty gets its indexes after its rows, which takes a fraction of the time; nobody can miss what is not there.
  `create or replace function search.fill_empty(finished uuid) returns void language plpgsql set maintenance_work_mem = '256MB' as $$
  begin
    drop index search.face_body, search.face_names, search.face_by_name, search.face_by_age, search.term_variants;
    perform search.move_staged(finished);
    ${[...FACE_INDEXES, TERM_INDEX].join(';\n    ')};
  end $$`,

  // One transaction: searches see the old rows until it commits. Totals are counted anew, which also mends them should they ever be wrong.
  `create or replace function search.finish_rebuild(finished uuid) returns void language plpgsql as $$
  begin
    perform pg_advisory_xact_lock(hashtext('search.face'));
    if not exists (select from search.face) and not exists (select from search.term) then
      perform search.fill_empty(finished);
    else
      delete from search.face old where not exists (select from search.face_next next where next.rebuild = finished
        and (next.organisation_id, next.face, next.revision) = (old.organisation_id, old.face, old.revision));
      perform search.move_staged(finished);
      perform gin_clean_pending_list('search.face_body'), gin_clean_pending_list('search.face_names'), gin_clean_pending_list('search.term_variants');
      perform search.forget_terms(array(select term from search.term));
    end if;
    delete from search.face_next where rebuild = finished or staged_at < now() - interval '1 day';
    delete from search.term_next where rebuild = finished or staged_at < now() - interval '1 day';
    delete from search.face_total;
    insert into search.face_total (face, audience, verified, without_partner, tag, faces)
    select face, audience, verified, without_partner, tag, count(*)
    from search.face cross join lateral unnest(tags || 0) as tag group by 1, 2, 3, 4, 5;
  end $$`,
];

const OUTBOX = [
  // State, not messages: one row per engine and organisation that must be indexed again, however often it changed.
  `create table if not exists search.search_dirty (
    target text not null,
    organisation_id uuid not null,
    gen bigint not null default 1,
    attempts integer not null default 0,
    not_before timestamptz not null default now(),
    lease_until timestamptz,
    last_error text,
    primary key (target, organisation_id)
  )`,
  `comment on column search.search_dirty.not_before is 'infinity: given up after too many attempts, until the organisation changes again'`,
  `create index if not exists search_dirty_due on search.search_dirty (target, not_before)`,
  // The engines that are kept in step now. One that is set up anew starts with a rebuild.
  `create table if not exists search.engine (target text primary key, since timestamptz not null default now(), built_at timestamptz)`,
  `insert into search.engine (target, built_at) values ('postgres', now()) on conflict do nothing`,
  // A rebuild under way: until it ends, applied rows stay dirty, because what they applied to is about to be replaced.
  `create table if not exists search.search_rebuild (
    target text primary key,
    token uuid not null,
    lease_until timestamptz not null
  )`,
  `create or replace function search.mark_dirty(organisations uuid[], targets text[]) returns void language sql as $$
    insert into search.search_dirty as dirty (target, organisation_id)
    select distinct target, organisation_id from unnest(coalesce(targets, (select array_agg(target) from search.engine))) as target cross join unnest(organisations) as organisation_id
    order by target, organisation_id
    on conflict (target, organisation_id) do update set gen = dirty.gen + 1, attempts = 0, not_before = now(), last_error = null
  $$`,
];

export const SEARCH_SCHEMA_SQL: string[] = [...TABLES, ...READING, ...TOTALS, ...WRITING, ...OUTBOX];
