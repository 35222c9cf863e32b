import { fail } from '@sveltejs/kit';
import { askAccount } from '#lib/access/account.server.ts';
import { keep } from '#lib/form/form-data.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async (event) => {
    const { email } = keep(await event.request.formData(), 'email');
    const problem = await askAccount(event, 'request-password-reset', { email, redirectTo: '/reset-password' });
    // Any other refusal would tell whether the address is known.
    if (problem === 'rateLimited' || problem === 'unreachable' || problem === 'email') return fail(400, { problem, email, sent: false });
    return { problem: undefined, email, sent: true };
  },
};
