import type { Actor } from '../access/actor.ts';
import type { DomainEvent } from '../live/events.ts';

/** Woken when a round changed or went on; payload: its id. */
export const roundTopic = (roundId: string): string => `round:${roundId}`;

export interface RoundChange {
  readonly roundId: string;
}

const about =
  (kind: string, template: string) =>
  (actor: Actor, { id, callId }: { id: string; callId: string }, organisationIds: readonly string[] = []): DomainEvent => ({
    kind,
    template,
    organisationIds,
    callId,
    personId: actor.personId,
    announce: [{ topic: roundTopic(id), payload: { roundId: id } satisfies RoundChange }],
  });

export const roundMade = about('MATCH_ROUND_MADE', 'A match round was started.');
export const roundChanged = about('MATCH_ROUND_CHANGED', 'The settings of a match round were changed.');
export const roundPairMust = about('MATCH_ROUND_PAIR_LOCKED', 'In a match round {0} and {1} were settled as a pair.');
export const roundPairNever = about('MATCH_ROUND_PAIR_FORBIDDEN', 'In a match round {0} and {1} were kept apart.');
export const roundPairFree = about('MATCH_ROUND_PAIR_FREED', 'In a match round {0} and {1} were left to the round again.');
export const roundQueued = about('MATCH_ROUND_QUEUED', 'A match round is solved again.');
export const roundSolved = about('MATCH_ROUND_SOLVED', 'The pairs of a match round were found.');
export const roundFailed = about('MATCH_ROUND_FAILED', 'A match round could not be solved.');
export const roundCancelled = about('MATCH_ROUND_CANCELLED', 'A match round was stopped.');
export const roundWeightsAdopted = about('MATCH_ROUND_WEIGHTS_ADOPTED', 'The call took over the weights of a match round.');

export const roundPublished = (actor: Actor, round: { id: string; callId: string }, pairs: number): DomainEvent =>
  about('MATCH_ROUND_PUBLISHED', `A match round was published: ${pairs} suggestions.`)(actor, round);
