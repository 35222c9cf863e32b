import type { Actor } from '../access/actor.ts';
import type { DomainEvent } from '../live/events.ts';

/** Woken when a suggestion with the organisation changed; payload: its id. */
export const suggestionTopic = (organisationId: string): string => `suggestion:${organisationId}`;

export interface SuggestionChange {
  readonly suggestionId: string;
}

interface SuggestionFacts {
  readonly id: string;
  readonly callId: string;
  readonly organisationIds: readonly [string, string];
}

const about =
  (kind: string, template: string, tells: 'both' | 'first' = 'both') =>
  (actor: Actor, { id, callId, organisationIds }: SuggestionFacts): DomainEvent => ({
    kind,
    template,
    organisationIds,
    callId,
    personId: actor.personId,
    announce: organisationIds
      .slice(0, tells === 'both' ? 2 : 1)
      .map((side) => ({ topic: suggestionTopic(side), payload: { suggestionId: id } satisfies SuggestionChange })),
  });

/** Who answered stands first in an answer's sentence. */
export const suggestionMade = about('SUGGESTION_MADE', '{0} and {1} were suggested to each other.');
/** The first yes wakes nobody on the other side: that something happened would tell them what. */
export const suggestionAccepted = about('SUGGESTION_ACCEPTED', '{0} said yes to the suggestion with {1}.', 'first');
export const suggestionAgreed = about('SUGGESTION_AGREED', '{0} said yes too: it and {1} agreed to the suggestion.');
export const suggestionDeclined = about('SUGGESTION_DECLINED', '{0} said no to the suggestion with {1}.');
export const suggestionExpired = about('SUGGESTION_EXPIRED', 'The suggestion of {0} and {1} ran out.');
export const suggestionOvertaken = about('SUGGESTION_OVERTAKEN', '{0} found a partner otherwise; the suggestion with {1} ended.');
export const suggestionReminded = about('SUGGESTION_REMINDED', '{0} was reminded to answer the suggestion with {1}.', 'first');
