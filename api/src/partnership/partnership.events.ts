import type { Actor } from '../access/actor.ts';
import type { DomainEvent } from '../live/events.ts';
import { ACCESS_CHANGED_TOPIC, ORGANISATION_CHANGED_TOPIC } from '../organisation/organisation.events.ts';

/** What the events say about a partnership. */
export interface PartnershipFacts {
  readonly callId: string;
  /** Who acted first. */
  readonly organisationIds: readonly [string, string];
  /** Everybody who represents one of the two. */
  readonly personIds: readonly string[];
}

const about =
  (kind: string, template: string) =>
  (actor: Actor, { callId, organisationIds, personIds }: PartnershipFacts): DomainEvent => ({
    kind,
    template,
    organisationIds,
    callId,
    personId: actor.personId,
    announce: [
      ...personIds.map((personId) => ({ topic: ACCESS_CHANGED_TOPIC, payload: { personId } })),
      ...organisationIds.map((organisationId) => ({ topic: ORGANISATION_CHANGED_TOPIC, payload: { organisationId } })),
    ],
  });

/** The kind that other rooms act upon, in the transaction that forms the partnership. */
export const PARTNERSHIP_FORMED = 'PARTNERSHIP_FORMED';

export const partnershipFormed = about(PARTNERSHIP_FORMED, '{0} and {1} formed a partnership.');
export const partnershipDroppedOut = about('PARTNERSHIP_DROPPED_OUT', '{0} left its partnership with {1}.');
