import { Migration } from '@mikro-orm/migrations';
import { SEARCH_SCHEMA_SQL } from '@kopru/search/postgres/schema.sql';

/** Statements and names tell themselves apart from other texts in the index: it is brought to its newest shape, and every organisation into it again. */
export class Migration0004SearchNames extends Migration {
  override up(): void {
    for (const statement of SEARCH_SCHEMA_SQL) this.addSql(statement);
    this.addSql(`select search.mark_dirty(array(select id from organisation), null)`);
  }
}
