import type { Pair, Side } from './problem.ts';
import { placesOf, RoundTable, scoreOf, type TableProblem } from './table.ts';

/** One matching in figures. Scores are tenths. */
export interface MatchingSummary {
  readonly pairs: number;
  /** Scores alone, without waiting bonuses. */
  readonly score: number;
  readonly lowestScore: number | null;
  readonly medianScore: number | null;
  /** Two organisations that would both rather have each other than what they have here, and could within the places. Quotas may keep them apart. */
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
export function compareMatchings(
  problem: TableProblem,
  first: readonly Pair[],
  second: readonly Pair[],
  table: RoundTable = new RoundTable(problem),
): MatchingComparison {
  const listed = listedIn(problem, table);
  const inFirst = new Set(first.map(([left, right]) => left * problem.right + right));
  return {
    first: summarise(problem, table, listed, first),
    second: summarise(problem, table, listed, second),
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

function summarise(problem: TableProblem, table: RoundTable, listed: Listed, pairs: readonly Pair[]): MatchingSummary {
  const { right, byLeft, byRight, waitingBonus } = problem;
  /** How much each organisation likes what it has; less than anything when it has nobody. */
  const content = { left: new Int32Array(problem.left).fill(-1), right: new Int32Array(problem.right).fill(-1) };
  for (const [l, r] of pairs) {
    content.left[l] = byLeft[l * right + r]!;
    content.right[r] = byRight[l * right + r]!;
  }
  const sorted = pairs.map((pair) => scoreOf(problem, pair)).sort((a, b) => a - b);
  const rivals = blocking(problem, table, pairs, content);
  const waiting = (side: Side): number[] =>
    Array.from(listed[side].keys()).filter((one) => listed[side][one] === 1 && content[side][one] === -1);
  const alone = { left: waiting('left'), right: waiting('right') };
  const again = (side: Side): number => alone[side].filter((index) => waitingBonus[side][index]! > 0).length;
  return {
    pairs: pairs.length,
    score: sorted.reduce((sum, score) => sum + score, 0),
    lowestScore: sorted[0] ?? null,
    medianScore: sorted[Math.floor(sorted.length / 2)] ?? null,
    ...rivals,
    waiting: alone,
    waitingAgain: again('left') + again('right'),
  };
}

/** 1 for whoever has a candidate that can still be chosen. */
type Listed = Readonly<Record<Side, Uint8Array>>;

function listedIn(problem: TableProblem, table: RoundTable): Listed {
  const [left, right] = [new Uint8Array(problem.left), new Uint8Array(problem.right)];
  const inRow = new Uint8Array(table.columns);
  for (let row = 0; row < table.rows; row += 1) {
    const worth = table.row(row);
    let any = 0;
    for (let column = 0; column < worth.length; column += 1) {
      if (worth[column] === 0) continue;
      any = 1;
      inRow[column] = 1;
    }
    left[table.lefts[row]!] = any;
  }
  inRow.forEach((any, column) => (right[table.rights[column]!] = any));
  return { left, right };
}

/** Looks at every pair once. Two without a partner block nothing where all places are taken: they lack a place, not each other. */
function blocking(
  problem: TableProblem,
  table: RoundTable,
  pairs: readonly Pair[],
  content: Record<Side, Int32Array>,
): Pick<MatchingSummary, 'blockingPairs' | 'worstBlocking'> {
  const { right, byLeft, byRight } = problem;
  const others = content.right;
  const isFree = new Uint8Array(right);
  for (const index of table.rights) isFree[index] = 1;
  const full = pairs.length >= placesOf(problem);
  const worst: { left: number; right: number; gain: number }[] = [];
  let blockingPairs = 0;
  for (const l of table.lefts) {
    const worth = table.open(l);
    const own = content.left[l]!;
    const first = l * right;
    for (let r = 0; r < right; r += 1) {
      // Nearly everybody likes nearly everybody less than what they have.
      const mine = byLeft[first + r]! - own;
      if (mine <= 0 || worth[r] === 0 || isFree[r] === 0) continue;
      const theirs = byRight[first + r]! - others[r]!;
      if (theirs <= 0 || (full && own === -1 && others[r] === -1)) continue;
      blockingPairs += 1;
      const gain = mine + theirs;
      if (worst.length === WORST && gain <= worst[WORST - 1]!.gain) continue;
      worst.push({ left: l, right: r, gain });
      worst.sort((a, b) => b.gain - a.gain || a.left - b.left || a.right - b.right);
      worst.length = Math.min(WORST, worst.length);
    }
  }
  return { blockingPairs, worstBlocking: worst };
}
