import { Migration } from '@mikro-orm/migrations';

/** What people say about a document, beside it: a comment changes neither the document nor what is signed. */
export class Migration0009Comments extends Migration {
  override up(): void {
    this.addSql(
      `create table comment_thread (
        id uuid primary key default uuidv7(), document_id uuid not null references document(id) on delete cascade,
        section text not null, row_id text, fragment text, anchor_start bytea, anchor_end bytea, quote text not null default '',
        rewording text, outcome text check (outcome in ('ACCEPTED','REJECTED')),
        resolved_at timestamptz, resolved_by uuid references auth."user"(id) on delete set null,
        created_at timestamptz not null default now(),
        check ((anchor_start is null) = (anchor_end is null)), check (anchor_start is null or fragment is not null),
        check (rewording is null or anchor_start is not null), check (outcome is null or rewording is not null))`,
    );
    this.addSql('create index comment_thread_of_document on comment_thread (document_id, created_at)');
    this.addSql(
      `create table comment (
        id uuid primary key default uuidv7(), thread_id uuid not null references comment_thread(id) on delete cascade,
        person_id uuid references auth."user"(id) on delete set null, organisation_id uuid references organisation(id) on delete set null,
        body text not null, mentioned uuid[] not null default '{}',
        created_at timestamptz not null default now(), edited_at timestamptz, deleted_at timestamptz)`,
    );
    this.addSql('create index comment_of_thread on comment (thread_id, created_at)');
  }
}
