import type { Match, PairScorer, Profile } from '../counterpart/counterpart.service.ts';
import type { Pair, Quota, RoundProblem } from '../matching/index.ts';
import { pairKey, quotaName, type IdPair, type RoundSettings } from './round.settings.ts';
import type { PoolRow } from './round-pool.reads.ts';

/** Both sides of a round with what is known of each organisation, in one order. */
export interface Pool {
  readonly left: readonly PoolRow[];
  readonly right: readonly PoolRow[];
  readonly profiles: ReadonlyMap<string, Profile>;
  /** Keys of pairs that may not be suggested. */
  readonly apart: ReadonlySet<string>;
}

/** Lets others work between two rows, and throws when the work is to stop. */
export type Breathe = (done: number, of: number) => Promise<void>;

const DAY_MS = 86_400_000;

/**
 * The problem of a pool under settings. A pair is worth the mean of what it is to each side, in tenths of a point; each side's own score ranks for
 * stability. Pairs below the lowest score are left out unless they are settled.
 */
export async function problemOf(pool: Pool, settings: RoundSettings, scorer: PairScorer, breathe: Breathe): Promise<RoundProblem> {
  const columns = { left: [] as number[], right: [] as number[], score: [] as number[], byLeft: [] as number[], byRight: [] as number[] };
  const settled = new Set(settings.must.map(pairKey));
  const lowest = settings.lowestScore * 10;
  for (const [left, one] of pool.left.entries()) {
    for (const [right, other] of pool.right.entries()) {
      const key = pairKey([one.id, other.id]);
      if (!mayMeet(pool, one, other, key)) continue;
      const [byLeft, byRight] = [scoreOf(pool, scorer, one.id, other.id), scoreOf(pool, scorer, other.id, one.id)];
      const score = Math.round((byLeft + byRight) / 2);
      if (score < lowest && !settled.has(key)) continue;
      columns.left.push(left);
      columns.right.push(right);
      columns.score.push(score);
      columns.byLeft.push(byLeft);
      columns.byRight.push(byRight);
    }
    await breathe(left + 1, pool.left.length);
  }
  const scores = {
    left: Int32Array.from(columns.left),
    right: Int32Array.from(columns.right),
    score: Int32Array.from(columns.score),
    byLeft: Int32Array.from(columns.byLeft),
    byRight: Int32Array.from(columns.byRight),
  };
  return { ...frameOf(pool, settings), scores };
}

/** Hard gate of a pair: nothing stands between the two, and each may know at least the other's masked profile. */
function mayMeet({ apart }: Pool, one: PoolRow, other: PoolRow, key: string): boolean {
  return !apart.has(key) && (!one.membersOnly || other.verified) && (!other.membersOnly || one.verified);
}

function scoreOf({ profiles }: Pool, scorer: PairScorer, viewer: string, candidate: string): number {
  return scorer.match(profiles.get(viewer)!, profiles.get(candidate)!).scoreTenths;
}

/** Everything of a problem but its scores. */
function frameOf(pool: Pool, settings: RoundSettings): Omit<RoundProblem, 'scores'> {
  const places = { left: placesOf(pool.left), right: placesOf(pool.right) };
  const indices = (pairs: readonly IdPair[]): Pair[] =>
    pairs.flatMap(([left, right]): Pair[] => {
      const [l, r] = [places.left.get(left), places.right.get(right)];
      return l === undefined || r === undefined ? [] : [[l, r]];
    });
  const longest = Math.max(1, ...[...pool.left, ...pool.right].map(daysWaited));
  const bonus = (rows: readonly PoolRow[]): Int32Array =>
    Int32Array.from(rows, (row) => Math.round((settings.waitingPoints * 10 * daysWaited(row)) / longest));
  return {
    left: pool.left.length,
    right: pool.right.length,
    places: settings.places,
    must: indices(settings.must),
    never: indices(settings.never),
    waitingBonus: { left: bonus(pool.left), right: bonus(pool.right) },
    quotas: settings.quotas.map((quota): Quota => {
      const rows = quota.side === 'A' ? pool.left : pool.right;
      const members = rows.flatMap((row, index) =>
        (quota.kind === 'COUNTRY' ? row.country === quota.value : row.fieldIds.includes(quota.value)) ? [index] : [],
      );
      return {
        name: quotaName(quota),
        side: quota.side === 'A' ? 'left' : 'right',
        members,
        ...(quota.min !== null && { min: quota.min }),
        ...(quota.max !== null && { max: quota.max }),
      };
    }),
  };
}

const placesOf = (rows: readonly PoolRow[]): Map<string, number> => new Map(rows.map(({ id }, index) => [id, index]));
const daysWaited = ({ since }: PoolRow): number => Math.max(0, (Date.now() - since.getTime()) / DAY_MS);

/** A match as it is stored with a pair: what its sentences need, without the organisations' own texts. */
export function storedMatch(match: Match): Match {
  const bare = (profile: Profile): Profile => ({
    ...profile,
    // Only whether there is a description decides a sentence.
    about: profile.about?.trim() ? '…' : null,
    issues: profile.issues.map((issue) => ({ ...issue, statement: null })),
  });
  return { ...match, viewer: bare(match.viewer), candidate: bare(match.candidate) };
}
