import { groupByRow, type PairsByRow } from './pairs-by-row.ts';
import type { Obstacle, Pair, Quota, RoundPair, RoundProblem, Side } from './problem.ts';

/** A quota over what is left when the settled pairs are taken out. */
export interface ReducedQuota {
  readonly side: Side;
  /** 1 for each member, by index of the whole side. */
  readonly member: Uint8Array;
  readonly min: number;
  /** Infinity for none. */
  readonly max: number;
}

/** The problem without its settled and forbidden pairs. Indices are those of the whole problem. */
export interface ReducedProblem {
  readonly settled: readonly RoundPair[];
  /** Pairs that can still be chosen, by row, worth most first; those worth nothing too. */
  readonly pairs: PairsByRow;
  /** Pairs that can still be chosen at most. */
  readonly places: number;
  readonly quotas: readonly ReducedQuota[];
}

const keyOf = (problem: RoundProblem, left: number, right: number): number => left * problem.right + right;

const bonusOf = ({ waitingBonus }: RoundProblem, left: number, right: number): number =>
  waitingBonus.left[left]! + waitingBonus.right[right]!;

/** Settled pairs that contradict each other, what keeps pairs apart, or the places; empty when none does. */
export function contradictions(problem: RoundProblem): Obstacle[] {
  const found: Obstacle[] = [];
  const never = new Set(problem.never.map(([left, right]) => keyOf(problem, left, right)));
  const wanted = new Set(problem.must.map(([left, right]) => keyOf(problem, left, right)));
  for (let pair = 0; pair < problem.scores.left.length; pair += 1)
    wanted.delete(keyOf(problem, problem.scores.left[pair]!, problem.scores.right[pair]!));
  const taken = { left: new Set<number>(), right: new Set<number>() };
  for (const pair of distinct(problem, problem.must)) {
    const key = keyOf(problem, ...pair);
    if (never.has(key)) found.push({ kind: 'MUST_AND_NEVER', pair });
    if (wanted.has(key)) found.push({ kind: 'MUST_NOT_A_CANDIDATE', pair });
    for (const [side, index] of [
      ['left', pair[0]],
      ['right', pair[1]],
    ] as const) {
      if (taken[side].has(index)) found.push({ kind: 'MUST_TWICE', side, index });
      taken[side].add(index);
    }
  }
  const must = distinct(problem, problem.must).length;
  if (problem.places !== null && must > problem.places) found.push({ kind: 'MORE_MUST_THAN_PLACES', must, places: problem.places });
  return found;
}

/** Pairs, each once. */
export function distinct(problem: RoundProblem, pairs: readonly Pair[]): Pair[] {
  return [...new Map(pairs.map((pair) => [keyOf(problem, ...pair), pair])).values()];
}

/** Takes settled organisations and forbidden pairs out. The problem has no contradictions; settled pairs alone may pass a maximum, which is below 0 then. */
export function reduce(problem: RoundProblem): ReducedProblem {
  const { scores } = problem;
  const must = distinct(problem, problem.must);
  const settled = new Map(must.map((pair) => [keyOf(problem, ...pair), 0]));
  const never = new Set(problem.never.map(([left, right]) => keyOf(problem, left, right)));
  const gone = { left: new Uint8Array(problem.left), right: new Uint8Array(problem.right) };
  for (const [left, right] of must) gone.left[left] = gone.right[right] = 1;
  const kept = {
    left: new Int32Array(scores.left.length),
    right: new Int32Array(scores.left.length),
    value: new Int32Array(scores.left.length),
  };
  let count = 0;
  for (let pair = 0; pair < scores.left.length; pair += 1) {
    const [left, right] = [scores.left[pair]!, scores.right[pair]!];
    if (gone.left[left] || gone.right[right]) {
      if (settled.has(keyOf(problem, left, right))) settled.set(keyOf(problem, left, right), scores.score[pair]!);
    } else if (never.size === 0 || !never.has(keyOf(problem, left, right))) {
      kept.left[count] = left;
      kept.right[count] = right;
      kept.value[count++] = scores.score[pair]! + bonusOf(problem, left, right);
    }
  }
  const until = (column: Int32Array): Int32Array => column.subarray(0, count);
  return {
    settled: must.map(([left, right]) => ({
      left,
      right,
      score: settled.get(keyOf(problem, left, right))!,
      bonus: bonusOf(problem, left, right),
    })),
    pairs: groupByRow(problem.left, problem.right, until(kept.left), until(kept.right), until(kept.value)),
    places: Math.min(problem.places ?? Infinity, problem.left, problem.right) - must.length,
    quotas: problem.quotas.map((quota) => reduceQuota(problem, quota, gone[quota.side])),
  };
}

function reduceQuota(problem: RoundProblem, { side, members, min, max }: Quota, gone: Uint8Array): ReducedQuota {
  const member = new Uint8Array(problem[side]);
  for (const index of members) member[index] = 1;
  const settled = Array.from(members).filter((index) => gone[index] === 1).length;
  return { side, member, min: Math.max(0, (min ?? 0) - settled), max: max === undefined ? Infinity : max - settled };
}
