import { Migration } from '@mikro-orm/migrations';

/** Which version a notification of a signature leads to; it goes with the version. */
export class Migration0035VersionNotifications extends Migration {
  override up(): void {
    this.addSql('alter table notification add column version_id uuid references document_version(id) on delete cascade');
    this.addSql('create index notification_of_version on notification (version_id) where version_id is not null');
  }
}
