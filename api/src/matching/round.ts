import { assign } from './assignment.ts';
import { explainUnmatched } from './unmatched.ts';
import { checkProblem, type Certificate, type Obstacle, type RoundPair, type RoundProblem, type RoundSolution } from './problem.ts';
import { boundOf, type Found, type OnProgress } from './prices.ts';
import { contradictions, reduce, type ReducedProblem } from './reduce.ts';
import { solveWithQuotas } from './quotas.ts';

/** Nobody may wait for a solution that does not exist: the same shape, empty. */
const NOTHING = { pairs: [], total: 0, bound: 0, gap: 0, proof: 'NONE', infeasible: [], unmatched: [], certificate: null } as const;

export const infeasible = (obstacles: readonly Obstacle[]): RoundSolution => ({ status: 'INFEASIBLE', ...NOTHING, infeasible: obstacles });

/**
 * Finds the pairs that are worth most together, in this thread. Without quotas the answer is exact; with quotas it is the best that HiGHS finds within its time,
 * and `gap` says how far from the best it can be at most.
 * @throws RangeError for what is not a problem (`checkProblem`).
 */
export async function solveRoundHere(problem: RoundProblem, onProgress: OnProgress = () => undefined): Promise<RoundSolution> {
  onProgress({ phase: 'PREPARING', pairs: 0, bound: null });
  checkProblem(problem);
  const obstacles = contradictions(problem);
  if (obstacles.length > 0) return infeasible(obstacles);
  const reduced = reduce(problem);
  const found = problem.quotas.length > 0 ? await solveWithQuotas(problem, reduced, onProgress) : solveFreely(reduced, onProgress);
  if (Array.isArray(found)) return infeasible(found);
  onProgress({ phase: 'EXPLAINING', pairs: reduced.settled.length, bound: found.prices.bound });
  return assemble(problem, reduced, found);
}

function solveFreely({ pairs, places, quotas }: ReducedProblem, onProgress: OnProgress): Found {
  const best = assign(pairs, places, (matched) => onProgress({ phase: 'ASSIGNING', pairs: matched, bound: null }));
  const left = Float64Array.from(best.rowPrice);
  const right = Float64Array.from(best.columnPrice);
  const prices = { left, right, places: best.placePrice, quotas: quotas.map(() => ({ min: 0, max: 0 })), bound: 0 };
  return { columnOf: best.columnOf, prices, searched: Infinity };
}

/** Puts settled and chosen pairs together and states what was proven about them. */
function assemble(problem: RoundProblem, reduced: ReducedProblem, found: Found): RoundSolution {
  const pairs = [...reduced.settled, ...chosenPairs(problem, reduced, found.columnOf)].sort((a, b) => a.left - b.left);
  const total = worth(pairs);
  const settledWorth = worth(reduced.settled);
  const proven = settledWorth + boundOf(reduced, found.prices);
  const certificate: Certificate = { ...found.prices, bound: proven };
  // Worths are whole tenths, so nothing lies between a bound and the whole number below it.
  const byPrices = Math.floor(proven);
  const bound = Math.max(total, Math.min(byPrices, settledWorth + found.searched));
  return {
    status: bound === total ? 'OPTIMAL' : 'WITHIN_GAP',
    pairs,
    total,
    bound,
    gap: bound === 0 ? 0 : (bound - total) / bound,
    proof: bound === byPrices ? 'DUALS' : 'SEARCH',
    infeasible: [],
    unmatched: explainUnmatched(problem, reduced, pairs),
    certificate,
  };
}

const worth = (pairs: readonly RoundPair[]): number => pairs.reduce((sum, pair) => sum + pair.score + pair.bonus, 0);

function chosenPairs(problem: RoundProblem, { pairs }: ReducedProblem, columnOf: Int32Array): RoundPair[] {
  const chosen: RoundPair[] = [];
  for (let left = 0; left < pairs.rows; left += 1) {
    const right = columnOf[left]!;
    if (right < 0) continue;
    const bonus = problem.waitingBonus.left[left]! + problem.waitingBonus.right[right]!;
    let at = pairs.start[left]!;
    while (pairs.column[at] !== right) at += 1;
    chosen.push({ left, right, score: pairs.value[at]! - bonus, bonus });
  }
  return chosen;
}
