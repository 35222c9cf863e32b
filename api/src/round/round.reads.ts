import type { Match } from '../counterpart/counterpart.service.ts';
import type { SqlClient } from '../database/database.ts';
import type { MatchRoundStatus, UnmatchedReason } from './round.enums.ts';
import type { RoundOutcome, RoundPhase, StoredCandidate, StoredProblem } from './round.outcome.ts';
import type { HistoryEntry } from './round.history.ts';
import type { RoundSettings } from './round.settings.ts';

/** A round as a plain row; only for staff. */
export interface RoundView {
  id: string;
  callId: string;
  status: MatchRoundStatus;
  settings: RoundSettings;
  run: number;
  progress: RoundPhase | null;
  outcome: RoundOutcome | null;
  problems: StoredProblem[] | null;
  createdAt: Date;
  solvedAt: Date | null;
  replyBy: Date | null;
  publishedAt: Date | null;
  /** Newest first. */
  history: HistoryEntry[];
}

const SELECT = `select r.id, r.call_id as "callId", r.status, r.settings, r.run, r.progress, r.outcome, r.problems, r.created_at as "createdAt",
  r.solved_at as "solvedAt", r.reply_by as "replyBy", r.published_at as "publishedAt", r.history from match_round r`;

export async function roundById(db: SqlClient, id: string): Promise<RoundView | null> {
  return (await db.query<RoundView>(`${SELECT} where r.id = $1`, [id])).rows[0] ?? null;
}

/** The round, its row held until the transaction ends. */
export async function heldRound(tx: SqlClient, id: string): Promise<RoundView | null> {
  return (await tx.query<RoundView>(`${SELECT} where r.id = $1 for update`, [id])).rows[0] ?? null;
}

/** Rounds of a call or of all, newest first, older than `beforeId`; and how many there are. */
export async function roundPage(
  db: SqlClient,
  { callId, beforeId, limit }: { callId: string | null; beforeId: string | null; limit: number },
): Promise<{ rows: RoundView[]; totalCount: number }> {
  const [page, count] = await Promise.all([
    db.query<RoundView>(
      `${SELECT} where ($1::uuid is null or r.call_id = $1) and ($2::uuid is null or r.id < $2) order by r.id desc limit $3`,
      [callId, beforeId, limit],
    ),
    db.query<{ count: number }>('select count(*)::int as count from match_round r where ($1::uuid is null or r.call_id = $1)', [callId]),
  ]);
  return { rows: page.rows, totalCount: count.rows[0]?.count ?? 0 };
}

/** A pair of a round's result. Scores and bonus are tenths of a point. */
export interface PairRow {
  leftId: string;
  rightId: string;
  score: number;
  bonus: number;
  settled: boolean;
  /** It was not among the pairs before the last change. */
  isNew: boolean;
  leftMatch: Match;
  rightMatch: Match;
  suggestionId: string | null;
}

export type PairOrder = 'SCORE' | 'LOWEST' | 'NAME';

const PAIRS = `select p.left_organisation_id::text as "leftId", p.right_organisation_id::text as "rightId", p.score, p.bonus, p.settled, p.is_new as "isNew",
    p.left_match as "leftMatch", p.right_match as "rightMatch", s.id::text as "suggestionId"
  from match_round_pair p left join organisation o on o.id = p.left_organisation_id
  left join suggestion s on s.round_id = p.round_id and s.left_organisation_id = p.left_organisation_id
  where p.round_id = $1 and ($5::uuid[] is null or p.left_organisation_id = any($5))
  order by case when $2 = 'NAME' then o.name end collate "und-x-icu", case when $2 = 'LOWEST' then p.score else -p.score end, p.left_organisation_id
  offset $3 limit $4`;

