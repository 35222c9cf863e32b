import { error } from '@sveltejs/kit';
import { ProfileViewsPageDocument } from '#lib/graphql/generated.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  await requireViewer({ locals, url });
  const { organisation } = await locals.graphql.query(ProfileViewsPageDocument, { id: params.id });
  if (!organisation?.viewerCanEdit) error(404, { message: '', code: 'NOT_FOUND' });
  return { organisation };
};
