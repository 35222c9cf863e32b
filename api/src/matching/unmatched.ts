import { handOvers } from './exchange.ts';
import { groupByRow, type PairsByRow } from './pairs-by-row.ts';
import type { Candidate, RoundPair, RoundProblem, Side, Unmatched } from './problem.ts';
import type { ReducedProblem } from './reduce.ts';

const NONE = -1;
const OTHER = { left: 'right', right: 'left' } as const;

/** One side as the explanation looks at it: its organisations are the rows. */
interface Standing {
  readonly side: Side;
  /** Pairs of the problem, and those that may never be, per organisation. */
  readonly listed: Int32Array;
  readonly forbidden: Int32Array;
  /** Pairs still admissible, worth most first. */
  readonly pairs: PairsByRow;
}

/** What one exchange would gain, and what it breaks. */
interface Exchange {
  readonly gain: number;
  readonly quotas: readonly string[];
  readonly isOverPlaces: boolean;
}

/**
 * Says of everybody without a partner why. It is taken in for a trial, by the chain of exchanges that gains most through each of its candidates: where none gains anything, its candidates
 * are worth more elsewhere, with quotas or without; else what keeps it out is what that exchange would break.
 */
export function explainUnmatched(problem: RoundProblem, { pairs: byLeft }: ReducedProblem, pairs: readonly RoundPair[]): Unmatched[] {
  const partner = { left: new Int32Array(problem.left).fill(NONE), right: new Int32Array(problem.right).fill(NONE) };
  for (const { left, right } of pairs) {
    partner.left[left] = right;
    partner.right[right] = left;
  }
  return standingsOf(problem, byLeft).flatMap((standing) => {
    const { side } = standing;
    const alone = Array.from(partner[side].keys()).filter((index) => partner[side][index] === NONE);
    if (alone.length === 0) return [];
    const exchangesOf = exchangesIn(problem, standing, partner, pairs.length);
    return alone.map((index) => reasonFor(problem, standing, index, partner[OTHER[side]], exchangesOf));
  });
}

function standingsOf(problem: RoundProblem, byLeft: PairsByRow): Standing[] {
  const { scores } = problem;
  const never = new Set(problem.never.map(([left, right]) => left * problem.right + right));
  const count = (size: number): Pick<Standing, 'listed' | 'forbidden'> => ({
    listed: new Int32Array(size),
    forbidden: new Int32Array(size),
  });
  const [left, right] = [count(problem.left), count(problem.right)];
  for (let pair = 0; pair < scores.left.length; pair += 1) {
    const [l, r] = [scores.left[pair]!, scores.right[pair]!];
    const forbidden = never.size > 0 && never.has(l * problem.right + r) ? 1 : 0;
    left.listed[l]! += 1;
    right.listed[r]! += 1;
    left.forbidden[l]! += forbidden;
    right.forbidden[r]! += forbidden;
  }
  return [
    { side: 'left', ...left, pairs: byLeft },
    { side: 'right', ...right, pairs: turned(byLeft) },
  ];
}

/** The same pairs with columns as rows. */
function turned({ rows, columns, start, column, value }: PairsByRow): PairsByRow {
  const row = new Int32Array(column.length);
  for (let at = 0; at < rows; at += 1) row.fill(at, start[at]!, start[at + 1]!);
  return groupByRow(columns, rows, column, row, value);
}

/** Answers the exchanges by which somebody of a side could be taken in at a gain. */
function exchangesIn(
  { quotas, places }: RoundProblem,
  { side, pairs }: Standing,
  partner: Record<Side, Int32Array>,
  matched: number,
): (index: number) => Exchange[] {
  const { worth, leaves, enters } = handOvers(pairs, partner[side]);
  const counted = quotas.map(({ name, side: of, members, min, max }) => {
    const all = new Set(members);
    const now = [...all].filter((index) => partner[of][index] !== NONE).length;
    const holds = (which: Side, index: number): number => Number(of === which && all.has(index));
    return { name, holds, now, min: min ?? 0, max: max ?? Infinity };
  });
  const brokenBy = (index: number, column: number): string[] =>
    counted.flatMap(({ name, holds, now, min, max }) => {
      const then = now + holds(side, index) - holds(side, leaves[column]!) + holds(OTHER[side], enters[column]!);
      return then < min || then > max ? [name] : [];
    });
  return (index) => {
    const found: Exchange[] = [];
    for (let at = pairs.start[index]!; at < pairs.start[index + 1]!; at += 1) {
      const column = pairs.column[at]!;
      const gain = pairs.value[at]! + worth[column]!;
      if (gain <= 0) continue;
      const isOverPlaces = enters[column] !== NONE && places !== null && matched >= places;
      found.push({ gain, quotas: brokenBy(index, column), isOverPlaces });
    }
    return found;
  };
}

function reasonFor(
  problem: RoundProblem,
  { side, listed, forbidden, pairs }: Standing,
  index: number,
  partnerOfOther: Int32Array,
  exchangesOf: (index: number) => Exchange[],
): Unmatched {
  if (listed[index] === 0) return { side, index, reason: 'NO_CANDIDATE' };
  const first = pairs.start[index]!;
  if (first === pairs.start[index + 1]) {
    return { side, index, reason: forbidden[index] === listed[index] ? 'FORBIDDEN' : 'CANDIDATES_SETTLED' };
  }
  const other = pairs.column[first]!;
  const bonus = problem.waitingBonus[side][index]! + problem.waitingBonus[OTHER[side]][other]!;
  const matchedWith = partnerOfOther[other]!;
  const best: Candidate = { index: other, score: pairs.value[first]! - bonus, matchedWith: matchedWith === NONE ? null : matchedWith };
  const nearest = nearestOf(exchangesOf(index));
  if (!nearest) return { side, index, reason: 'OUTCOMPETED', best };
  const { quotas } = nearest;
  return quotas.length === 0 ? { side, index, reason: 'NO_PLACES', best } : { side, index, reason: 'QUOTA', quotas, best };
}

/** The exchange that breaks fewest limits, and of those the one that gains most. One that breaks nothing was only not found in time. */
function nearestOf(exchanges: readonly Exchange[]): Exchange | undefined {
  const broken = ({ quotas, isOverPlaces }: Exchange): number => quotas.length + Number(isOverPlaces);
  return exchanges.filter((one) => broken(one) > 0).sort((a, b) => broken(a) - broken(b) || b.gain - a.gain)[0];
}
