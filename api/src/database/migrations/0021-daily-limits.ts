import { Migration } from '@mikro-orm/migrations';

/** What one person sent within a day is counted before they send more. */
export class Migration0021DailyLimits extends Migration {
  override up(): void {
    this.addSql('create index on invitation (sent_by, sent_at)');
    this.addSql('create index on representative_invitation (invited_by, created_at)');
  }
}
