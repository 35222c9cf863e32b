import { Migration } from '@mikro-orm/migrations';

/** Every organisation of a partnership gets a document of its own for its adaptation, those of older partnerships too. */
export class Migration0008Adaptations extends Migration {
  override up(): void {
    this.addSql(
      `alter table document add constraint document_owner check (kind = 'NOTES' or (kind = 'ADAPTATION') = (organisation_id is not null))`,
    );
    this.addSql(`create unique index document_one_adaptation on document (partnership_id, organisation_id) where kind = 'ADAPTATION'`);
    this.addSql(
      `insert into document (partnership_id, kind, title, organisation_id, created_at, updated_at)
       select s.partnership_id, 'ADAPTATION', 'Adaptation', s.organisation_id, p.formed_at, p.formed_at
       from partnership_side s join partnership p on p.id = s.partnership_id`,
    );
  }
}
