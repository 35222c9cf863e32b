import { redirect, type RequestEvent } from '@sveltejs/kit';
import { textOf } from '#lib/form/form-data.ts';
import { refused } from '#lib/form/refused.server.ts';
import {
  ConfirmProfileDocument,
  HomeInvitationsDocument,
  HomePageDocument,
  OpenSuggestionsDocument,
  type HomeOrganisationFragment,
} from '#lib/graphql/generated.ts';
import { nextStep } from '#lib/home/next-step.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const viewer = await requireViewer({ locals, url });
  // The programme team works on the programme; only who also represents an organisation has a home here.
  if (viewer.isStaff && viewer.organisations.length === 0) redirect(303, '/staff');
  const { me } = await locals.graphql.query(HomePageDocument, { language: locals.language });
  const organisations = await Promise.all(
    (me?.organisations ?? []).map((organisation) => situationOf(locals, organisation, viewer.emailVerified)),
  );
  return { organisations, emailVerified: viewer.emailVerified, confirmedNow: url.searchParams.has('confirmed') };
};

async function situationOf(locals: RequestEvent['locals'], organisation: HomeOrganisationFragment, emailVerified: boolean) {
  // An organisation whose invitations or suggestions cannot be read just now still shows everything else.
  const [invited, suggested] = await Promise.all([
    locals.graphql.ask(HomeInvitationsDocument, { organisationId: organisation.id }),
    locals.graphql.ask(OpenSuggestionsDocument, { organisationId: organisation.id, language: locals.language }),
  ]);
  const invitations = invited.data?.invitations.nodes ?? [];
  const suggestions = suggested.data?.suggestions.nodes ?? [];
  const step = nextStep({
    emailVerified,
    profileComplete: organisation.fields.length > 0 && organisation.issues.length > 0,
    verified: organisation.verified,
    representatives: organisation.representativeCount + organisation.representativeInvitations.length,
    hasPartnership: organisation.partnership !== null && organisation.partnership.status !== 'DROPPED_OUT',
    received: invitations.filter(({ viewerCanAccept }) => viewerCanAccept).length,
    sent: invitations.filter(({ from }) => from.id === organisation.id).length,
    suggested: suggestions.filter(({ viewerCanAccept }) => viewerCanAccept).length,
  });
  return { organisation, invitations, invitationCount: invited.data?.invitations.totalCount ?? 0, suggestions, step };
}

export const actions: Actions = {
  confirm: async ({ locals, request, url }) => {
    const id = textOf(await request.formData(), 'organisation');
    const { refusal } = await locals.graphql.ask(ConfirmProfileDocument, { id });
    if (refusal) return refused(url, refusal, {});
    redirect(303, '/home?confirmed');
  },
};
