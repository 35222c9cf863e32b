import { redirect } from '@sveltejs/kit';
import { askAccount } from '#lib/access/account.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A link must not sign anybody out. */
export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
  default: async (event) => {
    await askAccount(event, 'sign-out', {});
    // Signed out here even when the API could not be asked.
    for (const { name } of event.cookies.getAll()) {
      if (name.endsWith('session_token')) event.cookies.delete(name, { path: '/' });
    }
    // A page with JavaScript has taken away what this device kept; the others leave it to a page that has.
    const form = await event.request.formData();
    redirect(303, form.has('cleared') ? '/' : '/signed-out');
  },
};
