import { error, redirect } from '@sveltejs/kit';
import { leftFirst, sideOf } from '#lib/design/side.ts';
import { DocumentPageDocument } from '#lib/graphql/generated.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const viewer = await requireViewer(event);
  const { document } = await event.locals.graphql.query(DocumentPageDocument, { id: event.params.id });
  if (!document) error(404, { message: '', code: 'NOT_FOUND' });
  // An adaptation is read beside the model that it adapts.
  if (document.kind === 'ADAPTATION') {
    const { search } = event.url;
    redirect(303, `/documents/${document.partnership.capacityModel.id}${search}#${document.kind.toLowerCase()}`);
  }
  const organisations = leftFirst(document.partnership.organisations, document.partnership.call);
  const own = organisations.find(({ id }) => viewer.organisations.some((organisation) => organisation.id === id));
  return {
    document,
    adaptations: document.partnership.adaptations.map(({ id, viewerCanComment, viewerCanWrite, organisation }) => ({
      id,
      viewerCanComment,
      viewerCanWrite,
      organisationId: organisation?.id ?? '',
    })),
    organisations,
    personId: viewer.id,
    timeZone: document.partnership.call.timeZone,
    self: { name: viewer.name, side: own ? sideOf(own.country, document.partnership.call) : ('elsewhere' as const) },
  };
};
