import { redirect } from '@sveltejs/kit';
import { returnPath } from '#lib/preferences/return-path.ts';
import type { PageServerLoad } from './$types';

/** Whoever reaches the server with a place they wanted to go goes there. The service worker keeps this page without one. */
export const load: PageServerLoad = ({ url }) => {
  const to = url.searchParams.get('to');
  if (to !== null) redirect(303, returnPath(to));
};
