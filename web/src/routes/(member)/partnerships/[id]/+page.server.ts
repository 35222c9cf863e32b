import { error, redirect } from '@sveltejs/kit';
import { leftFirst } from '#lib/design/side.ts';
import { keep } from '#lib/form/form-data.ts';
import { refused } from '#lib/form/refused.server.ts';
import { DropOutOfPartnershipDocument, PartnershipPageDocument } from '#lib/graphql/generated.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What waits on the device can only be asked there. */
export const csr = true;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const viewer = await requireViewer({ locals, url });
  const { partnership } = await locals.graphql.query(PartnershipPageDocument, { id: params.id });
  if (!partnership) error(404, { message: '', code: 'NOT_FOUND' });
  const organisations = leftFirst(partnership.organisations, partnership.call);
  const own = organisations.find(({ id }) => viewer.organisations.some((organisation) => organisation.id === id));
  return { partnership, organisations, personId: viewer.id, ownId: own?.id ?? null, seeking: own?.lookingForPartner ? own.id : null };
};

export const actions: Actions = {
  dropOut: async ({ locals, params, request, url }) => {
    const values = keep(await request.formData(), 'reason');
    const { refusal } = await locals.graphql.ask(DropOutOfPartnershipDocument, { id: params.id, reason: values.reason });
    if (refusal) return refused(url, refusal, values);
    redirect(303, url.pathname);
  },
};
