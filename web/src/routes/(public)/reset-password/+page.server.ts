import { fail, redirect } from '@sveltejs/kit';
import { askAccount } from '#lib/access/account.server.ts';
import { textOf } from '#lib/form/form-data.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ token: url.searchParams.get('token') ?? '' });

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const password = form.get('password');
    const problem = await askAccount(event, 'reset-password', {
      token: textOf(form, 'token'),
      newPassword: typeof password === 'string' ? password : '',
    });
    if (problem) return fail(400, { problem });
    redirect(303, '/sign-in?reset');
  },
};
