import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The same form by an address that can be guessed from the two organisations'. */
export const load: PageServerLoad = ({ params }) => {
  redirect(303, `/invitations/new?${new URLSearchParams({ from: params.id, to: params.otherId })}`);
};
