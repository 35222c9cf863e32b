import { sideOf } from '#lib/design/side.ts';
import { LandingPageDocument } from '#lib/graphql/generated.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  // The start page stands even while the API does not: it then only knows no numbers.
  const { data } = await locals.graphql.ask(LandingPageDocument, {});
  const call = data?.currentCall ?? null;
  const countries = data?.organisations.facets.find(({ name }) => name === 'countries')?.values ?? [];
  const looking = { turkey: 0, europe: 0, elsewhere: 0 };
  for (const { value, count } of countries) looking[sideOf(value, call ?? undefined)] += count;
  return { call, looking, now: new Date().toISOString() };
};
