import { Migration } from '@mikro-orm/migrations';

/** The directory's pages are walks along these: by name or age, of everywhere or one country; masked organisations by alias. */
export class Migration0011DirectoryWalks extends Migration {
  override up(): void {
    for (const statement of [
      // Only public ones were in them, so that no list could use them.
      'drop index organisation_name, organisation_country_name',
      'create index organisation_by_name on organisation (name collate "und-x-icu", id)',
      'create index organisation_by_country_and_name on organisation (country, name collate "und-x-icu", id)',
      'create index organisation_by_age on organisation (created_at desc, id)',
      `create index organisation_masked_by_alias on organisation (alias collate "und-x-icu", id) where visibility = 'PSEUDONYMOUS'`,
      `create index organisation_masked_by_country_and_alias on organisation (country, alias collate "und-x-icu", id) where visibility = 'PSEUDONYMOUS'`,
      // An organisation's issues are read in their order.
      'create index organisation_issue_in_order on organisation_issue (organisation_id, position, issue_id, direction)',
    ])
      this.addSql(statement);
  }
}
