import { Migration } from '@mikro-orm/migrations';

/** Images that stand in documents. They are compressed already, so PostgreSQL need not try. */
export class Migration0018DocumentImages extends Migration {
  override up(): void {
    this.addSql(
      `create table document_image (
        id uuid primary key default uuidv7(), document_id uuid not null references document(id) on delete cascade,
        hash bytea not null, person_id uuid references auth."user"(id) on delete set null,
        type text not null check (type in ('image/png','image/jpeg','image/webp','image/gif')),
        width int not null, height int not null, bytes bytea not null, created_at timestamptz not null default now(),
        unique (document_id, hash))`,
    );
    this.addSql('alter table document_image alter column bytes set storage external');
  }
}
