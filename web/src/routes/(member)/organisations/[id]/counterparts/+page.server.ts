import { error, redirect } from '@sveltejs/kit';
import { reasonFrom } from '#lib/dismissal/reasons.ts';
import { keep, textOf } from '#lib/form/form-data.ts';
import { refused } from '#lib/form/refused.server.ts';
import {
  CounterpartsPageDocument,
  DismissCounterpartDocument,
  OrganisationNameDocument,
  RestoreCounterpartDocument,
} from '#lib/graphql/generated.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import { paging, readPlace } from '#lib/programme/list-place.ts';
import type { Actions, PageServerLoad } from './$types';

/** Few at a time: whoever has read ten well has better choices than whoever skimmed a hundred. */
const SIZE = 10;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  await requireViewer({ locals, url });
  const after = readPlace(url.searchParams).cursors.at(-1) ?? null;
  const variables = { id: params.id, first: SIZE, after, language: locals.language };
  const { organisation, counterparts, currentCall } = await locals.graphql.query(CounterpartsPageDocument, variables);
  if (!organisation) error(404, { message: '', code: 'NOT_FOUND' });
  const { nodes, pageInfo, totalCount, seldomSeen } = counterparts;
  const endCursor = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  const dismissedId = url.searchParams.get('dismissed');
  const dismissed = dismissedId ? (await locals.graphql.ask(OrganisationNameDocument, { id: dismissedId })).data?.organisation : null;
  return {
    organisation,
    justDismissed: dismissed ?? null,
    counterparts: nodes,
    seldomSeen,
    call: currentCall,
    paging: paging(url, SIZE, { shown: nodes.length, total: totalCount, endCursor }),
    now: new Date().toISOString(),
  };
};

export const actions: Actions = {
  dismiss: async ({ locals, params, request, url }) => {
    const written = keep(await request.formData(), 'counterpart', 'reason', 'note');
    const { refusal } = await locals.graphql.ask(DismissCounterpartDocument, {
      organisationId: params.id,
      counterpartId: written.counterpart,
      reason: reasonFrom(written.reason) ?? 'OTHER',
      note: written.note || null,
    });
    if (refusal) return refused(url, refusal, written);
    redirect(303, `${url.pathname}?dismissed=${written.counterpart}`);
  },
  restore: async ({ locals, params, request, url }) => {
    const counterpartId = textOf(await request.formData(), 'counterpart');
    const { refusal } = await locals.graphql.ask(RestoreCounterpartDocument, { organisationId: params.id, counterpartId });
    if (refusal) return refused(url, refusal, {});
    redirect(303, url.pathname);
  },
};