/** Pairs from a place on, in an order, or only those of some left organisations; and how many there are. */
export async function pairPage(
  db: SqlClient,
  roundId: string,
  { order, from, limit, only }: { order: PairOrder; from: number; limit: number; only: readonly string[] | null },
): Promise<{ rows: PairRow[]; totalCount: number }> {
  const [page, count] = await Promise.all([
    db.query<PairRow>(PAIRS, [roundId, order, from, limit, only]),
    db.query<{ count: number }>(
      `select count(*)::int as count from match_round_pair p where p.round_id = $1 and ($2::uuid[] is null or p.left_organisation_id = any($2))`,
      [roundId, only],
    ),
  ]);
  return { rows: page.rows, totalCount: count.rows[0]?.count ?? 0 };
}

/** Ids of all pairs, in the order in which they are locked. */
export async function pairIds(db: SqlClient, roundId: string): Promise<[string, string][]> {
  const { rows } = await db.query<{ left: string; right: string }>(
    `select left_organisation_id::text as left, right_organisation_id::text as right from match_round_pair where round_id = $1
     order by left_organisation_id`,
    [roundId],
  );
  return rows.map(({ left, right }) => [left, right]);
}

/** Somebody who got no partner. */
export interface UnmatchedRow {
  organisationId: string;
  side: 'A' | 'B';
  reason: UnmatchedReason;
  /** The quotas that keep it out, one on each line. */
  quota: string | null;
  bestId: string | null;
  bestScore: number | null;
  bestWithId: string | null;
  candidates: StoredCandidate[];
}

const UNMATCHED = `select u.organisation_id::text as "organisationId", u.side, u.reason, u.quota, u.best_organisation_id::text as "bestId",
    u.best_score as "bestScore", u.best_with_organisation_id::text as "bestWithId", u.candidates
  from match_round_unmatched u where u.round_id = $1 and ($2::text is null or u.side = $2)
  order by u.side, u.best_score desc nulls last, u.organisation_id offset $3 limit $4`;

/** Those left over from a place on, of one side or both, the nearest to a partner first; and how many there are. */
export async function unmatchedPage(
  db: SqlClient,
  roundId: string,
  { side, from, limit }: { side: 'A' | 'B' | null; from: number; limit: number },
): Promise<{ rows: UnmatchedRow[]; totalCount: number }> {
  const [page, count] = await Promise.all([
    db.query<UnmatchedRow>(UNMATCHED, [roundId, side, from, limit]),
    db.query<{ count: number }>(
      'select count(*)::int as count from match_round_unmatched where round_id = $1 and ($2::text is null or side = $2)',
      [roundId, side],
    ),
  ]);
  return { rows: page.rows, totalCount: count.rows[0]?.count ?? 0 };
}

/** Names by id, for sentences that staff read. */
export async function namesOf(db: SqlClient, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>(
    'select id::text as id, name from organisation where id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** How many suggestions of a round still hold a place: open or agreed. */
export async function placesTaken(db: SqlClient, roundId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from suggestion where round_id = $1 and status in ('OPEN', 'AGREED')`,
    [roundId],
  );
  return rows[0]?.count ?? 0;
}

/** Places of a call that neither active partnerships nor open suggestions hold; null when the call has no limit. */
export async function placesLeft(db: SqlClient, callId: string): Promise<number | null> {
  const { rows } = await db.query<{ left: number | null }>(
    `select greatest(0, c.places - (select count(distinct p.partnership_id) from partnership_side p where p.call_id = c.id and p.active)
        - (select count(*) from suggestion s where s.call_id = c.id and s.status = 'OPEN'))::int as left
     from call c where c.id = $1 and c.places is not null`,
    [callId],
  );
  return rows[0]?.left ?? null;
}

/** Ids and names of some organisations, for looking one up by what somebody types. */
export async function spokenNames(db: SqlClient, ids: readonly string[]): Promise<{ id: string; name: string; acronym: string | null }[]> {
  const { rows } = await db.query<{ id: string; name: string; acronym: string | null }>(
    'select id::text as id, name, acronym from organisation where id = any($1::uuid[]) order by name collate "und-x-icu", id',
    [ids],
  );
  return rows;
}

export async function personName(db: SqlClient, personId: string): Promise<string | null> {
  return (await db.query<{ name: string }>('select name from auth."user" where id = $1', [personId])).rows[0]?.name ?? null;
}
