import { Migration } from '@mikro-orm/migrations';

/** Which mentions in texts somebody was told of, and where a notification of one leads. */
export class Migration0024Mentions extends Migration {
  override up(): void {
    this.addSql(
      `create table document_mention (
        document_id uuid not null references document(id) on delete cascade, person_id uuid not null references auth."user"(id) on delete cascade,
        key text not null, primary key (document_id, person_id, key))`,
    );
    this.addSql('alter table notification add column fragment text, add column mention_key text');
  }
}
