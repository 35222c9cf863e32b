import { Migration } from '@mikro-orm/migrations';

/** How often somebody wants a letter of notifications that they have not seen, and which ones a letter has told. */
export class Migration0020NotificationLetters extends Migration {
  override up(): void {
    this.addSql(
      `create table notification_letters (
        person_id uuid primary key references auth."user"(id) on delete cascade,
        digest text not null check (digest in ('OFF','DAILY','WEEKLY')), time_zone text not null,
        language text not null check (language in ('en','tr')), next_at timestamptz)`,
    );
    this.addSql(`create index on notification_letters (next_at) where digest <> 'OFF'`);
    this.addSql('alter table notification add column told_at timestamptz');
  }
}
