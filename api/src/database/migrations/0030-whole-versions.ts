import { Migration } from '@mikro-orm/migrations';

/**
 * A version of a capacity model holds section 10 too, which is in two documents of its own. `document_signature_text` says which documents a
 * signature covers, so that it falls with a change of any of them; those given before cover the model alone.
 */
export class Migration0030WholeVersions extends Migration {
  override up(): void {
    this.addSql('alter table document_version add column adaptations text, add column adaptation_seal bytea');
    this.addSql(
      'alter table document_version add constraint document_version_adaptations check ((adaptations is null) = (adaptation_seal is null))',
    );
    this.addSql(
      `create table document_signature_text (
        document_id uuid not null references document(id) on delete cascade,
        signature_id uuid not null references document_signature(id) on delete cascade,
        primary key (document_id, signature_id))`,
    );
    this.addSql('create index on document_signature_text (signature_id)');
    this.addSql('insert into document_signature_text (document_id, signature_id) select document_id, id from document_signature');
  }
}
