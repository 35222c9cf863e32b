import { Migration } from '@mikro-orm/migrations';

const STATEMENTS: readonly string[] = [
  `create table suggestion (
    id uuid primary key default uuidv7(), call_id uuid not null references call(id),
    left_organisation_id uuid not null references organisation(id), right_organisation_id uuid not null references organisation(id),
    status text not null default 'OPEN' check (status in ('OPEN','AGREED','DECLINED','EXPIRED','OVERTAKEN')),
    reply_by timestamptz not null, suggested_by uuid references auth."user"(id) on delete set null,
    suggested_at timestamptz not null default now(), reminded_at timestamptz, ended_at timestamptz,
    check (left_organisation_id <> right_organisation_id))`,
  // Nobody decides about two suggestions of one call at the same time; the database itself keeps that promise.
  `create unique index suggestion_a_once on suggestion (call_id, left_organisation_id) where status = 'OPEN'`,
  `create unique index suggestion_b_once on suggestion (call_id, right_organisation_id) where status = 'OPEN'`,
  `create index on suggestion (left_organisation_id, suggested_at desc)`,
  `create index on suggestion (right_organisation_id, suggested_at desc)`,
  `create index on suggestion (reply_by) where status = 'OPEN'`,
  `create table suggestion_answer (
    suggestion_id uuid not null references suggestion(id) on delete cascade, organisation_id uuid not null references organisation(id),
    yes boolean not null, reason text, person_id uuid references auth."user"(id) on delete set null,
    at timestamptz not null default now(), primary key (suggestion_id, organisation_id))`,
  `alter table partnership add column suggestion_id uuid unique references suggestion(id)`,
];

/** Pairs that staff suggest, and what both sides answer. */
export class Migration0002Suggestion extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
