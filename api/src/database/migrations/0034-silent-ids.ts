import { Migration } from '@mikro-orm/migrations';

/** New organisations get ids that do not tell when they were made. Ids that are known outside stay as they are. */
export class Migration0034SilentIds extends Migration {
  override up(): void {
    this.addSql('alter table organisation alter column id set default gen_random_uuid()');
  }
}
