import type { Obstacle, RoundProblem } from './problem.ts';
import { settlePrices, type Found, type OnProgress } from './prices.ts';
import { loadSolver, PairModel, type LinearAnswer } from './quota-model.ts';
import type { ReducedProblem } from './reduce.ts';

/** Seconds that branch and bound may take when prices alone do not close the gap. */
const SEARCH_SECONDS = 20;
/** Pairs per organisation to begin with, from both sides, and per row in each further turn. */
const FIRST_PAIRS = 8;
const MORE_PAIRS = 4;
const TOLERANCE = 1e-6;

/**
 * The best pairs under quotas that may cross, with prices. The linear programme is solved on few pairs; its prices are held against all others, those that
 * would pay more than they are asked are added, until none does: then its worth bounds every solution. Branch and bound on the pairs that could matter
 * (asked no more above their worth than bound − best) makes whole pairs of it. Both by HiGHS (Q. Huangfu and J. Hall, Parallelizing the dual revised simplex method, 2018).
 * Answers obstacles when no choice of pairs keeps all limits.
 */
export async function solveWithQuotas(problem: RoundProblem, reduced: ReducedProblem, onProgress: OnProgress): Promise<Found | Obstacle[]> {
  const solver = await loadSolver();
  const model = new PairModel(solver, reduced, 'WORTH');
  try {
    const linear = generate(model, reduced, (bound) => onProgress({ phase: 'PRICING', pairs: 0, bound }));
    if (linear.missing.some((missing) => missing > TOLERANCE)) return await obstacles(problem, reduced);
    const prices = settlePrices(reduced, linear.right, linear.places, linear.quotas);
    const ceiling = Math.floor(prices.bound);
    let best = model.wholeAnswer(linear) ?? model.search({ seconds: SEARCH_SECONDS, ceiling });
    let searched = Infinity;
    onProgress({ phase: 'QUOTAS', pairs: best?.pairs ?? 0, bound: ceiling });
    if (!best || best.worth < ceiling) {
      model.add(pairsWithin(reduced, linear.askedFor, best ? ceiling - best.worth : Infinity));
      const wider = model.search({ seconds: SEARCH_SECONDS, ceiling, start: best });
      if (wider) [best, searched] = [wider, wider.proven];
    }
    if (!best) return await obstacles(problem, reduced);
    return { columnOf: best.columnOf, prices, searched };
  } finally {
    model.dispose();
  }
}

/** Adds pairs that pay more than they are asked until there is none; answers the last linear answer. */
function generate(model: PairModel, reduced: ReducedProblem, onTurn: (bound: number) => void): LinearAnswer {
  model.add(firstPairs(reduced));
  for (;;) {
    const answer = model.relax();
    onTurn(Math.floor(answer.worth));
    const added = model.add(payingMore(model, reduced, answer));
    if (added === 0) return answer;
  }
}

/** The best pairs of every row, and of every column. */
function firstPairs({ pairs }: ReducedProblem): number[] {
  const chosen = new Set<number>();
  const byColumn: number[][] = Array.from({ length: pairs.columns }, () => []);
  for (let row = 0; row < pairs.rows; row += 1) {
    for (let at = pairs.start[row]!; at < pairs.start[row + 1]!; at += 1) {
      if (at - pairs.start[row]! < FIRST_PAIRS) chosen.add(at);
      byColumn[pairs.column[at]!]!.push(at);
    }
  }
  for (const column of byColumn)
    for (const at of column.sort((a, b) => pairs.value[b]! - pairs.value[a]!).slice(0, FIRST_PAIRS)) chosen.add(at);
  return [...chosen];
}

function payingMore(model: PairModel, { pairs }: ReducedProblem, answer: LinearAnswer): number[] {
  const found: number[] = [];
  for (let row = 0; row < pairs.rows; row += 1) {
    const paying: { at: number; gain: number }[] = [];
    for (let at = pairs.start[row]!; at < pairs.start[row + 1]!; at += 1) {
      const gain = model.worthOf(at) - answer.askedFor(row, pairs.column[at]!);
      if (gain > TOLERANCE) paying.push({ at, gain });
    }
    found.push(
      ...paying
        .sort((a, b) => b.gain - a.gain)
        .slice(0, MORE_PAIRS)
        .map(({ at }) => at),
    );
  }
  return found;
}

/** Pairs that are asked at most `slack` more than they are worth: no better solution holds any other. */
function pairsWithin({ pairs }: ReducedProblem, askedFor: LinearAnswer['askedFor'], slack: number): number[] {
  const found: number[] = [];
  for (let row = 0; row < pairs.rows; row += 1) {
    for (let at = pairs.start[row]!; at < pairs.start[row + 1]!; at += 1) {
      if (askedFor(row, pairs.column[at]!) - pairs.value[at]! <= slack + TOLERANCE) found.push(at);
    }
  }
  return found;
}

/** Which minimums cannot be reached together: the choice of pairs that misses them by the fewest organisations says where. */
async function obstacles(problem: RoundProblem, reduced: ReducedProblem): Promise<Obstacle[]> {
  const model = new PairModel(await loadSolver(), reduced, 'MISSING');
  try {
    model.add(Array.from(reduced.pairs.column.keys()));
    const best = model.search({ seconds: SEARCH_SECONDS, ceiling: 0 });
    return problem.quotas.flatMap(({ name, min }, at): Obstacle[] => {
      const missing = best?.missing[at] ?? 0;
      return missing > 0 ? [{ kind: 'QUOTA', quota: name, limit: 'min', value: min ?? 0, missing }] : [];
    });
  } finally {
    model.dispose();
  }
}
