import type { Obstacle } from '../matching/index.ts';
import type { StoredProblem } from './round.outcome.ts';
import type { Pool } from './round.problem.ts';
import type { RoundFrame } from './round.thread.ts';

/** A round that cannot be solved as it is: sentences for staff instead of pairs. */
export class Unsolvable extends Error {
  readonly problems: readonly StoredProblem[];

  constructor(problems: readonly StoredProblem[]) {
    super('The round cannot be solved.');
    this.problems = problems;
  }
}

/** What the solver found in the way, with ids instead of indices. */
export function problemsOf(obstacles: readonly Obstacle[], problem: RoundFrame, pool: Pool): StoredProblem[] {
  return obstacles.map((obstacle): StoredProblem => {
    switch (obstacle.kind) {
      case 'MUST_NOT_A_CANDIDATE':
      case 'MUST_AND_NEVER':
        return { kind: obstacle.kind, organisationIds: [pool.left[obstacle.pair[0]]!.id, pool.right[obstacle.pair[1]]!.id] };
      case 'MUST_TWICE':
        return { kind: obstacle.kind, organisationIds: [(obstacle.side === 'left' ? pool.left : pool.right)[obstacle.index]!.id] };
      case 'MORE_MUST_THAN_PLACES':
        return { kind: obstacle.kind, numbers: [obstacle.must, obstacle.places] };
      case 'QUOTA': {
        const members = problem.quotas.find(({ name }) => name === obstacle.quota)?.members.length ?? 0;
        return {
          kind: `QUOTA_${obstacle.limit.toUpperCase()}`,
          text: obstacle.quota,
          numbers: [obstacle.value, obstacle.missing, members],
        };
      }
      case 'PLACES':
        return { kind: 'PLACES', numbers: [obstacle.places, obstacle.missing] };
    }
  });
}
