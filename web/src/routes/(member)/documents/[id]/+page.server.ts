import { error } from '@sveltejs/kit';
import { leftFirst, sideOf } from '#lib/design/side.ts';
import { DocumentPageDocument } from '#lib/graphql/generated.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const viewer = await requireViewer(event);
  const { document } = await event.locals.graphql.query(DocumentPageDocument, { id: event.params.id });
  if (!document) error(404, { message: '', code: 'NOT_FOUND' });
  const organisations = leftFirst(document.partnership.organisations, document.partnership.call);
  const own = organisations.find(({ id }) => viewer.organisations.some((organisation) => organisation.id === id));
  return {
    document,
    organisations,
    self: { name: viewer.name, side: own ? sideOf(own.country, document.partnership.call) : ('elsewhere' as const) },
  };
};
