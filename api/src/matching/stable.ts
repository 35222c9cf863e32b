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
export function stableMatching(
  problem: TableProblem,
  proposers: Side = 'left',
  table: RoundTable = new RoundTable(problem),
): StableMatching {
  const market = new Market(problem, proposers, table);
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
  private readonly table: RoundTable;
  /** 1 for whoever is in a settled pair. */
  private readonly settled: Readonly<Record<Side, Uint8Array>>;
  private readonly lists: Int32Array[] = [];
  private readonly start = new Int32Array(MOST_TENTHS + 2);

  constructor(problem: TableProblem, proposers: Side, table: RoundTable) {
    this.problem = problem;
    this.proposers = proposers;
    this.table = table;
    this.own = problem[proposers];
    this.others = problem[proposers === 'left' ? 'right' : 'left'];
    this.settled = { left: new Uint8Array(problem.left), right: new Uint8Array(problem.right) };
    for (const [left, right] of problem.must) this.settled.left[left] = this.settled.right[right] = 1;
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

  private liking(whose: 'own' | 'other', proposer: number, one: number): number {
    const { right, byLeft, byRight } = this.problem;
    const at = this.proposers === 'left' ? proposer * right + one : one * right + proposer;
    return ((whose === 'own') === (this.proposers === 'left') ? byLeft : byRight)[at]!;
  }

  /** The best `most` of a proposer's list, by a counting sort. */
  private best(proposer: number, most: number): Int32Array {
    const { start } = this;
    const open = this.openTo(proposer);
    start.fill(0);
    for (const one of open) start[MOST_TENTHS - this.liking('own', proposer, one) + 1]! += 1;
    for (let at = 0; at <= MOST_TENTHS; at += 1) start[at + 1]! += start[at]!;
    const list = new Int32Array(Math.min(most, open.length));
    for (const one of open) {
      const rank = start[MOST_TENTHS - this.liking('own', proposer, one)]!++;
      if (rank < list.length) list[rank] = one;
    }
    return list;
  }

  /** With whom a proposer could be. */
  private openTo(proposer: number): Int32Array {
    const found = new Int32Array(this.others);
    let count = 0;
    const isLeft = this.proposers === 'left';
    if (this.settled[this.proposers][proposer] === 1) return found.subarray(0, 0);
    const worth = isLeft ? this.table.open(proposer) : null;
    const settled = this.settled[isLeft ? 'right' : 'left'];
    for (let one = 0; one < this.others; one += 1) {
      if (settled[one] === 0 && (worth ?? this.table.open(one))[worth ? one : proposer] !== 0) found[count++] = one;
    }
    return found.subarray(0, count);
  }
}
