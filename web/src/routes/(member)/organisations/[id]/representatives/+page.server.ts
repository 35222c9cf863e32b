import { error, redirect } from '@sveltejs/kit';
import { keep, textOf } from '#lib/form/form-data.ts';
import { refused } from '#lib/form/refused.server.ts';
import {
  CancelRepresentativeInvitationDocument,
  InviteRepresentativeDocument,
  RemoveRepresentativeDocument,
  RepresentativesPageDocument,
} from '#lib/graphql/generated.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** Two people of an organisation take part in a partnership. */
const PLACES = 2;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  await requireViewer({ locals, url });
  const { organisation } = await locals.graphql.query(RepresentativesPageDocument, { id: params.id });
  if (!organisation?.viewerCanEdit) error(404, { message: '', code: 'NOT_FOUND' });
  const { representatives, representativeInvitations } = organisation;
  return {
    organisation,
    free: PLACES - representatives.length - representativeInvitations.length,
    isNew: url.searchParams.has('new'),
    invited: url.searchParams.get('invited'),
  };
};

export const actions: Actions = {
  invite: async ({ locals, params, request, url }) => {
    const values = keep(await request.formData(), 'email');
    const { refusal } = await locals.graphql.ask(InviteRepresentativeDocument, { organisationId: params.id, email: values.email });
    if (refusal) return refused(url, refusal, values);
    redirect(303, `${url.pathname}?invited=${encodeURIComponent(values.email)}`);
  },
  cancel: async ({ locals, request, url }) => {
    const { refusal } = await locals.graphql.ask(CancelRepresentativeInvitationDocument, { id: textOf(await request.formData(), 'id') });
    if (refusal) return refused(url, refusal, { email: '' });
    redirect(303, url.pathname);
  },
  remove: async ({ locals, params, request, url }) => {
    const personId = textOf(await request.formData(), 'id');
    const { refusal } = await locals.graphql.ask(RemoveRepresentativeDocument, { organisationId: params.id, personId });
    if (refusal) return refused(url, refusal, { email: '' });
    redirect(303, personId === (await locals.viewer())?.id ? '/home' : url.pathname);
  },
};
