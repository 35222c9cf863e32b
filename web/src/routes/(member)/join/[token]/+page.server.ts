import { redirect } from '@sveltejs/kit';
import { refused } from '#lib/form/refused.server.ts';
import { AcceptRepresentativeInvitationDocument, JoinPageDocument } from '#lib/graphql/generated.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
  // The token is a key: the address must not travel on to other sites or stay in a cache.
  setHeaders({ 'cache-control': 'no-store' });
  const { representativeInvitation } = await locals.graphql.query(JoinPageDocument, { token: params.token });
  return { invitation: representativeInvitation, path: `/join/${encodeURIComponent(params.token)}` };
};

export const actions: Actions = {
  default: async ({ locals, params, url }) => {
    const { data, refusal } = await locals.graphql.ask(AcceptRepresentativeInvitationDocument, { token: params.token });
    if (refusal) return refused(url, refusal, {});
    redirect(303, `/organisations/${data.acceptRepresentativeInvitation.id}`);
  },
};
