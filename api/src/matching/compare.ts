import type { Pair, RoundProblem, Side } from './problem.ts';
import { admissible } from './stable.ts';

/** One matching in figures. Scores are tenths. */
export interface MatchingSummary {
  readonly pairs: number;
  /** Scores alone, without waiting bonuses. */
  readonly score: number;
  readonly lowestScore: number | null;
  readonly medianScore: number | null;
  /** Two organisations that would both rather have each other than what they have here. Places and quotas may keep them apart. */
  readonly blockingPairs: number;
  /** The three in which the two would gain most together. */
  readonly worstBlocking: readonly { readonly left: number; readonly right: number; readonly gain: number }[];
  /** Organisations with at least one candidate that stay without a partner, by index. */
  readonly waiting: Readonly<Record<Side, readonly number[]>>;
  /** How many of those have a waiting bonus: they have waited before. */
  readonly waitingAgain: number;
}

export interface MatchingComparison {
  readonly first: MatchingSummary;
  readonly second: MatchingSummary;
  /** Pairs that are in both. */
  readonly common: number;
  /** Organisations that have a partner in one of the two only. */
  readonly onlyFirst: Readonly<Record<Side, readonly number[]>>;
  readonly onlySecond: Readonly<Record<Side, readonly number[]>>;
}

const WORST = 3;

/** Puts two matchings of one problem beside each other: what they are worth, who would rather leave, who waits. */
export function compareMatchings(problem: RoundProblem, first: readonly Pair[], second: readonly Pair[]): MatchingComparison {
  const inFirst = new Set(first.map(([left, right]) => left * problem.right + right));
  return {
    first: summarise(problem, first),
    second: summarise(problem, second),
    common: second.filter(([left, right]) => inFirst.has(left * problem.right + right)).length,
    onlyFirst: matchedOnlyIn(first, second),
    onlySecond: matchedOnlyIn(second, first),
  };
}

function matchedOnlyIn(these: readonly Pair[], those: readonly Pair[]): Record<Side, number[]> {
  const only = (place: 0 | 1): number[] => {
    const others = new Set(those.map((pair) => pair[place]));
    return these
      .map((pair) => pair[place])
      .filter((index) => !others.has(index))
      .sort((a, b) => a - b);
  };
  return { left: only(0), right: only(1) };
}

function summarise(problem: RoundProblem, pairs: readonly Pair[]): MatchingSummary {
  const { scores, waitingBonus } = problem;
  const partnerOf = { left: new Map(pairs), right: new Map(pairs.map(([left, right]) => [right, left])) };
  const chosen: number[] = [];
  /** How much each organisation likes what it has; less than anything when it has nobody. */
  const content = { left: new Int32Array(problem.left).fill(-1), right: new Int32Array(problem.right).fill(-1) };
  const listed = { left: new Uint8Array(problem.left), right: new Uint8Array(problem.right) };
  for (let at = 0; at < scores.left.length; at += 1) {
    const [left, right] = [scores.left[at]!, scores.right[at]!];
    listed.left[left] = listed.right[right] = 1;
    if (partnerOf.left.get(left) !== right) continue;
    chosen.push(scores.score[at]!);
    content.left[left] = (scores.byLeft ?? scores.score)[at]!;
    content.right[right] = (scores.byRight ?? scores.score)[at]!;
  }
  const sorted = chosen.sort((a, b) => a - b);
  const waiting = (side: Side): number[] =>
    Array.from(listed[side].keys()).filter((one) => listed[side][one] === 1 && !partnerOf[side].has(one));
  const alone = { left: waiting('left'), right: waiting('right') };
  const again = (side: Side): number => alone[side].filter((index) => waitingBonus[side][index]! > 0).length;
  return {
    pairs: pairs.length,
    score: sorted.reduce((sum, score) => sum + score, 0),
    lowestScore: sorted[0] ?? null,
    medianScore: sorted[Math.floor(sorted.length / 2)] ?? null,
    ...blocking(problem, content),
    waiting: alone,
    waitingAgain: again('left') + again('right'),
  };
}

function blocking(problem: RoundProblem, content: Record<Side, Int32Array>): Pick<MatchingSummary, 'blockingPairs' | 'worstBlocking'> {
  const { scores } = problem;
  const found: { left: number; right: number; gain: number }[] = [];
  for (const at of admissible(problem)) {
    const [left, right] = [scores.left[at]!, scores.right[at]!];
    const gains = [
      (scores.byLeft ?? scores.score)[at]! - content.left[left]!,
      (scores.byRight ?? scores.score)[at]! - content.right[right]!,
    ];
    if (gains.every((gain) => gain > 0)) found.push({ left, right, gain: gains[0]! + gains[1]! });
  }
  found.sort((a, b) => b.gain - a.gain || a.left - b.left || a.right - b.right);
  return { blockingPairs: found.length, worstBlocking: found.slice(0, WORST) };
}
