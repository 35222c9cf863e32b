import { Migration } from '@mikro-orm/migrations';

/** How often each organisation was shown among counterparts, by day. Counts alone: to whom is written nowhere. */
export class Migration0036Impressions extends Migration {
  override up(): void {
    this.addSql(
      `create table impression (
        organisation_id uuid not null references organisation(id) on delete cascade,
        day date not null, shown int not null check (shown > 0),
        primary key (organisation_id, day))`,
    );
    this.addSql('create index impression_of_day on impression (day)');
  }
}
