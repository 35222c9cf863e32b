import { Migration } from '@mikro-orm/migrations';
import { SEARCH_SCHEMA_SQL } from '@kopru/search/postgres/schema.sql';

/** An empty index is filled before its indexes are made, and the words of a rebuild are staged as its faces are. */
export class Migration0026SearchFill extends Migration {
  override up(): void {
    for (const statement of SEARCH_SCHEMA_SQL) this.addSql(statement);
  }
}
