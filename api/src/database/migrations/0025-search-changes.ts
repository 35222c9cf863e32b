import { Migration } from '@mikro-orm/migrations';
import { SEARCH_SCHEMA_SQL } from '@kopru/search/postgres/schema.sql';

/** The index writes down what changes in it, so that copies in the memory of processes can follow. */
export class Migration0025SearchChanges extends Migration {
  override up(): void {
    for (const statement of SEARCH_SCHEMA_SQL) this.addSql(statement);
  }
}
