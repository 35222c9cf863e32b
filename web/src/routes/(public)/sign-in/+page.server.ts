import { fail, redirect } from '@sveltejs/kit';
import { askAccount, demoOf } from '#lib/access/account.server.ts';
import { keep, textOf } from '#lib/form/form-data.ts';
import { returnPath } from '#lib/preferences/return-path.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const next = returnPath(event.url.searchParams.get('next'), '/home');
  if (await event.locals.viewer()) redirect(303, next);
  return { next, demo: await demoOf(event), resetNow: event.url.searchParams.has('reset') };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const { email } = keep(form, 'email');
    const password = form.get('password');
    const problem = await askAccount(event, 'sign-in/email', { email, password: typeof password === 'string' ? password : '' });
    if (problem) return fail(400, { problem, email });
    redirect(303, returnPath(textOf(form, 'next'), '/home'));
  },
};
