import type { RoundSolution } from './problem.ts';
import type { TableProblem } from './table.ts';

/** More of the same says nothing new. */
const MOST_FAULTS = 20;

/**
 * Checks a solution of a round without quotas against its tables alone, one sentence for each fault. Shares no code with what solves: looks every pair up, counts every limit, and holds every pair of
 * the tables against the prices (weak duality: nothing that the settings allow is worth more than the prices add up to).
 */
export function verifyTable(problem: TableProblem, solution: RoundSolution): string[] {
  const { pairs, unmatched, certificate, total, bound, status } = solution;
  if (status === 'INFEASIBLE') return pairs.length > 0 ? ['There are pairs where there is no solution.'] : [];
  const faults = [...wrongPairs(problem, solution)];
  if (problem.places !== null && pairs.length > problem.places)
    faults.push(`${pairs.length} pairs are more than ${problem.places} places.`);
  for (const side of ['left', 'right'] as const) {
    const matched = new Set(pairs.map((pair) => pair[side]));
    const alone = new Set(unmatched.filter((one) => one.side === side).map(({ index }) => index));
    if (matched.size !== pairs.length) faults.push(`Somebody on the ${side} has two partners.`);
    if (alone.size + matched.size !== problem[side] || [...alone].some((index) => matched.has(index)))
      faults.push(`Somebody on the ${side} is neither matched nor explained, or both.`);
  }
  if (total !== pairs.reduce((sum, { score, bonus }) => sum + score + bonus, 0)) faults.push(`The pairs are not worth ${total}.`);
  if (!certificate) return [...faults, 'There are no prices.'];
  if (problem.must.some(([l, r]) => !pairs.some(({ left, right }) => left === l && right === r))) faults.push('A settled pair is missing.');
  const proven = provenBy(problem, solution);
  if (proven !== bound) faults.push(`The prices prove ${proven} and not ${bound}.`);
  if ((status === 'OPTIMAL') !== (total === bound) || total > bound)
    faults.push(`${status} does not fit a total of ${total} and a bound of ${bound}.`);
  return [...faults, ...uncovered(problem, solution)].slice(0, MOST_FAULTS);
}

function wrongPairs({ right, byLeft, byRight, lowest, ...problem }: TableProblem, { pairs }: RoundSolution): string[] {
  const key = ([l, r]: readonly [number, number]): number => l * right + r;
  const [apart, must] = [new Set([...problem.apart, ...problem.never].map(key)), new Set(problem.must.map(key))];
  return pairs.flatMap((pair) => {
    const at = pair.left * right + pair.right;
    const score = Math.round((byLeft[at]! + byRight[at]!) / 2);
    const bonus = problem.waitingBonus.left[pair.left]! + problem.waitingBonus.right[pair.right]!;
    const unknown =
      (problem.wary.left[pair.left] === 1 && problem.known.right[pair.right] === 0) ||
      (problem.wary.right[pair.right] === 1 && problem.known.left[pair.left] === 0);
    if (apart.has(at) || (!must.has(at) && (unknown || score < lowest))) return [`Pair ${pair.left}–${pair.right} may not be.`];
    return score === pair.score && bonus === pair.bonus ? [] : [`Pair ${pair.left}–${pair.right} scores ${score} and ${bonus}.`];
  });
}

/** Who is in a settled pair takes no part in any other. */
function settledOf({ must }: TableProblem): { left: Set<number>; right: Set<number> } {
  return { left: new Set(must.map(([left]) => left)), right: new Set(must.map(([, right]) => right)) };
}

function provenBy(problem: TableProblem, { certificate, pairs }: RoundSolution): number {
  const settled = settledOf(problem);
  const { left, right, places } = certificate!;
  let bound = places * (Math.min(problem.places ?? Infinity, problem.left, problem.right) - settled.left.size);
  left.forEach((price, index) => (bound += settled.left.has(index) ? 0 : price));
  right.forEach((price, index) => (bound += settled.right.has(index) ? 0 : price));
  for (const pair of pairs) if (settled.left.has(pair.left)) bound += pair.score + pair.bonus;
  return bound;
}

function uncovered(problem: TableProblem, { certificate }: RoundSolution): string[] {
  const { byLeft, byRight, lowest, wary, known, waitingBonus } = problem;
  const { left: asked, right: askedToo, places } = certificate!;
  if (!(places >= 0) || asked.some((price) => !(price >= 0)) || askedToo.some((price) => !(price >= 0)))
    return ['A price is below nothing.'];
  const settled = settledOf(problem);
  const apart = new Set([...problem.apart, ...problem.never].map(([l, r]) => l * problem.right + r));
  const faults: string[] = [];
  for (let l = 0; l < problem.left && faults.length < MOST_FAULTS; l += 1) {
    if (settled.left.has(l)) continue;
    const asks = asked[l]! + places - waitingBonus.left[l]!;
    for (let r = 0, at = l * problem.right; r < problem.right; r += 1, at += 1) {
      const score = (byLeft[at]! + byRight[at]! + 1) >> 1;
      if (score < lowest || score + waitingBonus.right[r]! <= asks + askedToo[r]!) continue;
      const worth = score + waitingBonus.left[l]! + waitingBonus.right[r]!;
      if ((wary.left[l] === 1 && known.right[r] === 0) || (wary.right[r] === 1 && known.left[l] === 0)) continue;
      if (settled.right.has(r) || apart.has(at)) continue;
      faults.push(`Pair ${l}–${r} is worth ${worth}, more than its prices.`);
    }
  }
  return faults;
}
