import { compareMatchings, type MatchingComparison } from './compare.ts';
import { canBeMet } from './conflicts.ts';
import { assignTable } from './dense.ts';
import type { OnProgress } from './prices.ts';
import type { Certificate, Obstacle, Pair, RoundPair, RoundSolution } from './problem.ts';
import { contradictions } from './reduce.ts';
import { infeasible, solveRoundHere } from './round.ts';
import { stableMatching } from './stable.ts';
import { bonusOf, listOf, placesOf, RoundTable, scoreOf, settledOnly, type TableProblem } from './table.ts';
import { explainAlone, withNearest } from './table-unmatched.ts';
import { verifyTable } from './table-verify.ts';
import { verifyRound } from './verify.ts';

/** A solved round, what independent code found wrong with it (nothing, if all is well), and the stable matching beside it. */
export interface SolvedTable {
  readonly solution: RoundSolution;
  readonly faults: readonly string[];
  /** Pairs that could have been chosen. */
  readonly candidates: number;
  /** Null without a solution, and where it was not asked for. */
  readonly comparison: MatchingComparison | null;
}

/** Quotas need every candidate in a list, which takes some thirty bytes each, and more for those that the linear programme is given. */
const MOST_LISTED = 4_000_000;

/** Solves, checks and compares. Quotas need every candidate in a list, 16 bytes each; without them the tables are enough, two bytes a pair each. */
export async function solveAndCheck(problem: TableProblem, onProgress: OnProgress): Promise<SolvedTable> {
  const table = new RoundTable(problem);
  const [found, faults] = await solved(problem, onProgress, table);
  if (found.status === 'INFEASIBLE') return { solution: found, faults, candidates: 0, comparison: null };
  onProgress({ phase: 'EXPLAINING', pairs: found.pairs.length, bound: found.bound });
  const solution = withNearest(problem, found);
  const pairs = solution.pairs.map(({ left, right }): Pair => [left, right]);
  const stable = stableMatching(problem, 'left', table);
  return { solution, faults, candidates: table.candidates(), comparison: compareMatchings(problem, pairs, stable.pairs, table) };
}

/** Solves alone, where only the pairs are asked for. */
export async function solveOnly(problem: TableProblem): Promise<SolvedTable> {
  const [solution] = problem.quotas.length > 0 ? await solveListed(problem) : [solveTable(problem)];
  return { solution, faults: [], candidates: 0, comparison: null };
}

async function solved(problem: TableProblem, onProgress: OnProgress, table: RoundTable): Promise<[RoundSolution, readonly string[]]> {
  if (problem.quotas.length > 0) return solveListed(problem, onProgress, table);
  const solution = solveTable(problem, onProgress, table);
  return [solution, verifyTable(problem, solution)];
}

/** Says of each conflict whether the lowest score is in it: whether the other limits can be met once pairs below it are there. Left open where those are too many to list. */
async function withLowest(problem: TableProblem, solution: RoundSolution): Promise<RoundSolution> {
  if (problem.lowest === 0 || !solution.infeasible.some(({ kind }) => kind === 'CONFLICT')) return solution;
  const open = { ...problem, lowest: 0 };
  const table = new RoundTable(open);
  if (table.candidates() > MOST_LISTED) return solution;
  const list = listOf(open, table);
  const told: Obstacle[] = [];
  for (const obstacle of solution.infeasible) {
    const isLowest = obstacle.kind === 'CONFLICT' && (await canBeMet(list, obstacle.limits));
    told.push(isLowest ? { ...obstacle, lowest: true } : obstacle);
  }
  return { ...solution, infeasible: told };
}

async function solveListed(
  problem: TableProblem,
  onProgress: OnProgress = () => undefined,
  table: RoundTable = new RoundTable(problem),
): Promise<[RoundSolution, readonly string[]]> {
  const candidates = table.candidates();
  if (candidates > MOST_LISTED) return [infeasible([{ kind: 'TOO_MANY_CANDIDATES', candidates, most: MOST_LISTED }]), []];
  const list = listOf(problem, table);
  const solution = await withLowest(problem, await solveRoundHere(list, onProgress));
  return [solution, verifyRound(list, solution).faults];
}

/** The pairs that are worth most together, exactly, with prices that prove it. Quotas are not asked. */
export function solveTable(
  problem: TableProblem,
  onProgress: OnProgress = () => undefined,
  table: RoundTable = new RoundTable(problem),
): RoundSolution {
  onProgress({ phase: 'ASSIGNING', pairs: 0, bound: null });
  const obstacles = contradictions(settledOnly(problem));
  if (obstacles.length > 0) return infeasible(obstacles);
  const pairOf = (pair: Pair): RoundPair => ({
    left: pair[0],
    right: pair[1],
    score: scoreOf(problem, pair),
    bonus: bonusOf(problem, pair),
  });
  const settled = distinct(problem).map(pairOf);
  const places = placesOf(problem) - settled.length;
  const best = bestOf(table, places);
  const chosen = Array.from(best.columnOf).flatMap((column, row) =>
    column === -1 ? [] : [pairOf([table.lefts[row]!, table.rights[column]!])],
  );
  const pairs = [...settled, ...chosen].sort((a, b) => a.left - b.left);
  const worth = (some: readonly RoundPair[]): number => some.reduce((sum, { score, bonus }) => sum + score + bonus, 0);
  const sum = (prices: Int32Array): number => prices.reduce((all, price) => all + price, 0);
  const bound = worth(settled) + sum(best.rowPrice) + sum(best.columnPrice) + places * best.placePrice;
  const certificate: Certificate = {
    left: spread(problem.left, table.lefts, best.rowPrice),
    right: spread(problem.right, table.rights, best.columnPrice),
    places: best.placePrice,
    quotas: [],
    bound,
  };
  const total = worth(pairs);
  return {
    status: total === bound ? 'OPTIMAL' : 'WITHIN_GAP',
    pairs,
    total,
    bound,
    gap: bound === 0 ? 0 : (bound - total) / bound,
    proof: 'DUALS',
    infeasible: [],
    unmatched: explainAlone(problem, table, pairs, certificate),
    certificate,
  };
}

const distinct = ({ must, right }: TableProblem): Pair[] => [...new Map(must.map((pair) => [pair[0] * right + pair[1], pair])).values()];

type Best = Pick<ReturnType<typeof assignTable>, 'columnOf' | 'rowPrice' | 'columnPrice' | 'placePrice'>;

/** More than any pair is worth. */
const DEAREST = 0xffff;

function bestOf(table: RoundTable, places: number): Best {
  if (places > 0 && table.rows > 0 && table.columns > 0) return assignTable(table, places);
  // Where nobody can be chosen, the price of a place alone keeps everybody out.
  const rowPrice = new Int32Array(table.rows);
  return { columnOf: rowPrice.map(() => -1), rowPrice, columnPrice: new Int32Array(table.columns), placePrice: places > 0 ? 0 : DEAREST };
}

function spread(size: number, indices: Int32Array, prices: Int32Array): Float64Array {
  const all = new Float64Array(size);
  indices.forEach((index, at) => (all[index] = prices[at]!));
  return all;
}
