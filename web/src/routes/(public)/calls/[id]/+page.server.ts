import { error } from '@sveltejs/kit';
import { kindLabels } from '#lib/call/kind-labels.server.ts';
import { CallPageDocument } from '#lib/graphql/generated.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { call } = await locals.graphql.query(CallPageDocument, { id: params.id });
  if (!call) error(404, { message: '', code: 'NOT_FOUND' });
  return { call, kinds: kindLabels(call.kinds, locals.language), now: new Date().toISOString() };
};
