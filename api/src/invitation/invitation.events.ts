import type { Actor } from '../access/actor.ts';
import type { DomainEvent } from '../live/events.ts';

/** Woken when an invitation from or to the organisation changed; payload: its id. */
export const invitationTopic = (organisationId: string): string => `invitation:${organisationId}`;

export interface InvitationChange {
  readonly invitationId: string;
}

interface InvitationFacts {
  readonly id: string;
  readonly callId: string;
  readonly fromId: string;
  readonly toId: string;
}

const about =
  (kind: string, template: string, firstNamed: 'from' | 'to') =>
  (actor: Actor, { id, callId, fromId, toId }: InvitationFacts): DomainEvent => ({
    kind,
    template,
    organisationIds: firstNamed === 'from' ? [fromId, toId] : [toId, fromId],
    callId,
    personId: actor.personId,
    announce: [fromId, toId].map((side) => ({ topic: invitationTopic(side), payload: { invitationId: id } satisfies InvitationChange })),
  });

export const invitationSent = about('INVITATION_SENT', '{0} invited {1}.', 'from');
export const invitationAccepted = about('INVITATION_ACCEPTED', '{0} accepted the invitation of {1}.', 'to');
export const invitationDeclined = about('INVITATION_DECLINED', '{0} declined the invitation of {1}.', 'to');
export const invitationWithdrawn = about('INVITATION_WITHDRAWN', '{0} withdrew its invitation to {1}.', 'from');
export const invitationExpired = about('INVITATION_EXPIRED', 'The invitation of {0} to {1} ran out without an answer.', 'from');
