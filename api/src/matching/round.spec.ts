import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  compareMatchings,
  solveAndCheck,
  solveRoundHere,
  solveTable,
  stableMatching,
  verifyRound,
  verifyTable,
  type RoundProblem,
  type RoundSolution,
  type TableProblem,
} from './index.ts';
import { bestByTrying, randomProblem, seeded, tableOf } from './problems.ts';

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

  it('are the same from whole tables, without quotas, and so are the reasons of those who stay alone', async () => {
    const next = seeded(20_261_130);
    for (let round = 0; round < 1000; round += 1) {
      const problem: RoundProblem = { ...randomProblem(next), quotas: [] };
      const table = tableOf(problem);
      const [solution, list] = [solveTable(table), await solveRoundHere(problem)];
      const told = `problem ${round}`;
      expect([solution.status, solution.total, solution.bound], told).toEqual([list.status, list.total, list.bound]);
      expect(solution.infeasible, told).toEqual(list.infeasible);
      expect(verifyTable(table, solution), told).toEqual([]);
      expect(verifyRound(problem, solution).faults, told).toEqual([]);
    }
  }, 120_000);
});

describe('a stable matching', () => {
  it('leaves no two who would rather have each other, whoever proposes', () => {
    const next = seeded(7);
    for (let round = 0; round < 200; round += 1) {
      const list: RoundProblem = { ...randomProblem(next), must: [], quotas: [], places: null };
      const problem = tableOf(list, () => Math.floor(next() * 900));
      for (const side of ['left', 'right'] as const) {
        const { pairs } = stableMatching(problem, side);
        expect(compareMatchings(problem, pairs, pairs).first.blockingPairs).toBe(0);
      }
    }
  });
});

describe('an independent look', () => {
  const problem: RoundProblem = {
    ...dense(
      [
        [900, 800, null],
        [700, 100, 50],
        [650, 600, 40],
      ],
      { must: [[2, 2]], never: [[0, 0]] },
    ),
  };

  it('finds nothing wrong with what is right', async () => {
    const solution = await solveRoundHere(problem);
    expect(solution).toMatchObject({ status: 'OPTIMAL', total: 800 + 700 + 40 });
    expect(verifyRound(problem, solution)).toEqual({ valid: true, faults: [], provenBound: 1540 });
  });

  it.each([
    [
      'a pair that may never be',
      (s: RoundSolution) => ({ ...s, pairs: [{ left: 0, right: 0, score: 900, bonus: 0 }, ...s.pairs.slice(1)] }),
    ],
    ['a settled pair left out', (s: RoundSolution) => ({ ...s, pairs: s.pairs.slice(0, 2), total: s.total - 40 })],
    ['two partners for one', (s: RoundSolution) => ({ ...s, pairs: [...s.pairs, { left: 2, right: 0, score: 650, bonus: 0 }] })],
    [
      'a pair that is no candidate',
      (s: RoundSolution) => ({ ...s, pairs: [{ left: 0, right: 2, score: 800, bonus: 0 }, ...s.pairs.slice(1)] }),
    ],
    [
      'a better score than there is',
      (s: RoundSolution) => ({ ...s, pairs: s.pairs.map((p) => ({ ...p, score: p.score + 1 })), total: s.total + 3 }),
    ],
    ['a total that is not the sum', (s: RoundSolution) => ({ ...s, total: s.total + 1, bound: s.bound + 1 })],
    [
      'a worse choice called the best',
      (s: RoundSolution) => ({ ...s, pairs: s.pairs.slice(1), total: s.total - 800, bound: s.total - 800 }),
    ],
    ['prices below what a pair is worth', (s: RoundSolution) => ({ ...s, certificate: { ...s.certificate!, left: new Float64Array(3) } })],
    [
      'prices below nothing',
      (s: RoundSolution) => ({ ...s, certificate: { ...s.certificate!, left: s.certificate!.left.map((p) => p - 5000) } }),
    ],
    [
      'a larger bound than the prices prove',
      (s: RoundSolution) => ({ ...s, status: 'WITHIN_GAP' as const, bound: s.bound + 10, gap: 10 / (s.bound + 10) }),
    ],
    [
      'somebody who is matched among the unmatched',
      (s: RoundSolution) => ({ ...s, unmatched: [{ side: 'left' as const, index: 0, reason: 'OUTCOMPETED' as const }] }),
    ],
  ])('finds %s', async (_what, tamper) => {
    const solution = tamper(await solveRoundHere(problem));
    expect(verifyRound(problem, solution).valid).toBe(false);
  });
});

describe('what makes a round impossible', () => {
  it.each([
    ['a settled pair that may never be', { must: [[0, 0]], never: [[0, 0]] }, [{ kind: 'MUST_AND_NEVER', pair: [0, 0] }]],
    ['a settled pair that is no candidate', { must: [[1, 1]] }, [{ kind: 'MUST_NOT_A_CANDIDATE', pair: [1, 1] }]],
    [
      'somebody settled twice',
      {
        must: [
          [0, 0],
          [0, 1],
        ],
      },
      [{ kind: 'MUST_TWICE', side: 'left', index: 0 }],
    ],
    ['more settled pairs than places', { must: [[0, 0]], places: 0 }, [{ kind: 'MORE_MUST_THAN_PLACES', must: 1, places: 0 }]],
    [
      'a minimum that nobody can fill',
      { quotas: [{ name: 'TR', side: 'left', members: [0, 1, 2], min: 3 }] },
      [{ kind: 'CONFLICT', limits: [{ kind: 'MIN', quota: 'TR', value: 3 }], missing: 1 }],
    ],
    [
      'a maximum that settled pairs pass',
      { must: [[0, 1]], quotas: [{ name: 'DE', side: 'right', members: [1], max: 0 }] },
      [
        {
          kind: 'CONFLICT',
          limits: [
            { kind: 'MAX', quota: 'DE', value: 0 },
            { kind: 'MUST', pair: [0, 1] },
          ],
          missing: 1,
        },
      ],
    ],
  ] as [string, Partial<RoundProblem>, unknown[]][])('is told: %s', async (_what, change, obstacles) => {
    const solution = await solveRoundHere(
      dense(
        [
          [5, 5],
          [5, null],
          [5, 5],
        ],
        change,
      ),
    );
    expect(solution).toMatchObject({ status: 'INFEASIBLE', pairs: [], infeasible: obstacles });
  });
});

