import { describe, expect, it } from 'vitest';
import { solveRoundHere, type Limit, type Obstacle, type Quota, type RoundProblem } from './index.ts';
import { bestByTrying, missingByTrying, randomProblem, seeded } from './problems.ts';

/** The problem with nothing asked but these limits. */
function asking(problem: RoundProblem, limits: readonly Limit[]): RoundProblem {
  const pairs = (kind: 'MUST' | 'NEVER') => limits.flatMap((limit) => (limit.kind === kind ? [limit.pair] : []));
  const valueOf = (kind: 'MIN' | 'MAX', name: string): number | undefined =>
    limits.flatMap((limit) => (limit.kind === kind && limit.quota === name ? [limit.value] : []))[0];
  const quotas = problem.quotas.map(({ name, side, members }): Quota => {
    const [min, max] = [valueOf('MIN', name), valueOf('MAX', name)];
    return { name, side, members, ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  });
  const places = limits.flatMap((limit) => (limit.kind === 'PLACES' ? [limit.value] : []))[0] ?? null;
  return { ...problem, places, must: pairs('MUST'), never: pairs('NEVER'), quotas };
}

function allLimits({ quotas, places, must, never }: RoundProblem): Limit[] {
  return [
    ...quotas.flatMap(({ name, min, max }): Limit[] => [
      ...(min === undefined ? [] : [{ kind: 'MIN' as const, quota: name, value: min }]),
      ...(max === undefined ? [] : [{ kind: 'MAX' as const, quota: name, value: max }]),
    ]),
    ...(places === null ? [] : [{ kind: 'PLACES' as const, value: places }]),
    ...must.map((pair): Limit => ({ kind: 'MUST', pair })),
    ...never.map((pair): Limit => ({ kind: 'NEVER', pair })),
  ];
}

const isConflict = (obstacle: Obstacle): obstacle is Obstacle & { kind: 'CONFLICT' } => obstacle.kind === 'CONFLICT';

describe('limits that cannot be met together', () => {
  it('cannot indeed, in 2,000 small problems; can when any one of them is left out; and nothing else is in the way', async () => {
    const next = seeded(20_261_201);
    const seen = new Map<string, number>();
    for (let round = 0; round < 2000; round += 1) {
      const problem = randomProblem(next);
      const { infeasible } = await solveRoundHere(problem);
      const conflicts = infeasible.filter(isConflict);
      if (conflicts.length === 0) continue;
      const told = `problem ${round}: ${JSON.stringify(conflicts)}`;
      for (const { limits, missing } of conflicts) {
        const all = asking(problem, limits);
        expect(bestByTrying(all), told).toBeNull();
        for (const limit of limits)
          expect(
            bestByTrying(
              asking(
                problem,
                limits.filter((one) => one !== limit),
              ),
            ),
            told,
          ).not.toBeNull();
        expect(missing, told).toBe(limits.some(({ kind }) => kind === 'MIN') ? missingByTrying(all) : 1);
        const kinds = [...new Set(limits.map(({ kind }) => kind))].join(' ');
        seen.set(kinds, (seen.get(kinds) ?? 0) + 1);
      }
      const named = new Set(
        conflicts.flatMap(({ limits }) => limits.filter(({ kind }) => kind !== 'PLACES')).map((limit) => JSON.stringify(limit)),
      );
      expect(
        bestByTrying(
          asking(
            problem,
            allLimits(problem).filter((limit) => !named.has(JSON.stringify(limit))),
          ),
        ),
        told,
      ).not.toBeNull();
    }
    // Every kind was met, alone and together with others.
    for (const kinds of ['MIN', 'MIN MAX', 'MIN PLACES', 'MIN NEVER', 'MIN MUST', 'MAX MUST', 'MIN MAX MUST'])
      expect(seen.get(kinds), kinds).toBeGreaterThan(0);
  }, 120_000);

  it('are told apart: two conflicts are two, and places may be in both', async () => {
    const { infeasible } = await solveRoundHere(
      sixBySix(3, [
        { name: 'BG', side: 'right', members: [0, 1, 2], min: 3 },
        { name: 'ecology', side: 'right', members: [1, 2, 3], max: 1 },
        { name: 'TR', side: 'left', members: [0, 1, 2, 3], min: 4 },
        { name: 'youth', side: 'left', members: [0, 4], max: 6 },
      ]),
    );
    expect(infeasible).toEqual([
      {
        kind: 'CONFLICT',
        limits: [
          { kind: 'MIN', quota: 'BG', value: 3 },
          { kind: 'MAX', quota: 'ecology', value: 1 },
        ],
        missing: 1,
      },
      {
        kind: 'CONFLICT',
        limits: [
          { kind: 'MIN', quota: 'TR', value: 4 },
          { kind: 'PLACES', value: 3 },
        ],
        missing: 1,
      },
    ]);
  });

  it('may be three at once, of which any two can be met', async () => {
    const quotas: Quota[] = [
      { name: 'BG', side: 'right', members: [0, 1, 2, 3], min: 3 },
      { name: 'ecology', side: 'right', members: [0, 1, 2, 3], max: 3 },
      { name: 'DE', side: 'right', members: [4, 5], min: 2 },
      { name: 'health', side: 'left', members: [0, 1], max: 0 },
    ];
    const { infeasible } = await solveRoundHere({ ...sixBySix(5, quotas), never: [[2, 0]] });
    expect(infeasible).toMatchObject([
      {
        limits: [
          { kind: 'MIN', quota: 'BG' },
          { kind: 'MIN', quota: 'DE' },
          { kind: 'MAX', quota: 'health' },
        ],
        missing: 1,
      },
    ]);
  });
});

/** Everybody fits everybody equally well. */
function sixBySix(places: number, quotas: readonly Quota[]): RoundProblem {
  const everybody = [0, 1, 2, 3, 4, 5];
  const listed = everybody.flatMap((left) => everybody.map((right) => [left, right] as const));
  return {
    left: 6,
    right: 6,
    scores: {
      left: Int32Array.from(listed, ([left]) => left),
      right: Int32Array.from(listed, ([, right]) => right),
      score: Int32Array.from(listed, () => 500),
    },
    places,
    must: [],
    never: [],
    waitingBonus: { left: new Int32Array(6), right: new Int32Array(6) },
    quotas,
  };
}
