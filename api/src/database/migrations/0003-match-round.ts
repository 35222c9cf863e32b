import { Migration } from '@mikro-orm/migrations';

const STATEMENTS: readonly string[] = [
  `create table match_round (
    id uuid primary key default uuidv7(), call_id uuid not null references call(id), settings jsonb not null,
    status text not null default 'QUEUED' check (status in ('QUEUED','RUNNING','SOLVED','FAILED','CANCELLED','PUBLISHED')),
    run int not null default 1, attempts int not null default 0, lease_until timestamptz, queued_at timestamptz not null default now(),
    progress jsonb, outcome jsonb, problems jsonb, solved_at timestamptz, reply_by timestamptz,
    made_by uuid references auth."user"(id) on delete set null, created_at timestamptz not null default now(),
    published_by uuid references auth."user"(id) on delete set null, published_at timestamptz)`,
  `create index on match_round (call_id, id desc)`,
  `create index on match_round (queued_at) where status in ('QUEUED','RUNNING')`,
  // No foreign keys to organisations: a pair whose organisation is gone must be seen when the round is published, not vanish from it.
  `create table match_round_pair (
    round_id uuid not null references match_round(id) on delete cascade, left_organisation_id uuid not null, right_organisation_id uuid not null,
    score int not null, bonus int not null, settled boolean not null, is_new boolean not null, left_match jsonb not null, right_match jsonb not null,
    primary key (round_id, left_organisation_id))`,
  `create table match_round_unmatched (
    round_id uuid not null references match_round(id) on delete cascade, organisation_id uuid not null, side text not null check (side in ('A','B')),
    reason text not null, quota text, best_organisation_id uuid, best_score int, best_with_organisation_id uuid,
    primary key (round_id, organisation_id))`,
  `alter table suggestion add column round_id uuid references match_round(id)`,
  `create index on suggestion (round_id)`,
];

/** Rounds in which staff find partners for everybody who waits in a call. */
export class Migration0003MatchRound extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
