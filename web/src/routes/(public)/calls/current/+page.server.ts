import { kindLabels } from '#lib/call/kind-labels.server.ts';
import { CurrentCallPageDocument } from '#lib/graphql/generated.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { currentCall } = await locals.graphql.query(CurrentCallPageDocument, {});
  return { call: currentCall, kinds: kindLabels(currentCall?.kinds ?? [], locals.language), now: new Date().toISOString() };
};
