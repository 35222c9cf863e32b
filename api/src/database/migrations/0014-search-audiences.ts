import { Migration } from '@mikro-orm/migrations';
import { SEARCH_SCHEMA_SQL } from '@kopru/search/postgres/schema.sql';

/** Words in the index say who could ever see them, so that words of others are not even looked at; every organisation brings its own again. */
export class Migration0014SearchAudiences extends Migration {
  override up(): void {
    for (const statement of SEARCH_SCHEMA_SQL) this.addSql(statement);
    this.addSql(`update search.term set audiences = 0`);
    this.addSql(`select search.mark_dirty(array(select id from organisation), null)`);
  }
}
