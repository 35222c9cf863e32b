import { Migration } from '@mikro-orm/migrations';

/**
 * Named versions of documents and the signatures on them. `document.signings` counts signatures given and withdrawn: whoever commits an update
 * states the count it knows, so that no update slips past a signature that is given at the same moment.
 */
export class Migration0007Versions extends Migration {
  override up(): void {
    for (const statement of VERSION_TABLES) this.addSql(statement);
  }
}

const VERSION_TABLES: readonly string[] = [
  `alter table document add column signings int not null default 0`,
  `create table document_version (
    id uuid primary key default uuidv7(), document_id uuid not null references document(id) on delete cascade,
    number int not null, name text check (length(name) between 1 and 120),
    cause text not null check (cause in ('NAMED','BEFORE_RESTORE','RESTORED')),
    sequence int not null, text text not null, seal bytea not null,
    restored_from uuid references document_version(id) on delete set null,
    made_by uuid references auth."user"(id) on delete set null, made_at timestamptz not null default now(),
    unique (document_id, number))`,
  `create table document_signature (
    id uuid primary key default uuidv7(), version_id uuid not null references document_version(id) on delete cascade,
    document_id uuid not null references document(id) on delete cascade,
    organisation_id uuid not null references organisation(id), person_id uuid references auth."user"(id) on delete set null,
    signed_at timestamptz not null default now(), ended_at timestamptz,
    ended_how text check (ended_how in ('WITHDRAWN','FALLEN')), ended_by uuid references auth."user"(id) on delete set null,
    check ((ended_at is null) = (ended_how is null)))`,
  // An organisation stands behind one version of a document at a time, whatever the code does.
  `create unique index document_signature_once on document_signature (document_id, organisation_id) where ended_at is null`,
  `create index on document_signature (version_id)`,
];
