import { SYSTEM } from '@kopru/api/access/actor';
import type { Services } from '@kopru/api/services';
import type { Inhabitant } from './world.ts';

const ANSWER =
  'id status answers { yes reason organisation { id } } organisations { id name about pseudonymous } partnership { id } viewerCanAccept viewerCanDecline';
export const AGREE = `mutation ($id: ID!, $own: ID!) { acceptSuggestion(id: $id, organisationId: $own) { ${ANSWER} } }`;
export const REFUSE = `mutation ($id: ID!, $own: ID!, $reason: String) { declineSuggestion(id: $id, organisationId: $own, reason: $reason) { ${ANSWER} } }`;
export const SUGGESTION = `query ($id: ID!) { suggestion(id: $id) { ${ANSWER} viewerOrganisationId pendingInvitationCount } }`;

const DAY = 86_400_000;

/** Suggests two organisations, side A first, as a round does when it is published. Answers the suggestion's id. */
export async function suggest(services: Services, callId: string, a: Inhabitant, b: Inhabitant, days = 10): Promise<string> {
  const call = await services.call.byId(callId);
  if (!call) throw new Error('There is no such call.');
  const making = {
    call,
    pairs: [[a.organisationId, b.organisationId]] as const,
    replyBy: new Date(Date.now() + days * DAY),
    verifiedOnly: false,
  };
  const [id] = await services.db.transaction((tx) => services.suggestion.make(tx, SYSTEM, making));
  return id!;
}

/** One side says yes. */
export const agree = async ({ client, organisationId }: Inhabitant, id: string): Promise<Record<string, unknown>> =>
  (await client.ask(AGREE, { id, own: organisationId })).acceptSuggestion;

/** One side says no. */
export const declineIt = async ({ client, organisationId }: Inhabitant, id: string, reason?: string): Promise<Record<string, unknown>> =>
  (await client.ask(REFUSE, { id, own: organisationId, reason })).declineSuggestion;
