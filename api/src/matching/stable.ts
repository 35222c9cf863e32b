import type { Pair, Side } from './problem.ts';
import { placesOf, RoundTable, scoreOf, type TableProblem } from './table.ts';

/** A matching in which no two organisations would both rather have each other. */
export interface StableMatching {
  readonly proposers: Side;
  readonly pairs: readonly Pair[];
}

const NONE = -1;
/** Candidates of a list that are put in order at first; a proposer that goes through them gets twice as many. */
const FIRST = 32;
const MOST_TENTHS = 1000;

/**
 * Deferred acceptance: proposers ask down their lists, the asked keep the best so far. The result is stable, and the best stable one for every proposer. Ranks are strict (equal scores by index).
 * Settled pairs stay out of the market and are part of the answer; forbidden pairs do not exist; quotas are not asked, as stability knows none. Where there are fewer places than stable pairs, those
 * that score most are kept: what is left may then not be stable, for want of places alone.
 * Source: D. Gale and L. Shapley, College admissions and the stability of marriage (1962).
 */
export function stableMatching(problem: TableProblem, proposers: Side = 'left'): StableMatching {
  const market = new Market(problem, proposers);
  const { own, others } = market;
  const next = new Int32Array(own);
  const held = new Int32Array(others).fill(NONE);
  for (let first = 0; first < own; first += 1) {
    for (let proposer = first; proposer !== NONE;) {
      const one = market.wish(proposer, next[proposer]!);
      if (one === NONE) break;
      next[proposer]! += 1;
      const before = held[one]!;
      if (before !== NONE && !market.prefers(one, proposer, before)) continue;
      held[one] = proposer;
      proposer = before;
    }
  }
  const found = Array.from(held.entries()).filter(([, proposer]) => proposer !== NONE);
  const pairs = found.map(([one, proposer]): Pair => (proposers === 'left' ? [proposer, one] : [one, proposer]));
  pairs.sort((a, b) => scoreOf(problem, b) - scoreOf(problem, a) || a[0] - b[0]);
  const kept = pairs.slice(0, placesOf(problem) - problem.must.length);
  return { proposers, pairs: [...problem.must, ...kept].sort((a, b) => a[0] - b[0]) };
}

/** Everybody's open candidates, best first. Lists are made as far as they are asked for: nearly everybody is content early. */
class Market {
  readonly own: number;
  readonly others: number;
  private readonly problem: TableProblem;
  private readonly proposers: Side;
  /** 1 for pairs that may be, a row for each proposer. */
  private readonly open: Uint8Array;
  private readonly lists: Int32Array[] = [];
  private readonly start = new Int32Array(MOST_TENTHS + 2);

  constructor(problem: TableProblem, proposers: Side) {
    this.problem = problem;
    this.proposers = proposers;
    this.own = problem[proposers];
    this.others = problem[proposers === 'left' ? 'right' : 'left'];
    this.open = new Uint8Array(this.own * this.others);
    const table = new RoundTable(problem);
    for (let row = 0; row < table.rows; row += 1) {
      const worth = table.row(row);
      for (let column = 0; column < worth.length; column += 1) {
        if (worth[column] !== 0) this.open[this.place(table.lefts[row]!, table.rights[column]!)] = 1;
      }
    }
  }

  /** The candidate at a rank of a proposer's list, −1 past its end. */
  wish(proposer: number, rank: number): number {
    let list = this.lists[proposer];
    if (!list || rank === list.length) list = this.lists[proposer] = this.best(proposer, Math.max(FIRST, 2 * rank));
    return list[rank] ?? NONE;
  }

  /** Whether somebody would rather have the first than the second of two proposers. */
  prefers(one: number, first: number, second: number): boolean {
    const difference = this.liking('other', first, one) - this.liking('other', second, one);
    return difference > 0 || (difference === 0 && first < second);
  }

  private place(left: number, right: number): number {
    return this.proposers === 'left' ? left * this.others + right : right * this.others + left;
  }

  private liking(whose: 'own' | 'other', proposer: number, one: number): number {
    const { right, byLeft, byRight } = this.problem;
    const at = this.proposers === 'left' ? proposer * right + one : one * right + proposer;
    return ((whose === 'own') === (this.proposers === 'left') ? byLeft : byRight)[at]!;
  }

  /** The best `most` of a proposer's list, by a counting sort. */
  private best(proposer: number, most: number): Int32Array {
    const { start, others } = this;
    const first = proposer * others;
    start.fill(0);
    for (let one = 0; one < others; one += 1) {
      if (this.open[first + one] === 1) start[MOST_TENTHS - this.liking('own', proposer, one) + 1]! += 1;
    }
    for (let at = 0; at <= MOST_TENTHS; at += 1) start[at + 1]! += start[at]!;
    const list = new Int32Array(Math.min(most, start[MOST_TENTHS + 1]!));
    for (let one = 0; one < others; one += 1) {
      if (this.open[first + one] === 0) continue;
      const rank = start[MOST_TENTHS - this.liking('own', proposer, one)]!++;
      if (rank < list.length) list[rank] = one;
    }
    return list;
  }
}
