import type { Certificate, Pair, RoundPair, RoundProblem, RoundSolution, Side } from './problem.ts';

/** What an independent look at a solution found. */
export interface Verdict {
  /** True when every pair is admissible, every limit kept and everything the solution says of itself is so. */
  readonly valid: boolean;
  /** One sentence each. */
  readonly faults: readonly string[];
  /** What the prices prove, added up anew, in whole tenths; null without prices, or when they break their own rule. */
  readonly provenBound: number | null;
}

/** More of the same says nothing new. */
const MOST_FAULTS = 20;

const key = ({ right }: RoundProblem, [l, r]: Pair): number => l * right + r;

/**
 * Checks a solution against the problem alone. Shares no code with what solves: it looks every pair up, counts every limit, and holds every admissible pair
 * against the prices (weak duality: no admissible solution is worth more than the prices add up to).
 * A bound that HiGHS proved by search (`proof: 'SEARCH'`) cannot be checked so; `provenBound` is then larger than `bound`.
 */
export function verifyRound(problem: RoundProblem, solution: RoundSolution): Verdict {
  if (solution.status === 'INFEASIBLE') {
    const faults = solution.pairs.length > 0 ? ['There are pairs where there is no solution.'] : [];
    return { valid: faults.length === 0, faults, provenBound: null };
  }
  const faults: string[] = [
    ...checkPairs(problem, solution.pairs),
    ...checkLimits(problem, solution.pairs),
    ...checkUnmatched(problem, solution),
  ];
  const total = solution.pairs.reduce((sum, { score, bonus }) => sum + score + bonus, 0);
  if (total !== solution.total) faults.push(`The pairs are worth ${total} and not ${solution.total} tenths.`);
  const { certificate } = solution;
  const priced = certificate ? checkPrices(problem, certificate) : ['There are no prices.'];
  faults.push(...priced);
  const provenBound = certificate && priced.length === 0 ? Math.floor(addedUp(problem, certificate)) : null;
  return {
    valid: (faults.push(...checkClaims(solution, provenBound)), faults.length === 0),
    faults: faults.slice(0, MOST_FAULTS),
    provenBound,
  };
}

function checkClaims(solution: RoundSolution, provenBound: number | null): string[] {
  const { status, total, bound, gap, proof } = solution;
  const faults: string[] = [];
  if (total > bound) faults.push(`The total ${total} is above the bound ${bound}.`);
  if ((status === 'OPTIMAL') !== (total === bound)) faults.push(`${status} does not fit a total of ${total} and a bound of ${bound}.`);
  if (Math.abs(gap - (bound === 0 ? 0 : (bound - total) / bound)) > 1e-12) faults.push(`The gap is not ${gap}.`);
  if (provenBound === null) return faults;
  if (provenBound < total) faults.push(`Prices that prove ${provenBound} cannot be right where ${total} is reached.`);
  if (proof === 'DUALS' && provenBound !== bound) faults.push(`The prices prove ${provenBound} and not ${bound}.`);
  if (proof === 'SEARCH' && provenBound < bound) faults.push(`The prices alone prove ${provenBound}, less than the bound ${bound}.`);
  return faults;
}

function checkPairs(problem: RoundProblem, pairs: readonly RoundPair[]): string[] {
  const faults: string[] = [];
  const wanted = new Map(pairs.map((pair) => [key(problem, [pair.left, pair.right]), pair]));
  if (wanted.size !== pairs.length) faults.push('A pair is there twice.');
  const { scores, waitingBonus } = problem;
  for (let at = 0; at < scores.left.length; at += 1) {
    const [left, right] = [scores.left[at]!, scores.right[at]!];
    const pair = wanted.get(key(problem, [left, right]));
    if (!pair) continue;
    wanted.delete(key(problem, [left, right]));
    if (pair.score !== scores.score[at]) faults.push(`Pair ${left}–${right} scores ${scores.score[at]} and not ${pair.score}.`);
    const bonus = waitingBonus.left[left]! + waitingBonus.right[right]!;
    if (pair.bonus !== bonus) faults.push(`Pair ${left}–${right} has a bonus of ${bonus} and not ${pair.bonus}.`);
  }
  for (const { left, right } of wanted.values()) faults.push(`Pair ${left}–${right} is no candidate.`);
  const never = new Set(problem.never.map((pair) => key(problem, pair)));
  for (const { left, right } of pairs) if (never.has(key(problem, [left, right]))) faults.push(`Pair ${left}–${right} may never be.`);
  const chosen = new Set(pairs.map(({ left, right }) => key(problem, [left, right])));
  for (const pair of problem.must)
    if (!chosen.has(key(problem, pair))) faults.push(`Pair ${pair[0]}–${pair[1]} was settled and is not there.`);
  return faults;
}