describe('a round with quotas of too many possible pairs', () => {
  const everybodyScores = (score: number): TableProblem => {
    const [left, right] = [2001, 2000];
    const none = { left: new Uint8Array(left), right: new Uint8Array(right) };
    const scores = new Uint16Array(left * right).fill(score);
    const waitingBonus = { left: new Int32Array(left), right: new Int32Array(right) };
    const quotas = [{ name: 'TR', side: 'left' as const, members: [0], min: 1 }];
    return {
      left,
      right,
      byLeft: scores,
      byRight: scores,
      lowest: 200,
      apart: [],
      wary: none,
      known: none,
      places: 1,
      must: [],
      never: [],
      waitingBonus,
      quotas,
    };
  };

  it('says how many there are, and counts those only that reach the lowest score', async () => {
    expect((await solveAndCheck(everybodyScores(300), () => undefined)).solution.infeasible).toEqual([
      { kind: 'TOO_MANY_CANDIDATES', candidates: 4_002_000, most: 4_000_000 },
    ]);
    const { infeasible } = (await solveAndCheck(everybodyScores(199), () => undefined)).solution;
    expect(infeasible).toMatchObject([{ kind: 'CONFLICT', limits: [{ kind: 'MIN', quota: 'TR' }] }]);
  });
});

describe('a conflict of limits', () => {
  const conflictsOf = async (places: number, lowest: number): Promise<unknown[]> => {
    // The first of the right fits the first of the left alone; everybody else would have to go below the lowest score.
    const scores = Uint16Array.from([800, 100, 100, 100, 800, 100, 100, 100, 800]);
    const nobody = { left: new Uint8Array(3), right: new Uint8Array(3) };
    const { solution } = await solveAndCheck(
      {
        ...{
          left: 3,
          right: 3,
          byLeft: scores,
          byRight: scores,
          lowest,
          places,
          must: [],
          never: [],
          apart: [],
          wary: nobody,
          known: nobody,
        },
        waitingBonus: { left: new Int32Array(3), right: new Int32Array(3) },
        quotas: [
          { name: 'BG', side: 'right', members: [0, 1], min: 2 },
          { name: 'youth', side: 'left', members: [0], max: 0 },
        ],
      },
      () => undefined,
    );
    return solution.infeasible.map(
      (obstacle) => obstacle.kind === 'CONFLICT' && [obstacle.limits.map(({ kind }) => kind), obstacle.lowest],
    );
  };

  it('has the lowest score among them where they could be met below it, and only there', async () => {
    expect(await conflictsOf(3, 200)).toEqual([[['MIN', 'MAX'], true]]);
    expect(await conflictsOf(3, 100)).toEqual([]);
    expect(await conflictsOf(1, 100)).toEqual([[['MIN', 'PLACES'], undefined]]);
  });
});

describe('who stays without a partner', () => {
  it('is told why', async () => {
    const solution = await solveRoundHere(
      dense(
        [
          [900, 800, null, 10],
          [700, 790, null, null],
          [600, null, null, null],
          [null, null, null, null],
          [null, 100, null, null],
          [500, 400, null, null],
        ],
        { places: 2, never: [[4, 1]] },
      ),
    );
    const reasons = Object.fromEntries(solution.unmatched.map(({ side, index, reason }) => [`${side} ${index}`, reason]));
    expect(solution.total).toBe(900 + 790);
    expect(reasons).toEqual({
      'left 2': 'OUTCOMPETED',
      'left 3': 'NO_CANDIDATE',
      'left 4': 'FORBIDDEN',
      'left 5': 'OUTCOMPETED',
      'right 2': 'NO_CANDIDATE',
      'right 3': 'OUTCOMPETED',
    });
    expect(solution.unmatched[0]).toEqual({
      side: 'left',
      index: 2,
      reason: 'OUTCOMPETED',
      best: { index: 0, score: 600, matchedWith: 0 },
    });
  });

  it('may be kept out by a quota, which is named', async () => {
    const quotas = [{ name: 'theatre', side: 'left' as const, members: [1], max: 0 }];
    const solution = await solveRoundHere(dense([[300], [900]], { quotas }));
    expect(solution.unmatched).toEqual([
      { side: 'left', index: 1, reason: 'QUOTA', quotas: ['theatre'], best: { index: 0, score: 900, matchedWith: 0 } },
    ]);
  });

  it('may only lack a place', async () => {
    const solution = await solveRoundHere(
      dense(
        [
          [900, null],
          [null, 300],
        ],
        { places: 1 },
      ),
    );
    expect(solution.unmatched.map(({ reason }) => reason)).toEqual(['NO_PLACES', 'NO_PLACES']);
  });
});
