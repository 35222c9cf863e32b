import { error, redirect } from '@sveltejs/kit';
import { textOf } from '#lib/form/form-data.ts';
import { refused } from '#lib/form/refused.server.ts';
import { RestoreCounterpartDocument, SetAsidePageDocument, UnblockOrganisationDocument } from '#lib/graphql/generated.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  await requireViewer({ locals, url });
  const { organisation, dismissals, blockedOrganisations } = await locals.graphql.query(SetAsidePageDocument, { id: params.id });
  if (!organisation) error(404, { message: '', code: 'NOT_FOUND' });
  const done = (['blocked', 'unblocked', 'restored'] as const).find((word) => word === url.searchParams.get('done'));
  return {
    organisation,
    dismissals,
    blocks: blockedOrganisations,
    done,
  };
};

export const actions: Actions = {
  restore: async ({ locals, params, request, url }) => {
    const counterpartId = textOf(await request.formData(), 'organisation');
    const { refusal } = await locals.graphql.ask(RestoreCounterpartDocument, { organisationId: params.id, counterpartId });
    if (refusal) return refused(url, refusal, {});
    redirect(303, `${url.pathname}?done=restored`);
  },
  unblock: async ({ locals, params, request, url }) => {
    const blockedId = textOf(await request.formData(), 'organisation');
    const { refusal } = await locals.graphql.ask(UnblockOrganisationDocument, { organisationId: params.id, blockedId });
    if (refusal) return refused(url, refusal, {});
    redirect(303, `${url.pathname}?done=unblocked`);
  },
};
