import { Migration } from '@mikro-orm/migrations';

/** By which face a saved search found an organisation. What was found before counts as found by its full one until the search is asked again. */
export class Migration0033FindFaces extends Migration {
  override up(): void {
    this.addSql(`alter table saved_search_find add column face text not null default 'full' check (face in ('full', 'alias'))`);
  }
}
