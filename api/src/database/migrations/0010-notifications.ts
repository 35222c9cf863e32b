import { Migration } from '@mikro-orm/migrations';

/** What a person should know of; shown in the bell for as long as they may see what it is about. */
export class Migration0010Notifications extends Migration {
  override up(): void {
    this.addSql(
      `create table notification (
        id uuid primary key default uuidv7(), person_id uuid not null references auth."user"(id) on delete cascade,
        kind text not null, document_id uuid references document(id) on delete cascade,
        thread_id uuid references comment_thread(id) on delete cascade,
        actor_id uuid references auth."user"(id) on delete set null, created_at timestamptz not null default now(), read_at timestamptz)`,
    );
    this.addSql('create index notification_of_person on notification (person_id, created_at desc)');
    this.addSql('create index notification_unread on notification (person_id) where read_at is null');
  }
}
