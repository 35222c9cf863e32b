import { obstacle, sideOf, type CallView, type OrganisationFacts } from '../call/call.service.ts';
import type { BetweenRow } from './suggestion.reads.ts';
import type { MakingRule } from './suggestion.sentences.ts';

/** A pair that is to be suggested: what stands between the two, and what the call's conditions look at in each. */
export interface SuggestedPair {
  readonly between: BetweenRow;
  readonly a: OrganisationFacts;
  readonly b: OrganisationFacts;
}

/** Why a pair cannot be suggested: `makingSentence` says it with the names, which are for staff alone. */
export interface MakingObstacle {
  readonly rule: MakingRule;
  /** Both, side A first, or the one that it is about. */
  readonly about: readonly { readonly id: string; readonly name: string }[];
}

/** The first rule that suggesting the pair would break, `verifiedOnly` with that of rounds for verified organisations; null when it may be suggested. */
export function makingObstacle(call: CallView, { between, a, b }: SuggestedPair, verifiedOnly = false): MakingObstacle | null {
  const both = [
    { id: between.aId, name: between.aName },
    { id: between.bId, name: between.bName },
  ] as const;
  if (sideOf(call, a.country) !== 'A' || sideOf(call, b.country) !== 'B') return { rule: 'side', about: both };
  if (between.hidden) return { rule: 'hidden', about: both };
  if (between.unknown) return { rule: 'members', about: both };
  if (between.blocked) return { rule: 'blocked', about: both };
  if (between.setAside) return { rule: 'set-aside', about: both };
  for (const [one, facts] of [
    [both[0], a],
    [both[1], b],
  ] as const) {
    const rule = ruleOfOne(call, facts, verifiedOnly);
    if (rule) return { rule, about: [one] };
  }
  if (between.invited) return { rule: 'already-invited', about: both };
  if (between.declined) return { rule: 'declined', about: both };
  if (between.suggested) return { rule: 'already-suggested', about: both };
  return null;
}

function ruleOfOne(call: CallView, facts: OrganisationFacts, verifiedOnly: boolean): MakingRule | null {
  if (verifiedOnly && !facts.verified) return 'verified';
  const stop = obstacle(call, facts);
  // The sides were looked at before.
  if (stop) return stop.rule === 'one-partnership' ? 'one-partnership' : 'kind';
  return facts.representatives === 0 ? 'nobody' : null;
}
