import { error, redirect } from '@sveltejs/kit';
import { PartnershipModelDocument } from '#lib/graphql/generated.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { PageServerLoad } from './$types';

/** The model's own address holds its document's id; this one can be guessed from the partnership's. */
export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const { partnership } = await event.locals.graphql.query(PartnershipModelDocument, { id: event.params.id });
  if (!partnership) error(404, { message: '', code: 'NOT_FOUND' });
  redirect(303, `/documents/${partnership.capacityModel.id}`);
};
