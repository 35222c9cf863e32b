import { fail, redirect } from '@sveltejs/kit';
import { askAccount } from '#lib/access/account.server.ts';
import { keep, textOf } from '#lib/form/form-data.ts';
import { returnPath } from '#lib/preferences/return-path.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const next = returnPath(url.searchParams.get('next'), '/home');
  if (await locals.viewer()) redirect(303, next);
  return { next, email: url.searchParams.get('email') ?? '' };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const { name, email } = keep(form, 'name', 'email');
    const next = returnPath(textOf(form, 'next'), '/home');
    const password = form.get('password');
    if (!name) return fail(400, { problem: undefined, noName: true, name, email });
    const problem = await askAccount(
      event,
      'sign-up/email',
      {
        name,
        email,
        password: typeof password === 'string' ? password : '',
        callbackURL: `/verify-email?next=${encodeURIComponent(next)}`,
      },
      // The person is not signed in yet: the answer must look the same whether or not the address was known.
      { cookies: false },
    );
    if (problem && problem !== 'exists') return fail(400, { problem, noName: false, name, email });
    redirect(303, `/verify-email?sent&next=${encodeURIComponent(next)}`);
  },
};
