import type { Match } from '../counterpart/counterpart.service.ts';
import type { Transaction } from '../database/database.ts';
import type { Unmatched } from '../matching/index.ts';
import type { RoundOutcome, StoredCandidate } from './round.outcome.ts';
import type { Pool } from './round.problem.ts';
import { markSolved, type Claim } from './round-queue.reads.ts';

/** A pair as it is stored. */
export interface StoredPair {
  readonly leftId: string;
  readonly rightId: string;
  readonly score: number;
  readonly bonus: number;
  readonly settled: boolean;
  readonly isNew: boolean;
  readonly leftMatch: Match;
  readonly rightMatch: Match;
}

/** Rows that one statement takes: others are served in between. */
const ROWS = 250;

/** What is stored of a solved round. */
interface Solved {
  readonly outcome: RoundOutcome;
  readonly pairs: readonly StoredPair[];
  readonly unmatched: readonly Unmatched[];
  readonly pool: Pool;
}

const PAIRS = `insert into match_round_pair (round_id, left_organisation_id, right_organisation_id, score, bonus, settled, is_new, left_match, right_match)
  select $1, "leftId", "rightId", score, bonus, settled, "isNew", "leftMatch", "rightMatch" from jsonb_to_recordset($2::jsonb)
    as row("leftId" uuid, "rightId" uuid, score int, bonus int, settled boolean, "isNew" boolean, "leftMatch" jsonb, "rightMatch" jsonb)`;
const UNMATCHED = `insert into match_round_unmatched (round_id, organisation_id, side, reason, quota, best_organisation_id, best_score, best_with_organisation_id, candidates)
  select $1, id, side, reason, quota, "bestId", "bestScore", "bestWithId", candidates from jsonb_to_recordset($2::jsonb)
    as row(id uuid, side text, reason text, quota text, "bestId" uuid, "bestScore" int, "bestWithId" uuid, candidates jsonb)`;

/** Replaces the result of a round. False, with nothing stored, when the claim was lost meanwhile. */
export async function storeSolved(tx: Transaction, claim: Claim, { outcome, pairs, unmatched, pool }: Solved): Promise<boolean> {
  if (!(await markSolved(tx, claim, outcome))) return false;
  await tx.query('delete from match_round_pair where round_id = $1', [claim.id]);
  await tx.query('delete from match_round_unmatched where round_id = $1', [claim.id]);
  for (let from = 0; from < pairs.length; from += ROWS) await tx.query(PAIRS, [claim.id, JSON.stringify(pairs.slice(from, from + ROWS))]);
  for (let from = 0; from < unmatched.length; from += ROWS) {
    const rows = unmatched.slice(from, from + ROWS).map((one) => unmatchedRow(one, pool));
    await tx.query(UNMATCHED, [claim.id, JSON.stringify(rows)]);
  }
  return true;
}

function unmatchedRow({ side, index, reason, quotas, best, candidates }: Unmatched, pool: Pool): Record<string, unknown> {
  const [own, other] = side === 'left' ? [pool.left, pool.right] : [pool.right, pool.left];
  const named = ({ index: at, score, matchedWith }: NonNullable<Unmatched['best']>): StoredCandidate => ({
    id: other[at]!.id,
    score,
    withId: matchedWith === null ? null : own[matchedWith]!.id,
  });
  const all = (candidates ?? (best ? [best] : [])).map(named);
  return {
    id: own[index]?.id,
    side: side === 'left' ? 'A' : 'B',
    reason,
    quota: quotas?.join('\n') ?? null,
    bestId: all[0]?.id ?? null,
    bestScore: all[0]?.score ?? null,
    bestWithId: all[0]?.withId ?? null,
    candidates: all,
  };
}
