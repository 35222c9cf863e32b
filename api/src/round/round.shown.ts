import { COMPONENTS } from '../counterpart/counterpart.service.ts';
import type { MatchingFigures, RoundOutcome } from './round.outcome.ts';
import type { RoundView } from './round.reads.ts';
import { quotaName, type IdPair } from './round.settings.ts';
import type { MatchRoundSettings, MatchingFigures as FiguresShown, RoundOutcomeView, RoundQuota } from './round.types.ts';

const MOST_GONE = 100;
const points = (tenths: number): number => tenths / 10;
const ids = ([leftId, rightId]: IdPair): { leftId: string; rightId: string } => ({ leftId, rightId });

/** Settings as the API shows them, with what the result says about each. */
export function settingsShown({ settings, status, outcome: last }: RoundView): MatchRoundSettings {
  // What was found for other settings says nothing about these.
  const outcome = status === 'SOLVED' || status === 'PUBLISHED' ? last : null;
  const effects = new Map(outcome?.effects?.map(({ component, changed }) => [component, changed]));
  const counted = new Map(outcome?.quotas.map((quota) => [quota.name, quota]));
  return {
    places: settings.places,
    waitingPoints: settings.waitingPoints,
    lowestScore: settings.lowestScore,
    verifiedOnly: settings.verifiedOnly,
    weights: COMPONENTS.map((component) => ({
      component,
      weight: settings.weights[component],
      changed: effects.get(component) ?? null,
    })),
    quotas: settings.quotas.map((quota): RoundQuota => {
      const found = counted.get(quotaName(quota));
      return { ...quota, matched: found?.matched ?? null, members: found?.members ?? null } as RoundQuota;
    }),
    must: settings.must.map(ids),
    never: settings.never.map(ids),
  };
}

function figuresShown(figures: MatchingFigures): FiguresShown {
  return {
    ...figures,
    score: points(figures.score),
    lowestScore: figures.lowestScore === null ? null : points(figures.lowestScore),
    medianScore: figures.medianScore === null ? null : points(figures.medianScore),
    worst: figures.worst.map((pair) => ({ ...pair, gain: points(pair.gain) })),
  };
}

/** A result as the API shows it: points instead of tenths. */
export function outcomeShown(outcome: RoundOutcome): RoundOutcomeView {
  const { optimal, gap, left, right, candidates, common, change } = outcome;
  return {
    optimal,
    gap,
    left,
    right,
    candidates,
    common,
    total: points(outcome.total),
    bound: points(outcome.bound),
    seconds: outcome.milliseconds / 1000,
    weightsTried: outcome.effects !== undefined,
    changedTotal: change === null || change.total === null ? null : points(change.total),
    measuredAnew: change !== null && change.total === null,
    gone: (change?.gone ?? []).slice(0, MOST_GONE).map(ids),
    come: change?.come.length ?? 0,
    round: figuresShown(outcome.round),
    stable: figuresShown(outcome.stable),
  };
}
