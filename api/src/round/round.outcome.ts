import type { MatchingComparison, RoundSolution } from '../matching/index.ts';
import type { MakingRule } from '../suggestion/suggestion.service.ts';
import { measureOf, pairKey, type IdPair, type RoundSettings } from './round.settings.ts';
import type { Solved } from './round.solver.ts';
import type { StoredPair } from './round-store.ts';

/** Where the work on a round stands. */
export interface RoundPhase {
  readonly phase: 'SCORING' | 'PREPARING' | 'ASSIGNING' | 'PRICING' | 'QUOTAS' | 'EXPLAINING';
  /** Of `of` steps of this phase, `done` are; both 0 where the phase cannot count. */
  readonly done: number;
  readonly of: number;
}

/** One of the limits that cannot be met together. */
export type StoredLimit =
  | { readonly kind: 'MIN' | 'MAX'; readonly value: number; readonly quota: string; readonly members: number }
  | { readonly kind: 'PLACES' | 'LOWEST'; readonly value: number }
  | { readonly kind: 'MUST' | 'NEVER'; readonly organisationIds: readonly string[] };

/** Why a round could not be solved: `kind` chooses the sentence; names, numbers and limits fill it. */
export interface StoredProblem {
  readonly kind: string;
  readonly organisationIds?: readonly string[];
  /** What keeps a settled pair from being suggested. */
  readonly rule?: MakingRule;
  readonly text?: string;
  readonly numbers?: readonly number[];
  readonly limits?: readonly StoredLimit[];
}

/** Whom somebody who got no partner could be settled with; score in tenths. */
export interface StoredCandidate {
  readonly id: string;
  readonly score: number;
  /** With whom that one is matched; null with nobody. */
  readonly withId: string | null;
}

/** One matching in figures; scores in tenths of a point. */
export interface MatchingFigures {
  readonly pairs: number;
  readonly score: number;
  readonly lowestScore: number | null;
  readonly medianScore: number | null;
  readonly blockingPairs: number;
  readonly waiting: number;
  readonly worst: readonly { readonly leftId: string; readonly rightId: string; readonly gain: number }[];
}

/** What leaving one weight out would do to the pairs. */
export interface WeightEffect {
  readonly component: string;
  /** Pairs of the round that would be others. */
  readonly changed: number;
  readonly examples: readonly IdPair[];
}

/** What is kept of a solved round beside its pairs. Totals are tenths of a point. */
export interface RoundOutcome {
  readonly optimal: boolean;
  readonly total: number;
  readonly bound: number;
  readonly gap: number;
  readonly proof: RoundSolution['proof'];
  readonly left: number;
  readonly right: number;
  readonly candidates: number;
  readonly milliseconds: number;
  /** Against the pairs before the last change; null for the first. The total is null when points mean something else now than they did then. */
  readonly change: { readonly total: number | null; readonly gone: readonly IdPair[]; readonly come: readonly IdPair[] } | null;
  /** What points mean in this round: totals of two measures say nothing about each other. */
  readonly measure?: string;
  readonly round: MatchingFigures;
  readonly stable: MatchingFigures;
  /** Pairs that are in both matchings. */
  readonly common: number;
  /** Worked out after the pairs are shown: not there yet. Null where the pool is too large to try. */
  readonly effects?: readonly WeightEffect[] | null;
  readonly quotas: readonly { readonly name: string; readonly matched: number; readonly members: number }[];
}

/** The settings that are solved, what the pairs before were worth (tenths of a point), and what points meant then. */
interface Measured {
  readonly settings: RoundSettings;
  readonly totalBefore: number | null;
  readonly measureBefore: string | null;
}

/** What is kept of a solved round, against the pairs of before. */
export function outcomeOf(
  { solution, pool, frame, candidates, comparison }: Solved,
  {
    pairs,
    before,
    claim: { settings, totalBefore, measureBefore },
    milliseconds,
  }: { pairs: readonly StoredPair[]; before: readonly IdPair[]; claim: Measured; milliseconds: number },
): RoundOutcome {
  const ids = pairs.map(({ leftId, rightId }): IdPair => [leftId, rightId]);
  const [now, then] = [new Set(ids.map(pairKey)), new Set(before.map(pairKey))];
  const matched = { left: new Set(solution.pairs.map(({ left }) => left)), right: new Set(solution.pairs.map(({ right }) => right)) };
  const { status, total, bound, gap, proof } = solution;
  const measure = measureOf(settings);
  return {
    optimal: status === 'OPTIMAL',
    total,
    bound,
    gap,
    proof,
    left: pool.left.length,
    right: pool.right.length,
    candidates,
    milliseconds,
    measure,
    change:
      totalBefore === null
        ? null
        : {
            total: measureBefore === null || measureBefore === measure ? total - totalBefore : null,
            gone: before.filter((pair) => !now.has(pairKey(pair))),
            come: ids.filter((pair) => !then.has(pairKey(pair))),
          },
    ...figuresOf(comparison!, pool.left, pool.right),
    quotas: frame.quotas.map(({ name, side, members }) => ({
      name,
      members: members.length,
      matched: [...members].filter((index) => matched[side].has(index)).length,
    })),
  };
}

/** A comparison with ids instead of indices. */
function figuresOf(
  { first, second, common }: MatchingComparison,
  left: readonly { id: string }[],
  right: readonly { id: string }[],
): Pick<RoundOutcome, 'round' | 'stable' | 'common'> {
  const figures = (summary: MatchingComparison['first']): MatchingFigures => ({
    pairs: summary.pairs,
    score: summary.score,
    lowestScore: summary.lowestScore,
    medianScore: summary.medianScore,
    blockingPairs: summary.blockingPairs,
    waiting: summary.waiting.left.length + summary.waiting.right.length,
    worst: summary.worstBlocking.map((pair) => ({ leftId: left[pair.left]!.id, rightId: right[pair.right]!.id, gain: pair.gain })),
  });
  return { round: figures(first), stable: figures(second), common };
}
