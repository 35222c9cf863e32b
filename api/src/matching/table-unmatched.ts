import type { Candidate, Certificate, Pair, RoundPair, RoundSolution, Side, Unmatched } from './problem.ts';
import { bonusOf, isUnknown, placesOf, scoreOf, type RoundTable, type TableProblem } from './table.ts';

const NONE = -1;
/** Candidates that are named of each. */
const FEW = 3;

/** What is seen of one side in one look at all pairs. */
interface Standing {
  readonly side: Side;
  readonly partner: Int32Array;
  /** 1 for whoever is in a settled pair. */
  readonly settled: Uint8Array;
  readonly listed: Int32Array;
  readonly forbidden: Int32Array;
  /** The few open candidates worth most, best first, with their worths; and the most that a pair pays beyond the other one's price. */
  readonly best: Int32Array;
  readonly bestWorth: Int32Array;
  readonly gain: Int32Array;
}

/** Says of everybody without a partner why, by the prices: a pair worth more than its other side asks fails only for want of a place. */
export function explainAlone(problem: TableProblem, table: RoundTable, pairs: readonly RoundPair[], prices: Certificate): Unmatched[] {
  const sides = { left: standingOf(problem, pairs, 'left'), right: standingOf(problem, pairs, 'right') };
  for (let left = 0; left < problem.left; left += 1) {
    const worth = table.listed(left);
    for (let right = 0; right < problem.right; right += 1) {
      if (worth[right] === 0) continue;
      const alone = sides.left.partner[left] === NONE || sides.right.partner[right] === NONE;
      if (alone) look(sides, table, left, right, worth[right]!, prices);
    }
  }
  const full = pairs.length >= placesOf(problem) && problem.places !== null;
  return [sides.left, sides.right].flatMap((own) =>
    Array.from(own.partner.keys())
      .filter((index) => own.partner[index] === NONE)
      .map((index) => reasonFor(problem, own, own === sides.left ? sides.right : sides.left, index, full)),
  );
}

function standingOf(problem: TableProblem, pairs: readonly RoundPair[], side: Side): Standing {
  const size = problem[side];
  const partner = new Int32Array(size).fill(NONE);
  for (const pair of pairs) partner[pair[side]] = pair[side === 'left' ? 'right' : 'left'];
  const settled = new Uint8Array(size);
  for (const pair of problem.must) settled[pair[side === 'left' ? 0 : 1]] = 1;
  const empty = (): Int32Array => new Int32Array(size);
  return {
    side,
    partner,
    settled,
    listed: empty(),
    forbidden: empty(),
    best: new Int32Array(FEW * size).fill(NONE),
    bestWorth: new Int32Array(FEW * size).fill(NONE),
    gain: empty().fill(NONE),
  };
}

function look(
  { left: own, right: other }: Record<Side, Standing>,
  table: RoundTable,
  left: number,
  right: number,
  worth: number,
  prices: Certificate,
): void {
  own.listed[left]! += 1;
  other.listed[right]! += 1;
  if (table.isForbidden(left, right)) {
    own.forbidden[left]! += 1;
    other.forbidden[right]! += 1;
  } else if (own.settled[left] === 0 && other.settled[right] === 0) {
    meet(own, left, right, worth, worth - prices.right[right]!);
    meet(other, right, left, worth, worth - prices.left[left]!);
  }
}

function meet(standing: Standing, index: number, other: number, worth: number, gain: number): void {
  const { best, bestWorth } = standing;
  const first = FEW * index;
  let place = first + FEW - 1;
  if (worth > bestWorth[place]!) {
    for (; place > first && bestWorth[place - 1]! < worth; place -= 1) {
      bestWorth[place] = bestWorth[place - 1]!;
      best[place] = best[place - 1]!;
    }
    bestWorth[place] = worth;
    best[place] = other;
  }
  if (gain > standing.gain[index]!) standing.gain[index] = gain;
}

function reasonFor(problem: TableProblem, own: Standing, others: Standing, index: number, full: boolean): Unmatched {
  const { side } = own;
  if (own.listed[index] === 0) return { side, index, reason: 'NO_CANDIDATE' };
  const candidates = candidatesOf(problem, own, others, index);
  const [best] = candidates;
  if (!best) return { side, index, reason: own.forbidden[index] === own.listed[index] ? 'FORBIDDEN' : 'CANDIDATES_SETTLED' };
  return { side, index, reason: full && own.gain[index]! > 0 ? 'NO_PLACES' : 'OUTCOMPETED', best, candidates };
}

const candidatesOf = (problem: TableProblem, own: Standing, others: Standing, index: number): Candidate[] =>
  Array.from({ length: FEW }, (_, at) => FEW * index + at)
    .filter((place) => own.best[place] !== NONE)
    .map((place) => candidateAt(problem, own, others, index, place));

function candidateAt(
  problem: TableProblem,
  { side, best, bestWorth }: Standing,
  others: Standing,
  index: number,
  place: number,
): Candidate {
  const other = best[place]!;
  const score = bestWorth[place]! - bonusOf(problem, side === 'left' ? [index, other] : [other, index]);
  const matchedWith = others.partner[other]!;
  return { index: other, score, matchedWith: matchedWith === NONE ? null : matchedWith };
}

/** The same solution, in which whoever has no candidate is told who is nearest below the lowest score: nobody who is settled, or kept apart from it. */
export function withNearest(problem: TableProblem, solution: RoundSolution): RoundSolution {
  const alone = solution.unmatched.some(({ reason }) => reason === 'NO_CANDIDATE');
  if (problem.lowest === 0 || !alone) return solution;
  const sides = { left: standingOf(problem, solution.pairs, 'left'), right: standingOf(problem, solution.pairs, 'right') };
  const keyOf = ([left, right]: Pair): number => left * problem.right + right;
  const apart = new Set([...problem.apart, ...problem.never].map(keyOf));
  const unmatched = solution.unmatched.map((one): Unmatched => {
    if (one.reason !== 'NO_CANDIDATE') return one;
    const [own, others] = one.side === 'left' ? [sides.left, sides.right] : [sides.right, sides.left];
    for (let other = 0; other < others.partner.length; other += 1) {
      const pair: Pair = one.side === 'left' ? [one.index, other] : [other, one.index];
      if (others.settled[other] === 1 || apart.has(keyOf(pair)) || isUnknown(problem, pair)) continue;
      meet(own, one.index, other, scoreOf(problem, pair) + bonusOf(problem, pair), NONE);
    }
    const candidates = candidatesOf(problem, own, others, one.index);
    return candidates[0] ? { ...one, best: candidates[0], candidates } : one;
  });
  return { ...solution, unmatched };
}
