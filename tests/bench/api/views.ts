/**
 * What the others need in the database. The views are what a verified member may see, for PostGraphile, which so asks nobody who they are;
 * the indexes let it and the statements written by hand read a page by name in order.
 */
const FULLY = `o.visibility in ('PUBLIC', 'MEMBERS')`;
const NAME = `(case when ${FULLY} then o.name else o.alias end) collate "und-x-icu"`;

export const PEERS_SQL = `
create index bench_name on organisation (${NAME.replaceAll('o.', '')}, id) where visibility <> 'HIDDEN';
create index bench_country_name on organisation (country, ${NAME.replaceAll('o.', '')}, id) where visibility <> 'HIDDEN';
create schema bench;
create view bench.organisation as select o.id, ${NAME} as name, case when ${FULLY} then o.kind else 'OTHER' end as kind, o.country,
    case when ${FULLY} then o.city end as city, case when ${FULLY} then o.about end as about,
    (${FULLY} and o.verified_at is not null) as verified, o.field_ids,
    case when ${FULLY} then (select count(*)::int from representative r where r.organisation_id = o.id) else 0 end as representative_count
  from organisation o where o.visibility <> 'HIDDEN';
comment on view bench.organisation is '@primaryKey id';
create view bench.statement as select i.organisation_id, i.position, i.issue_id, i.direction, case when ${FULLY} then i.statement end as statement
  from organisation_issue i join organisation o on o.id = i.organisation_id where o.visibility <> 'HIDDEN';
comment on view bench.statement is E'@primaryKey organisation_id,issue_id,direction\\n@foreignKey (organisation_id) references bench.organisation (id)|@foreignFieldName statements';
create function bench.change_about(organisation_id uuid, new_about text) returns bench.organisation language sql volatile as $$
  update organisation set about = new_about, updated_at = now() where id = organisation_id;
  select o from bench.organisation o where o.id = organisation_id $$;`;
