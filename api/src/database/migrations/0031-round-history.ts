import { Migration } from '@mikro-orm/migrations';

const STATEMENTS: readonly string[] = [
  // Who changed what of a round, with before and after: read with the round, and as long-lived as it is.
  `alter table match_round add column history jsonb not null default '[]'`,
  // The best candidates of whoever got no partner, for settling a pair by hand.
  `alter table match_round_unmatched add column candidates jsonb not null default '[]'`,
];

/** What staff changed of a match round, and whom those left over could be settled with. */
export class Migration0031RoundHistory extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
