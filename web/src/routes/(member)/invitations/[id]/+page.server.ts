import { error, redirect, type ActionFailure } from '@sveltejs/kit';
import { keep, textOf } from '#lib/form/form-data.ts';
import { refused, type Refused } from '#lib/form/refused.server.ts';
import {
  AcceptInvitationDocument,
  DeclineInvitationDocument,
  DeclineOtherInvitationsDocument,
  InvitationPageDocument,
  WithdrawInvitationDocument,
} from '#lib/graphql/generated.ts';
import type { Refusal } from '#lib/graphql/refusal.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
  depends('invitation:open');
  const viewer = await requireViewer({ locals, url });
  const { invitation } = await locals.graphql.query(InvitationPageDocument, { id: params.id });
  if (!invitation) error(404, { message: '', code: 'NOT_FOUND' });
  const own = [invitation.to, invitation.from].find(({ id }) => viewer.organisations.some((organisation) => organisation.id === id));
  const declined = Number(url.searchParams.get('declined'));
  return {
    invitation,
    ownId: own?.id ?? null,
    /** What the viewer has just done. */
    just: url.searchParams.has('accepted') ? ('accepted' as const) : url.searchParams.has('sent') ? ('sent' as const) : null,
    declined: Number.isInteger(declined) && declined > 0 ? declined : null,
  };
};

type Answered = ActionFailure<Refused<{ reason: string }>>;

/** Shows the invitation as it is now, or the form again with the reason. */
function after(url: URL, refusal: Refusal | undefined, then: string, reason = ''): Answered {
  if (refusal) return refused(url, refusal, { reason });
  redirect(303, `${url.pathname}${then}`);
}

export const actions: Actions = {
  accept: async ({ locals, params, url }) => {
    const { refusal } = await locals.graphql.ask(AcceptInvitationDocument, { id: params.id });
    return after(url, refusal, '?accepted');
  },
  decline: async ({ locals, params, request, url }) => {
    const { reason } = keep(await request.formData(), 'reason');
    const { refusal } = await locals.graphql.ask(DeclineInvitationDocument, { id: params.id, reason: reason || null });
    return after(url, refusal, '', reason);
  },
  withdraw: async ({ locals, params, url }) => {
    const { refusal } = await locals.graphql.ask(WithdrawInvitationDocument, { id: params.id });
    return after(url, refusal, '');
  },
  declineOthers: async ({ locals, request, url }) => {
    const form = await request.formData();
    const variables = { organisationId: textOf(form, 'organisation'), callId: textOf(form, 'call') };
    const { data, refusal } = await locals.graphql.ask(DeclineOtherInvitationsDocument, variables);
    return after(url, refusal, `?accepted&declined=${data?.declineOtherInvitations ?? 0}`);
  },
};
