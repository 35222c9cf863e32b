import { redirect } from '@sveltejs/kit';
import { RHYTHMS } from '#lib/digest/rhythms.ts';
import { keep } from '#lib/form/form-data.ts';
import { refused } from '#lib/form/refused.server.ts';
import { AccountPageDocument, ChooseLettersDocument } from '#lib/graphql/generated.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
  const person = await requireViewer(event);
  const { notificationLetters } = await event.locals.graphql.query(AccountPageDocument, {});
  return { person, letters: notificationLetters, chosen: event.url.searchParams.has('letters') };
};

export const actions: Actions = {
  letters: async ({ locals, request, url }) => {
    const written = keep(await request.formData(), 'digest', 'timeZone', 'language');
    const digest = RHYTHMS.find((rhythm) => rhythm === written.digest) ?? 'OFF';
    const { refusal } = await locals.graphql.ask(ChooseLettersDocument, { ...written, digest });
    if (refusal) return refused(url, refusal, written);
    redirect(303, '/account?letters');
  },
};