function checkLimits(problem: RoundProblem, pairs: readonly RoundPair[]): string[] {
  const faults: string[] = [];
  const matched = { left: new Set(pairs.map((pair) => pair.left)), right: new Set(pairs.map((pair) => pair.right)) };
  for (const side of ['left', 'right'] as const) {
    if (matched[side].size !== pairs.length) faults.push(`Somebody on the ${side} has two partners.`);
  }
  if (problem.places !== null && pairs.length > problem.places)
    faults.push(`${pairs.length} pairs are more than ${problem.places} places.`);
  for (const { name, side, members, min, max } of problem.quotas) {
    const count = Array.from(members).filter((index) => matched[side].has(index)).length;
    if (count < (min ?? 0)) faults.push(`Quota ${name} asks for ${min} and has ${count}.`);
    if (count > (max ?? Infinity)) faults.push(`Quota ${name} allows ${max} and has ${count}.`);
  }
  return faults;
}

function checkUnmatched(problem: RoundProblem, { pairs, unmatched }: RoundSolution): string[] {
  const faults: string[] = [];
  for (const side of ['left', 'right'] as const) {
    const alone = new Set(unmatched.filter((one) => one.side === side).map((one) => one.index));
    const both = pairs.filter((pair) => alone.has(pair[side])).length;
    if (both > 0) faults.push(`${both} on the ${side} are matched and called unmatched.`);
    if (alone.size + pairs.length !== problem[side]) faults.push(`Somebody on the ${side} is neither matched nor explained.`);
  }
  return faults;
}

/** Who is in a settled pair takes no part in any other. */
function settledOf(problem: RoundProblem): Record<Side, Set<number>> {
  return { left: new Set(problem.must.map(([left]) => left)), right: new Set(problem.must.map(([, right]) => right)) };
}

function checkPrices(problem: RoundProblem, { left, right, places, quotas }: Certificate): string[] {
  if (left.length !== problem.left || right.length !== problem.right || quotas.length !== problem.quotas.length)
    return ['A price is missing.'];
  const asked = { left: Float64Array.from(left), right: Float64Array.from(right) };
  let negative = places < 0 || left.some((price) => !(price >= 0)) || right.some((price) => !(price >= 0));
  problem.quotas.forEach(({ side, members }, at) => {
    const { min, max } = quotas[at]!;
    negative ||= !(min >= 0 && max >= 0);
    for (const index of members) asked[side][index]! += max - min;
  });
  if (negative || !(places >= 0)) return ['A price is below nothing.'];
  const settled = settledOf(problem);
  const never = new Set(problem.never.map((pair) => key(problem, pair)));
  const faults: string[] = [];
  const { scores, waitingBonus } = problem;
  for (let at = 0; at < scores.left.length && faults.length < MOST_FAULTS; at += 1) {
    const [l, r] = [scores.left[at]!, scores.right[at]!];
    const worth = scores.score[at]! + waitingBonus.left[l]! + waitingBonus.right[r]!;
    if (worth <= asked.left[l]! + asked.right[r]! + places) continue;
    if (settled.left.has(l) || settled.right.has(r) || never.has(key(problem, [l, r]))) continue;
    faults.push(`Pair ${l}–${r} is worth ${worth}, more than its prices.`);
  }
  return faults;
}

/** What the prices add up to; settled pairs count with their worth, and what they use of places and quotas is no longer for sale. */
function addedUp(problem: RoundProblem, { left, right, places, quotas }: Certificate): number {
  const settled = settledOf(problem);
  const must = new Set(problem.must.map((pair) => key(problem, pair)));
  const { scores, waitingBonus } = problem;
  let bound = 0;
  for (let at = 0; at < scores.left.length && must.size > 0; at += 1) {
    const [l, r] = [scores.left[at]!, scores.right[at]!];
    if (must.has(key(problem, [l, r]))) bound += scores.score[at]! + waitingBonus.left[l]! + waitingBonus.right[r]!;
  }
  left.forEach((price, index) => (bound += settled.left.has(index) ? 0 : price));
  right.forEach((price, index) => (bound += settled.right.has(index) ? 0 : price));
  if (places > 0) bound += places * (Math.min(problem.places ?? Infinity, problem.left, problem.right) - must.size);
  problem.quotas.forEach(({ side, members, min, max }, at) => {
    const used = Array.from(members).filter((index) => settled[side].has(index)).length;
    const price = quotas[at]!;
    if (price.max > 0) bound += price.max * ((max ?? Infinity) - used);
    bound -= price.min * ((min ?? 0) - used);
  });
  return bound;
}
