import { fail } from '@sveltejs/kit';
import { askAccount } from '#lib/access/account.server.ts';
import { keep } from '#lib/form/form-data.ts';
import { returnPath } from '#lib/preferences/return-path.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where the link of the mail ends: `?error` when it was too old; `?sent` right after signing up; else it worked. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const state = url.searchParams.has('error') ? 'failed' : url.searchParams.has('sent') ? 'sent' : 'done';
  const viewer = await locals.viewer();
  return {
    next: returnPath(url.searchParams.get('next'), '/home'),
    state: state === 'done' && viewer && !viewer.emailVerified ? ('ask' as const) : (state as 'failed' | 'sent' | 'done'),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { email } = keep(await event.request.formData(), 'email');
    const problem = await askAccount(event, 'send-verification-email', { email, callbackURL: '/verify-email' });
    // Any other refusal would tell whether the address is known and verified.
    if (problem === 'rateLimited' || problem === 'unreachable') return fail(400, { problem, email, again: false });
    return { problem: undefined, email, again: true };
  },
};
