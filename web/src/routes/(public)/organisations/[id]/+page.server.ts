import { error, redirect } from '@sveltejs/kit';
import { labelOf } from '#lib/directory/facet-groups.server.ts';
import { refused } from '#lib/form/refused.server.ts';
import { OrganisationPageDocument, VerifyOrganisationDocument } from '#lib/graphql/generated.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { language } = locals;
  const { organisation } = await locals.graphql.query(OrganisationPageDocument, { id: params.id, language });
  if (!organisation) error(404, { message: '', code: 'NOT_FOUND' });
  return { organisation, kind: labelOf('kind', organisation.kind, language), verifiedNow: url.searchParams.has('verified') };
};

export const actions: Actions = {
  verify: async ({ locals, params, url }) => {
    const { refusal } = await locals.graphql.ask(VerifyOrganisationDocument, { id: params.id });
    if (refusal) return refused(url, refusal, {});
    redirect(303, `/organisations/${params.id}?verified`);
  },
};
