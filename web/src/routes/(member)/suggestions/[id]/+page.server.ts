import { error, redirect } from '@sveltejs/kit';
import { keep } from '#lib/form/form-data.ts';
import { refused } from '#lib/form/refused.server.ts';
import {
  AcceptSuggestionDocument,
  DeclineSuggestionDocument,
  SuggestionPageDocument,
  SuggestionReasonsDocument,
} from '#lib/graphql/generated.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
  depends('suggestion:open');
  await requireViewer({ locals, url });
  const { suggestion } = await locals.graphql.query(SuggestionPageDocument, { id: params.id });
  if (!suggestion) error(404, { message: '', code: 'NOT_FOUND' });
  // A side reads its own view; staff, who are neither, read the left one.
  const reader = suggestion.viewerOrganisationId ?? suggestion.organisations[0]?.id ?? '';
  const variables = { id: params.id, organisationId: reader, language: locals.language };
  const { data } = await locals.graphql.ask(SuggestionReasonsDocument, variables);
  return {
    suggestion,
    // Expiry is noted a moment later; until then it is open, and can be answered no more.
    isLate: suggestion.status === 'OPEN' && new Date(suggestion.replyBy) <= new Date(),
    ownId: suggestion.viewerOrganisationId ?? null,
    readerId: reader,
    counterpart: data?.suggestion?.counterpart ?? null,
    lacks: data?.suggestion?.lacks ?? [],
  };
};

export const actions: Actions = {
  accept: async ({ locals, params, request, url }) => {
    const { organisation } = keep(await request.formData(), 'organisation');
    const { refusal } = await locals.graphql.ask(AcceptSuggestionDocument, { id: params.id, organisationId: organisation });
    if (refusal) return refused(url, refusal, { reason: '' });
    redirect(303, url.pathname);
  },
  decline: async ({ locals, params, request, url }) => {
    const { organisation, reason } = keep(await request.formData(), 'organisation', 'reason');
    const variables = { id: params.id, organisationId: organisation, reason: reason || null };
    const { refusal } = await locals.graphql.ask(DeclineSuggestionDocument, variables);
    if (refusal) return refused(url, refusal, { reason });
    redirect(303, url.pathname);
  },
};
