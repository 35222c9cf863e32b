import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareMatchings, solveRound, solveRoundHere, stableMatching, verifyRound, type RoundProblem } from './index.ts';
import { bestByTrying, randomProblem, seeded } from './problems.ts';

const SHARED_DATA = process.env['SHARED_DATA'] ?? new URL('../../../../shared/data', import.meta.url).pathname;
const ASSIGN_100 = `${SHARED_DATA}/assignment/assign100.txt`;

/** A problem from rows of scores; null for a pair that may not be. */
function dense(rows: readonly (readonly (number | null)[])[], change: Partial<RoundProblem> = {}): RoundProblem {
  const listed = rows.flatMap((row, left) => row.flatMap((score, right) => (score === null ? [] : [[left, right, score] as const])));
  const [left, right] = [rows.length, rows[0]?.length ?? 0];
  return {
    left,
    right,
    scores: {
      left: Int32Array.from(listed, ([l]) => l),
      right: Int32Array.from(listed, ([, r]) => r),
      score: Int32Array.from(listed, ([, , score]) => score),
    },
    places: null,
    must: [],
    never: [],
    waitingBonus: { left: new Int32Array(left), right: new Int32Array(right) },
    quotas: [],
    ...change,
  };
}

describe('the best pairs', () => {
  it.skipIf(!existsSync(ASSIGN_100))(`are the known optimum of a published problem (${ASSIGN_100})`, async () => {
    const [size = 0, ...costs] = readFileSync(ASSIGN_100, 'utf8').trim().split(/\s+/).map(Number);
    const rows = Array.from({ length: size }, (_, row) => costs.slice(row * size, (row + 1) * size).map((cost) => 1000 - cost));
    const problem = dense(rows);
    const solution = await solveRoundHere(problem);
    expect(solution).toMatchObject({ status: 'OPTIMAL', proof: 'DUALS', total: size * 1000 - 305 });
    expect(verifyRound(problem, solution)).toMatchObject({ valid: true, provenBound: solution.total });
  });

  it('are those found by trying everything, in 1,000 small problems with every kind of condition', async () => {
    const next = seeded(20_261_129);
    const seen = { OPTIMAL: 0, INFEASIBLE: 0 };
    for (let round = 0; round < 1000; round += 1) {
      const problem = randomProblem(next);
      const solution = await solveRoundHere(problem);
      const best = bestByTrying(problem);
      const told = `problem ${round}`;
      expect(verifyRound(problem, solution).faults, told).toEqual([]);
      if (best === null) expect([solution.status, solution.infeasible.length > 0], told).toEqual(['INFEASIBLE', true]);
      else expect([solution.status, solution.total], told).toEqual(['OPTIMAL', best]);
      seen[solution.status as keyof typeof seen] += 1;
    }
    expect(seen.OPTIMAL).toBeGreaterThan(500);
    expect(seen.INFEASIBLE).toBeGreaterThan(50);
  }, 120_000);
});

describe('a thread of its own', () => {
  it('answers what this thread would', async () => {
    const problem = randomProblem(seeded(1));
    expect(await solveRound(problem)).toEqual(await solveRoundHere(problem));
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const solving = solveRound(dense([[1]]), { signal: stop.signal });
    stop.abort();
    expect((await solving).status).toBe('CANCELLED');
  });

  it('refuses what is no problem', async () => {
    await expect(solveRound(dense([[1]], { places: -1 }))).rejects.toThrow(RangeError);
  });
});

describe('a stable matching', () => {
  it('leaves no two who would rather have each other, whoever proposes', () => {
    const next = seeded(7);
    for (let round = 0; round < 200; round += 1) {
      const problem: RoundProblem = { ...randomProblem(next), must: [], quotas: [], places: null };
      for (const side of ['left', 'right'] as const) {
        const { pairs } = stableMatching(problem, side);
        expect(compareMatchings(problem, pairs, pairs).first.blockingPairs).toBe(0);
      }
    }
  });
});
