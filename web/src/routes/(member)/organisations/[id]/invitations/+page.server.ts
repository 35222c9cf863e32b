import { error } from '@sveltejs/kit';
import { InvitationsPageDocument } from '#lib/graphql/generated.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import { paging, readPlace } from '#lib/programme/list-place.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

const SIZE = 50;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  await requireViewer({ locals, url });
  const after = readPlace(url.searchParams).cursors.at(-1) ?? null;
  const { organisation, invitations } = await locals.graphql.query(InvitationsPageDocument, { id: params.id, first: SIZE, after });
  if (!organisation) error(404, { message: '', code: 'NOT_FOUND' });
  const { nodes, pageInfo, totalCount } = invitations;
  const endCursor = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  return { organisation, invitations: nodes, paging: paging(url, SIZE, { shown: nodes.length, total: totalCount, endCursor }) };
};
