import { redirect } from '@sveltejs/kit';
import { directoryAddress, readQuery } from '#lib/directory/directory-query.ts';
import { RHYTHMS } from '#lib/digest/rhythms.ts';
import { keep, textOf } from '#lib/form/form-data.ts';
import { refused } from '#lib/form/refused.server.ts';
import {
  ChangeSavedSearchDocument,
  DeleteSavedSearchDocument,
  MarkSavedSearchSeenDocument,
  RestoreSavedSearchDocument,
  SavedSearchesPageDocument,
  SaveSearchDocument,
} from '#lib/graphql/generated.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import { directoryQuery, savedInput } from '#lib/saved-search/saved-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  await requireViewer({ locals, url });
  const { savedSearches } = await locals.graphql.query(SavedSearchesPageDocument, {});
  const done = (['saved', 'changed', 'restored', 'deleted'] as const).find((word) => url.searchParams.has(word));
  return {
    searches: savedSearches.map((search) => ({ search, href: directoryAddress(directoryQuery(search)) })),
    done,
    deletedId: url.searchParams.get('deleted'),
  };
};

export const actions: Actions = {
  save: async ({ locals, request, url }) => {
    const written = keep(await request.formData(), 'name', 'search');
    const input = { name: written.name, language: locals.language, ...savedInput(readQuery(new URLSearchParams(written.search))) };
    const { refusal } = await locals.graphql.ask(SaveSearchDocument, {
      input: { ...input, timeZone: locals.language === 'tr' ? 'Europe/Istanbul' : 'Europe/Berlin' },
    });
    if (refusal) return refused(url, refusal, written);
    redirect(303, '/saved-searches?saved');
  },
  change: async ({ locals, request, url }) => {
    const written = keep(await request.formData(), 'id', 'name', 'digest', 'timeZone');
    const digest = RHYTHMS.find((rhythm) => rhythm === written.digest) ?? 'OFF';
    const input = { name: written.name, digest, timeZone: written.timeZone };
    const { refusal } = await locals.graphql.ask(ChangeSavedSearchDocument, { id: written.id, input });
    if (refusal) return refused(url, refusal, written);
    redirect(303, '/saved-searches?changed');
  },
  seen: async ({ locals, request, url }) => {
    const { refusal } = await locals.graphql.ask(MarkSavedSearchSeenDocument, { id: textOf(await request.formData(), 'id') });
    if (refusal) return refused(url, refusal, {});
    redirect(303, '/saved-searches');
  },
  delete: async ({ locals, request, url }) => {
    const id = textOf(await request.formData(), 'id');
    const { refusal } = await locals.graphql.ask(DeleteSavedSearchDocument, { id });
    if (refusal) return refused(url, refusal, {});
    redirect(303, `/saved-searches?deleted=${id}`);
  },
  restore: async ({ locals, request, url }) => {
    const { refusal } = await locals.graphql.ask(RestoreSavedSearchDocument, { id: textOf(await request.formData(), 'id') });
    if (refusal) return refused(url, refusal, {});
    redirect(303, '/saved-searches?restored');
  },
};
