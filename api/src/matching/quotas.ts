import type { Obstacle, RoundProblem } from './problem.ts';
import { settlePrices, type Found, type OnProgress } from './prices.ts';
import { conflicts } from './conflicts.ts';
import { loadSolver, PairModel, type LinearAnswer } from './quota-model.ts';
import { firstPairs, generate } from './quota-pricing.ts';
import type { ReducedProblem } from './reduce.ts';

/** Seconds that branch and bound may take when prices alone do not close the gap. */
const SEARCH_SECONDS = 20;
const TOLERANCE = 1e-6;

/**
 * The best pairs under quotas that may cross, with prices. The linear programme is solved on few pairs; its prices are held against all others, those that
 * would pay more than they are asked are added, until none does: then its worth bounds every solution. Branch and bound on the pairs that could matter
 * (asked no more above their worth than bound − best) makes whole pairs of it. Both by HiGHS (Q. Huangfu and J. Hall, Parallelizing the dual revised simplex method, 2018).
 * Answers which limits cannot be met together when no choice of pairs keeps all of them.
 */
export async function solveWithQuotas(problem: RoundProblem, reduced: ReducedProblem, onProgress: OnProgress): Promise<Found | Obstacle[]> {
  const solver = await loadSolver();
  const model = new PairModel(solver, reduced, 'WORTH');
  try {
    model.add(firstPairs(reduced));
    const linear = generate(model, reduced, (bound) => onProgress({ phase: 'PRICING', pairs: 0, bound }));
    if (!linear || linear.missing.some((missing) => missing > TOLERANCE)) return await conflicts(problem);
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
    if (!best) return await conflicts(problem);
    return { columnOf: best.columnOf, prices, searched };
  } finally {
    model.dispose();
  }
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
