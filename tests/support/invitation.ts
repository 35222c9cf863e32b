import type { TestClient } from './client.ts';
import type { Inhabitant } from './world.ts';

const ANSWER = 'id status declineReason otherPendingCount from { id name } to { id name } partnership { id organisations { id name } }';
export const SEND = `mutation ($input: InvitationInput!) { sendInvitation(input: $input) { ${ANSWER} } }`;
export const ACCEPT = `mutation ($id: ID!) { acceptInvitation(id: $id) { ${ANSWER} } }`;
export const DECLINE = `mutation ($id: ID!, $reason: String) { declineInvitation(id: $id, reason: $reason) { ${ANSWER} } }`;
export const WITHDRAW = `mutation ($id: ID!) { withdrawInvitation(id: $id) { ${ANSWER} } }`;

/** The input of an invitation between two people's organisations; `change` overrides it. */
export function sendInput(from: Inhabitant, to: Inhabitant, change: Record<string, unknown> = {}): Record<string, unknown> {
  return { fromOrganisationId: from.organisationId, toOrganisationId: to.organisationId, message: 'Shall we work together?', ...change };
}

/** Invites; answers the id. */
export async function send(from: Inhabitant, to: Inhabitant, change: Record<string, unknown> = {}): Promise<string> {
  return (await from.client.ask(SEND, { input: sendInput(from, to, change) })).sendInvitation.id;
}

/** Invites and accepts; answers the id of the partnership. */
export async function becomePartners(from: Inhabitant, to: Inhabitant): Promise<string> {
  return (await to.client.ask(ACCEPT, { id: await send(from, to) })).acceptInvitation.partnership.id;
}

/** Code of the refusal, with the rule where one is named: 'RULE_BROKEN side'. Without `mutation` the variables are an invitation's input. */
export async function refusal({ client }: { client: TestClient }, variables: Record<string, unknown>, mutation?: string): Promise<string> {
  const answer = await client.send(mutation ?? SEND, mutation ? variables : { input: variables });
  const extensions = answer.errors?.[0]?.extensions;
  if (!extensions) throw new Error(`Should have been refused: ${JSON.stringify(answer)}`);
  return [extensions.code, extensions['rule']].filter(Boolean).join(' ');
}
