import { obstacle, sideOf, type CallView, type OrganisationFacts } from '../call/call.service.ts';
import type { BetweenRow } from './suggestion.reads.ts';

/** A pair that is to be suggested: what stands between the two, and what the call's conditions look at in each. */
export interface SuggestedPair {
  readonly between: BetweenRow;
  readonly a: OrganisationFacts;
  readonly b: OrganisationFacts;
}

/** Why a pair cannot be suggested. The sentence names both and is for staff alone. */
export interface MakingObstacle {
  readonly rule: string;
  readonly message: string;
}

/** The first rule that suggesting the pair would break, `verifiedOnly` with that of rounds for verified organisations; null when it may be suggested. */
export function makingObstacle(call: CallView, { between, a, b }: SuggestedPair, verifiedOnly = false): MakingObstacle | null {
  const [one, other] = [between.aName, between.bName];
  const both = `${one} and ${other}`;
  if (sideOf(call, a.country) !== 'A' || sideOf(call, b.country) !== 'B')
    return { rule: 'side', message: `${both} are not on the two sides of the call.` };
  if (between.hidden) return { rule: 'hidden', message: `One of ${both} has been hidden and cannot be suggested.` };
  if (between.unknown)
    return { rule: 'members', message: `One of ${both} shows itself to verified organisations only, and the other is not verified.` };
  if (between.blocked) return { rule: 'blocked', message: `One of ${both} has blocked the other.` };
  if (between.setAside) return { rule: 'set-aside', message: `One of ${both} has set the other aside.` };
  for (const [name, facts] of [
    [one, a],
    [other, b],
  ] as const) {
    if (verifiedOnly && !facts.verified)
      return { rule: 'verified', message: `${name} is not verified, and the round takes only verified ones.` };
    const stop = obstacle(call, facts);
    if (stop?.rule === 'one-partnership') return { rule: stop.rule, message: `${name} already has a partner in this call.` };
    if (stop) return { rule: stop.rule, message: `${name} does not meet a condition of the call: ${stop.say('en')}` };
    if (facts.representatives === 0) return { rule: 'nobody', message: `Nobody represents ${name}; it could not answer.` };
  }
  if (between.invited) return { rule: 'already-invited', message: `An invitation between ${both} waits or was declined.` };
  if (between.declined) return { rule: 'declined', message: `One of ${both} has said no to this pair before.` };
  if (between.suggested) return { rule: 'already-suggested', message: `One of ${both} has an open suggestion in this call.` };
  return null;
}
