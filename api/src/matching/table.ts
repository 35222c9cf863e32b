import type { ScoreTable } from './dense.ts';
import type { Pair, PairScores, Quota, RoundProblem, Side } from './problem.ts';

/** A round in which everybody of one side is scored with everybody of the other. It can be handed to a thread as it is. */
export interface TableProblem {
  readonly left: number;
  readonly right: number;
  /** Tenths, a row for each left one: what the right one is to it, and what it is to the right one. A pair scores the mean, half a tenth rounded up. */
  readonly byLeft: Uint16Array;
  readonly byRight: Uint16Array;
  /** Pairs of fewer tenths are left out, unless they are settled. */
  readonly lowest: number;
  /** Pairs that something keeps apart, whatever they score. */
  readonly apart: readonly Pair[];
  /** 1 for whoever meets known ones only, and for whoever is known; one per organisation. */
  readonly wary: Readonly<Record<Side, Uint8Array>>;
  readonly known: Readonly<Record<Side, Uint8Array>>;
  readonly places: RoundProblem['places'];
  readonly must: RoundProblem['must'];
  readonly never: RoundProblem['never'];
  readonly waitingBonus: RoundProblem['waitingBonus'];
  readonly quotas: readonly Quota[];
}

/** Most pairs that can be chosen. */
export const placesOf = ({ left, right, places }: TableProblem): number => Math.min(places ?? Infinity, left, right);

/** What a pair scores, in tenths. */
export const scoreOf = ({ right, byLeft, byRight }: TableProblem, [l, r]: Pair): number =>
  (byLeft[l * right + r]! + byRight[l * right + r]! + 1) >> 1;

export const bonusOf = ({ waitingBonus }: TableProblem, [l, r]: Pair): number => waitingBonus.left[l]! + waitingBonus.right[r]!;

const NOTHING: readonly number[] = [];

/** The pairs of a round that can still be chosen, as a table over those who are not settled yet. */
export class RoundTable implements ScoreTable {
  readonly rows: number;
  readonly columns: number;
  /** Left (right) index of each row (column). */
  readonly lefts: Int32Array;
  readonly rights: Int32Array;
  private readonly problem: TableProblem;
  private readonly apart: readonly (readonly number[])[];
  private readonly never: readonly (readonly number[])[];
  private readonly worth: Uint16Array;
  private readonly open: Uint16Array;

  constructor(problem: TableProblem) {
    this.problem = problem;
    this.lefts = others(
      problem.left,
      problem.must.map(([left]) => left),
    );
    this.rights = others(
      problem.right,
      problem.must.map(([, right]) => right),
    );
    this.rows = this.lefts.length;
    this.columns = this.rights.length;
    this.apart = byLeft(problem.left, problem.apart);
    this.never = byLeft(problem.left, problem.never);
    this.worth = new Uint16Array(problem.right);
    this.open = new Uint16Array(this.columns);
  }

  /** A property, for it is also called without its table. */
  readonly row = (index: number): Uint16Array => {
    const left = this.lefts[index]!;
    const worth = this.listed(left);
    for (const right of this.never[left] ?? NOTHING) worth[right] = 0;
    if (this.columns === worth.length) return worth;
    for (let column = 0; column < this.columns; column += 1) this.open[column] = worth[this.rights[column]!]!;
    return this.open;
  };

  /** Worth by right index of all pairs of a left one, also of those that staff keep apart; 0 for those that are no candidates. Valid until the next call. */
  listed(left: number): Uint16Array {
    const { right, byLeft: own, byRight: theirs, lowest, waitingBonus, wary, known } = this.problem;
    const { worth } = this;
    const first = left * right;
    const bonus = waitingBonus.left[left]!;
    const [isWary, isKnown] = [wary.left[left] === 1, known.left[left] === 1];
    for (let at = 0; at < right; at += 1) {
      const score = (own[first + at]! + theirs[first + at]! + 1) >> 1;
      const meet = (!isWary || known.right[at] === 1) && (isKnown || wary.right[at] === 0);
      worth[at] = meet && score >= lowest ? score + bonus + waitingBonus.right[at]! : 0;
    }
    for (const at of this.apart[left] ?? NOTHING) worth[at] = 0;
    return worth;
  }

  /** How many pairs are candidates. */
  candidates(): number {
    let count = 0;
    for (let left = 0; left < this.problem.left; left += 1) {
      const worth = this.listed(left);
      for (let right = 0; right < worth.length; right += 1) if (worth[right] !== 0) count += 1;
    }
    return count;
  }

  isForbidden(left: number, right: number): boolean {
    return (this.never[left] ?? NOTHING).includes(right);
  }
}

function others(size: number, gone: readonly number[]): Int32Array {
  const out = new Set(gone);
  return Int32Array.from({ length: size }, (_, index) => index).filter((index) => !out.has(index));
}

function byLeft(left: number, pairs: readonly Pair[]): (readonly number[])[] {
  const lists: number[][] = [];
  for (const [l, r] of pairs) (lists[l] ??= []).push(r);
  lists.length = left;
  return lists;
}

/** The same round as a list of its candidates, for what cannot work on tables. */
export function listOf(problem: TableProblem): RoundProblem {
  const table = new RoundTable(problem);
  const settled = new Set(problem.must.map(([l, r]) => l * problem.right + r));
  const parts = { left: [] as number[], right: [] as number[], score: [] as number[] };
  for (let l = 0; l < problem.left; l += 1) {
    const worth = table.listed(l);
    for (let r = 0; r < problem.right; r += 1) {
      if (worth[r] === 0 && !settled.has(l * problem.right + r)) continue;
      parts.left.push(l);
      parts.right.push(r);
      parts.score.push(scoreOf(problem, [l, r]));
    }
  }
  const scores: PairScores = {
    left: Int32Array.from(parts.left),
    right: Int32Array.from(parts.right),
    score: Int32Array.from(parts.score),
  };
  const { left, right, places, must, never, waitingBonus, quotas } = problem;
  return { left, right, scores, places, must, never, waitingBonus, quotas };
}

/** Settled pairs alone, as a list: what contradictions are looked for in. Those that are kept apart are no candidates. */
export function settledOnly(problem: TableProblem): RoundProblem {
  const apart = new Set(problem.apart.map(([l, r]) => l * problem.right + r));
  const open = problem.must.filter(([l, r]) => !apart.has(l * problem.right + r));
  const { left, right, places, must, never, waitingBonus, quotas } = problem;
  const scores: PairScores = {
    left: Int32Array.from(open, ([l]) => l),
    right: Int32Array.from(open, ([, r]) => r),
    score: Int32Array.from(open, (pair) => scoreOf(problem, pair)),
  };
  return { left, right, scores, places, must, never, waitingBonus, quotas };
}
