import type { BridgeState } from '#lib/design/Bridge.svelte';

export type InvitationStatus = 'PENDING' | 'ACCEPTED' | 'DECLINED' | 'WITHDRAWN' | 'EXPIRED';

interface Sides {
  status: InvitationStatus;
  from: { id: string };
  to: { id: string };
}

/** The figure between two organisations: both stand while one waits for the other; without an answer only the inviting side does. */
export function bridgeOf(status: InvitationStatus): BridgeState {
  if (status === 'PENDING') return 'pending';
  return status === 'ACCEPTED' ? 'joined' : 'open';
}

/** Whose turn it is, seen from one organisation: ours to answer, theirs, or nobody's any more. */
export type Turn = 'ours' | 'theirs' | 'past';

export function turnOf(invitation: Sides, organisationId: string): Turn {
  if (invitation.status !== 'PENDING') return 'past';
  return invitation.to.id === organisationId ? 'ours' : 'theirs';
}

/** The other organisation, seen from one. */
export function otherOf<Organisation extends { id: string }>(
  { from, to }: { from: Organisation; to: Organisation },
  organisationId: string,
): Organisation {
  return from.id === organisationId ? to : from;
}
