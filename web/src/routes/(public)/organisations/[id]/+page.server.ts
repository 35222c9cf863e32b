import { error, redirect } from '@sveltejs/kit';
import { labelOf } from '#lib/directory/facet-groups.server.ts';
import { textOf } from '#lib/form/form-data.ts';
import { refused } from '#lib/form/refused.server.ts';
import {
  BlockOrganisationDocument,
  OpenSuggestionsDocument,
  OrganisationPageDocument,
  VerifyOrganisationDocument,
} from '#lib/graphql/generated.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { language } = locals;
  const { organisation } = await locals.graphql.query(OrganisationPageDocument, { id: params.id, language });
  if (!organisation) error(404, { message: '', code: 'NOT_FOUND' });
  const own = (await locals.viewer())?.organisations ?? [];
  // One’s own cannot be blocked.
  const blockers = own.some(({ id }) => id === organisation.id) ? [] : own;
  // Its own people see whom the programme team suggests.
  const suggested = organisation.viewerIsRepresentative
    ? await locals.graphql.ask(OpenSuggestionsDocument, { organisationId: organisation.id, language })
    : null;
  return {
    organisation,
    blockers,
    suggestions: suggested?.data?.suggestions.nodes ?? [],
    kind: labelOf('kind', organisation.kind, language),
    verifiedNow: url.searchParams.has('verified'),
  };
};

export const actions: Actions = {
  block: async ({ locals, params, request, url }) => {
    const organisationId = textOf(await request.formData(), 'own');
    const { refusal } = await locals.graphql.ask(BlockOrganisationDocument, { organisationId, blockedId: params.id });
    if (refusal) return refused(url, refusal, {});
    redirect(303, `/organisations/${organisationId}/set-aside?done=blocked`);
  },
  verify: async ({ locals, params, url }) => {
    const { refusal } = await locals.graphql.ask(VerifyOrganisationDocument, { id: params.id });
    if (refusal) return refused(url, refusal, {});
    redirect(303, `/organisations/${params.id}?verified`);
  },
};
