import { Migration } from '@mikro-orm/migrations';

const STATEMENTS: readonly string[] = [
  `create table saved_search (
    id uuid primary key default uuidv7(), person_id uuid not null references auth."user"(id) on delete cascade,
    name text not null, query text not null default '', filter jsonb not null default '{}',
    digest text not null default 'WEEKLY' check (digest in ('OFF','DAILY','WEEKLY')), time_zone text not null,
    language text not null default 'en' check (language in ('en','tr')),
    created_at timestamptz not null default now(), looked_at timestamptz not null default now(), next_at timestamptz, deleted_at timestamptz)`,
  `create index on saved_search (person_id)`,
  `create index on saved_search (looked_at) where deleted_at is null`,
  `create index on saved_search (next_at) where deleted_at is null and digest <> 'OFF'`,
  `create table saved_search_find (
    saved_search_id uuid not null references saved_search(id) on delete cascade,
    organisation_id uuid not null references organisation(id) on delete cascade,
    found_at timestamptz not null default now(), seen_at timestamptz, told_at timestamptz,
    primary key (saved_search_id, organisation_id))`,
  `create index on saved_search_find (organisation_id)`,
  `alter table mail_message add column headers jsonb`,
];

/** Searches that people keep, what they found, and letters that say how to stop them. */
export class Migration0005SavedSearch extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
