import type { Limit, Obstacle, Pair } from '../matching/index.ts';
import type { StoredLimit, StoredProblem } from './round.outcome.ts';
import type { Pool } from './round.problem.ts';
import type { RoundFrame } from './round.process.ts';

/** A round that cannot be solved as it is: sentences for staff instead of pairs. */
export class Unsolvable extends Error {
  readonly problems: readonly StoredProblem[];

  constructor(problems: readonly StoredProblem[]) {
    super('The round cannot be solved.');
    this.problems = problems;
  }
}

/** What the solver found in the way, with ids instead of indices. */
export function problemsOf(obstacles: readonly Obstacle[], { quotas, lowest }: RoundFrame, pool: Pool): StoredProblem[] {
  const ids = ([left, right]: Pair): string[] => [pool.left[left]!.id, pool.right[right]!.id];
  const stored = (limit: Limit): StoredLimit => {
    if ('pair' in limit) return { kind: limit.kind, organisationIds: ids(limit.pair) };
    if (limit.kind === 'PLACES') return limit;
    const members = quotas.find(({ name }) => name === limit.quota)?.members.length ?? 0;
    return { kind: limit.kind, value: limit.value, quota: limit.quota, members };
  };
  return obstacles.map((obstacle): StoredProblem => {
    switch (obstacle.kind) {
      case 'MUST_NOT_A_CANDIDATE':
      case 'MUST_AND_NEVER':
        return { kind: obstacle.kind, organisationIds: ids(obstacle.pair) };
      case 'MUST_TWICE':
        return { kind: obstacle.kind, organisationIds: [(obstacle.side === 'left' ? pool.left : pool.right)[obstacle.index]!.id] };
      case 'MORE_MUST_THAN_PLACES':
        return { kind: obstacle.kind, numbers: [obstacle.must, obstacle.places] };
      case 'CONFLICT':
        return {
          kind: obstacle.kind,
          limits: [...obstacle.limits.map(stored), ...(obstacle.lowest ? [{ kind: 'LOWEST' as const, value: lowest / 10 }] : [])],
          numbers: [obstacle.missing, lowest / 10],
        };
      case 'TOO_MANY_CANDIDATES':
        return { kind: obstacle.kind, numbers: [obstacle.candidates, obstacle.most] };
      case 'UNDECIDED':
        return { kind: obstacle.kind };
    }
  });
}
