import { expect, it } from 'vitest';
import { solveRoundHere, type RoundProblem, type RoundSolution, type Unmatched } from './index.ts';
import { bestByTrying, randomProblem, seeded } from './problems.ts';

const without = (problem: RoundProblem, { side, index }: Unmatched): RoundProblem => {
  const kept = Array.from(problem.scores[side].keys()).filter((at) => problem.scores[side][at] !== index);
  const of = (column: Int32Array): Int32Array => Int32Array.from(kept, (at) => column[at]!);
  return { ...problem, scores: { left: of(problem.scores.left), right: of(problem.scores.right), score: of(problem.scores.score) } };
};

/** Whether each candidate that is neither settled nor kept apart from it is paired for at least as much as it would be with it. */
function isOutbid({ scores, must, never, waitingBonus }: RoundProblem, { pairs }: RoundSolution, { side, index }: Unmatched): boolean {
  return Array.from(scores.left.keys()).every((at) => {
    const [left, right] = [scores.left[at]!, scores.right[at]!];
    if ({ left, right }[side] !== index) return true;
    if (must.some(([l, r]) => l === left || r === right) || never.some(([l, r]) => l === left && r === right)) return true;
    const now = pairs.find((pair) => (side === 'left' ? pair.right === right : pair.left === left));
    return scores.score[at]! + waitingBonus.left[left]! + waitingBonus.right[right]! <= (now ? now.score + now.bonus : 0);
  });
}

it('gives a reason that holds when everything is tried, in 3,000 small problems', async () => {
  const next = seeded(20_261_131);
  const seen = { OUTCOMPETED: 0, QUOTA: 0, NO_PLACES: 0, alone: 0, several: 0 };
  for (let round = 0; round < 3000; round += 1) {
    const problem = randomProblem(next);
    const solution = await solveRoundHere(problem);
    const free: RoundProblem = { ...problem, quotas: [], places: null };
    for (const one of solution.unmatched) {
      const told = `problem ${round}: ${JSON.stringify(one)}`;
      if (one.reason === 'OUTCOMPETED') {
        expect(isOutbid(problem, solution, one), told).toBe(true);
        expect(bestByTrying(without(free, one)), told).toBe(bestByTrying(free));
      } else if (one.reason === 'QUOTA') {
        expect(bestByTrying(free), told).toBeGreaterThan(solution.total);
        const others = problem.quotas.filter(({ name }) => !one.quotas?.includes(name));
        expect(others, told).toHaveLength(problem.quotas.length - one.quotas!.length);
        // Every quota in the way is named: without them, and with a place for it, it is taken in at a gain.
        expect(bestByTrying({ ...problem, quotas: others, places: null }), told).toBeGreaterThan(solution.total);
        if (one.quotas!.length > 1) seen.several += 1;
        if ((bestByTrying({ ...problem, quotas: others }) ?? 0) > solution.total) seen.alone += 1;
      } else if (one.reason === 'NO_PLACES') {
        expect(bestByTrying({ ...problem, places: problem.places! + 1 }), told).toBeGreaterThan(solution.total);
      } else continue;
      seen[one.reason] += 1;
    }
  }
  expect(seen.OUTCOMPETED).toBeGreaterThan(500);
  expect(seen.NO_PLACES).toBeGreaterThan(200);
  // Where a place is missing, too, leaving the quotas out is not enough.
  expect(seen.alone).toBeGreaterThan(0.7 * seen.QUOTA);
  expect(seen.QUOTA).toBeGreaterThan(200);
  expect(seen.several).toBeGreaterThan(20);
}, 120_000);

it('names a quota of the other side, and a minimum for the sake of which another one is preferred', async () => {
  const scores = { left: Int32Array.of(0, 1, 0), right: Int32Array.of(0, 0, 1), score: Int32Array.of(800, 300, 200) };
  const waitingBonus = { left: new Int32Array(2), right: new Int32Array(2) };
  const problem: RoundProblem = { left: 2, right: 2, scores, places: null, must: [], never: [], waitingBonus, quotas: [] };
  const reasons = async (quotas: RoundProblem['quotas']): Promise<unknown[]> =>
    (await solveRoundHere({ ...problem, quotas })).unmatched.map(({ side, index, reason, quotas: named }) => [
      side,
      index,
      reason,
      named?.join(),
    ]);
  expect(await reasons([{ name: 'none from right 0', side: 'right', members: [0], max: 0 }])).toEqual([
    ['left', 1, 'QUOTA', 'none from right 0'],
    ['right', 0, 'QUOTA', 'none from right 0'],
  ]);
  const [least, most] = [
    { name: 'left 1 gets one', side: 'left' as const, members: [1], min: 1 },
    { name: 'none from right 1', side: 'right' as const, members: [1], max: 0 },
  ];
  expect(await reasons([least, most])).toEqual([
    ['left', 0, 'QUOTA', 'left 1 gets one'],
    ['right', 1, 'QUOTA', 'none from right 1'],
  ]);
});

it.each([0, 2])('names the quota of those it leaves out where no place is missing: at most %i', async (max) => {
  const next = seeded(12);
  const [left, right] = [6, 14];
  const german = [0, 1, 2, 3, 4, 5];
  const places = Array.from({ length: left * right }, (_, at) => at);
  const worth = (at: number): number => (german.includes(at % right) ? 600 : 300) + Math.floor(next() * 300);
  const scores = {
    left: Int32Array.from(places, (at) => Math.floor(at / right)),
    right: Int32Array.from(places, (at) => at % right),
    score: Int32Array.from(places, worth),
  };
  const waitingBonus = { left: new Int32Array(left), right: new Int32Array(right) };
  const quotas = [{ name: 'DE', side: 'right' as const, members: german, max }];
  const solution = await solveRoundHere({ left, right, scores, places: null, must: [], never: [], waitingBonus, quotas });
  const reasons = solution.unmatched.map(({ index, reason }) => [german.includes(index) ? 'German' : 'another', reason]);
  expect(reasons).toEqual([
    ...Array.from({ length: german.length - max }, () => ['German', 'QUOTA']),
    ...Array.from({ length: right - left - german.length + max }, () => ['another', 'OUTCOMPETED']),
  ]);
});
