import { Migration } from '@mikro-orm/migrations';
import { SEARCH_SCHEMA_SQL } from '@kopru/search/postgres/schema.sql';
import { AUTH_TABLES } from './auth-tables.ts';
import { DOCUMENT_TABLES, ORGANISATION_TABLES, PARTNERSHIP_TABLES, PROGRAMME_TABLES } from './room-tables.ts';

/** The first shape of every room. */
export class Migration0001Rooms extends Migration {
  override up(): void {
    for (const statement of [
      ...AUTH_TABLES,
      ...ORGANISATION_TABLES,
      ...PARTNERSHIP_TABLES,
      ...DOCUMENT_TABLES,
      ...PROGRAMME_TABLES,
      ...SEARCH_SCHEMA_SQL,
    ]) {
      this.addSql(statement);
    }
  }
}
