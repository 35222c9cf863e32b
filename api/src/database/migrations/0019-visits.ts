import { Migration } from '@mikro-orm/migrations';

/** Up to where people have read a document, visit by visit, and which sections a change was in: what changed since somebody was there. */
export class Migration0019Visits extends Migration {
  override up(): void {
    this.addSql('alter table document_update add column sections text[]');
    this.addSql(
      `create table document_visit (
        person_id uuid not null references auth."user"(id) on delete cascade,
        document_id uuid not null references document(id) on delete cascade,
        visit text not null check (length(visit) between 1 and 64),
        began_at timestamptz not null default now(), read_at timestamptz not null default now(),
        sequence int not null, text text,
        primary key (person_id, document_id, visit))`,
    );
    this.addSql('create index document_visit_of_document on document_visit (document_id, sequence)');
  }
}
