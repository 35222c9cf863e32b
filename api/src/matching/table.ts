import type { ScoreTable } from './dense.ts';
import type { Pair, PairScores, Quota, RoundProblem, Side } from './problem.ts';

/** A round in which everybody of one side is scored with everybody of the other. It can be handed to another process as it is. */
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

/** Whether one of the two meets known ones only, and the other is none. */
export const isUnknown = ({ wary, known }: TableProblem, [l, r]: Pair): boolean =>
  (wary.left[l] === 1 && known.right[r] === 0) || (wary.right[r] === 1 && known.left[l] === 0);

const NOTHING: readonly number[] = [];

/**
 * The pairs of a round, as a table of what each is worth, and of those that can still be chosen as a table over those who are not settled yet. Made once for all that look at every pair:
 * two bytes for each.
 */
export class RoundTable implements ScoreTable {
  readonly rows: number;
  readonly columns: number;
  /** Left (right) index of each row (column). */
  readonly lefts: Int32Array;
  readonly rights: Int32Array;
  private readonly problem: TableProblem;
  private readonly never: readonly (readonly number[])[];
  private readonly worth: Uint16Array;
  private readonly opened: Uint16Array;
  private readonly narrow: Uint16Array;

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
    this.never = byLeft(problem.left, problem.never);
    this.opened = new Uint16Array(problem.right);
    this.narrow = new Uint16Array(this.columns);
    this.worth = new Uint16Array(problem.left * problem.right);
    for (let left = 0; left < problem.left; left += 1) fillRow(problem, left, this.listed(left));
    for (const [left, right] of problem.apart) this.worth[left * problem.right + right] = 0;
  }

  /** Worth by column. A property, for it is also called without its table. Valid until the next call. */
  readonly row = (index: number): Uint16Array => {
    const open = this.open(this.lefts[index]!);
    if (this.columns === open.length) return open;
    for (let column = 0; column < this.columns; column += 1) this.narrow[column] = open[this.rights[column]!]!;
    return this.narrow;
  };

  /** Worth by right index of the pairs of a left one who is not settled, also with those on the right who are; 0 for those that may not be. Valid until the next call. */
  open(left: number): Uint16Array {
    const never = this.never[left];
    if (!never) return this.listed(left);
    this.opened.set(this.listed(left));
    for (const right of never) this.opened[right] = 0;
    return this.opened;
  }

  /** Worth by right index of all pairs of a left one, also of those that staff keep apart; 0 for those that are no candidates. */
  listed(left: number): Uint16Array {
    const { right } = this.problem;
    return this.worth.subarray(left * right, (left + 1) * right);
  }

  /** How many pairs are candidates. */
  candidates(): number {
    const { worth } = this;
    let count = 0;
    for (let at = 0; at < worth.length; at += 1) if (worth[at] !== 0) count += 1;
    return count;
  }

  isForbidden(left: number, right: number): boolean {
    return (this.never[left] ?? NOTHING).includes(right);
  }
}

function fillRow(
  { right, byLeft: own, byRight: theirs, lowest, waitingBonus, wary, known }: TableProblem,
  left: number,
  worth: Uint16Array,
): void {
  const first = left * right;
  const bonus = waitingBonus.left[left]!;
  const others = waitingBonus.right;
  for (let at = 0; at < right; at += 1) {
    const score = (own[first + at]! + theirs[first + at]! + 1) >> 1;
    if (score >= lowest) worth[at] = score + bonus + others[at]!;
  }
  if (wary.left[left] === 1) for (let at = 0; at < right; at += 1) if (known.right[at] === 0) worth[at] = 0;
  if (known.left[left] === 0) for (let at = 0; at < right; at += 1) if (wary.right[at] === 1) worth[at] = 0;
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
export function listOf(problem: TableProblem, table: RoundTable = new RoundTable(problem)): RoundProblem {
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
