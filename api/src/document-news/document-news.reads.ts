import type { Actor } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';
import { READABLE_SQL, readableValues } from './document-news.policy.ts';

/** What the tables know of the time since somebody's last visit, before texts are compared. */
export interface NewsRow {
  readonly documentId: string;
  /** Up to where they had read. */
  readonly sequence: number;
  readonly since: Date;
  /** What it read then, when the log was folded since; as JSON. */
  readonly text: string | null;
  /** Who else changed which sections, by the log. */
  readonly written: readonly { readonly section: string; readonly writers: readonly string[] }[];
  /** The log does not say of all changes in which section they were: they are too old. */
  readonly incomplete: boolean;
  readonly talked: readonly { readonly section: string; readonly comments: number; readonly settled: number }[];
  readonly versionsKept: number;
  readonly versionsSigned: number;
}

/** The visit that ended last before `$5` began. Others' doings only: nobody is told what they did themselves. */
const NEWS = `
  select d.id as "documentId", base.sequence, base.read_at as since, base.text,
    coalesce((select json_agg(json_build_object('section', w.section, 'writers', w.writers)) from (
      select s.section, coalesce(array_agg(distinct u.name) filter (where u.name is not null), '{}') as writers
      from document_update c cross join unnest(c.sections) as s(section) left join auth."user" u on u.id = c.person_id
      where c.document_id = d.id and c.sequence > base.sequence and c.person_id is distinct from $4 group by s.section) w), '[]') as written,
    (select count(*) from document_update c where c.document_id = d.id and c.sequence > base.sequence and c.sections is not null)
      < d.sequence - base.sequence as incomplete,
    coalesce((select json_agg(t) from (
      select t.section, sum((select count(*) from comment c
          where c.thread_id = t.id and c.created_at > base.read_at and c.deleted_at is null and c.person_id is distinct from $4))::int as comments,
        count(*) filter (where t.resolved_at > base.read_at and t.resolved_by is distinct from $4)::int as settled
      from comment_thread t where t.document_id = d.id group by t.section) t where t.comments > 0 or t.settled > 0), '[]') as talked,
    (select count(*)::int from document_version v
      where v.document_id = d.id and v.made_at > base.read_at and v.made_by is distinct from $4) as "versionsKept",
    (select count(distinct s.version_id)::int from document_signature s
      where s.document_id = d.id and s.signed_at > base.read_at and s.person_id is distinct from $4 and s.ended_at is null) as "versionsSigned"
  from document d join lateral (
    select v.sequence, v.read_at, v.text from document_visit v where v.person_id = $4 and v.document_id = d.id and v.visit <> $5
      and v.began_at < coalesce((select o.began_at from document_visit o where o.person_id = $4 and o.document_id = d.id and o.visit = $5), 'infinity')
    order by v.read_at desc limit 1) base on true
  where ${READABLE_SQL} and d.id = any($3::uuid[])`;

/** Of documents that the actor may read and was in before the visit. */
export async function newsOfDocuments(db: SqlClient, actor: Actor, documentIds: readonly string[], visit: string): Promise<NewsRow[]> {
  const { rows } = await db.query<NewsRow>(NEWS, [...readableValues(actor), documentIds, actor.personId, visit]);
  return rows;
}
