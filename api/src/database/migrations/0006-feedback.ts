import { Migration } from '@mikro-orm/migrations';

const STATEMENTS: readonly string[] = [
  `create table dismissal (
    id uuid primary key default uuidv7(), organisation_id uuid not null references organisation(id) on delete cascade,
    dismissed_organisation_id uuid not null references organisation(id) on delete cascade,
    reason text not null check (reason in ('OTHER_ISSUES','OTHER_FIELDS','LANGUAGE','TOO_DIFFERENT','KNOWN','SILENT','OTHER')),
    note text, person_id uuid references auth."user"(id) on delete set null, at timestamptz not null default now(),
    unique (organisation_id, dismissed_organisation_id), check (organisation_id <> dismissed_organisation_id))`,
  `create index on dismissal (dismissed_organisation_id)`,
  `alter table organisation add column confirmation_asked_at timestamptz`,
  `create index on organisation (confirmed_at)`,
];

/** Counterparts somebody is not interested in, and profiles that are asked whether they are still right. */
export class Migration0006Feedback extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
