import { error, redirect } from '@sveltejs/kit';
import { reasonFrom } from '#lib/dismissal/reasons.ts';
import { keep, textOf } from '#lib/form/form-data.ts';
import { refused } from '#lib/form/refused.server.ts';
import {
  CounterpartsPageDocument,
  DismissCounterpartDocument,
  DismissedCounterpartsDocument,
  RestoreCounterpartDocument,
} from '#lib/graphql/generated.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import { backAt, paging, readPlace } from '#lib/programme/list-place.ts';
import type { Actions, PageServerLoad } from './$types';

/** Few at a time: whoever has read ten well has better choices than whoever skimmed a hundred. */
const SIZE = 10;

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
  depends('counterparts:open');
  await requireViewer({ locals, url });
  const after = readPlace(url.searchParams).cursors.at(-1) ?? null;
  const variables = { id: params.id, first: SIZE, after, language: locals.language };
  const { organisation, counterparts, currentCall } = await locals.graphql.query(CounterpartsPageDocument, variables);
  if (!organisation) error(404, { message: '', code: 'NOT_FOUND' });
  const { nodes, pageInfo, totalCount, seldomSeen } = counterparts;
  const endCursor = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  const pages = paging(url, SIZE, { shown: nodes.length, total: totalCount, endCursor });
  if (nodes.length === 0 && pages.previous) redirect(303, pages.previous);
  return {
    organisation,
    justDismissed: organisation.viewerIsRepresentative ? await dismissedBy(locals, params.id, url.searchParams.get('dismissed')) : null,
    counterparts: nodes,
    seldomSeen,
    call: currentCall,
    paging: pages,
    now: new Date().toISOString(),
  };
};

interface Dismissed {
  id: string;
  name: string;
  suggestion: { id: string } | undefined;
}

/** Whom the address tells to have been set aside, while that is so, with what the programme team suggests: an address can be kept, and made by anybody. */
async function dismissedBy(locals: App.Locals, organisationId: string, id: string | null): Promise<Dismissed | null> {
  if (!id) return null;
  const { data } = await locals.graphql.ask(DismissedCounterpartsDocument, { organisationId });
  const counterpart = data?.dismissals.find(({ counterpartId }) => counterpartId === id)?.counterpart;
  if (!counterpart) return null;
  return { ...counterpart, suggestion: data.suggestions.nodes.find(({ organisations }) => organisations.some((one) => one.id === id)) };
}

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
    redirect(303, backAt(url, { dismissed: written.counterpart }));
  },
  restore: async ({ locals, params, request, url }) => {
    const counterpartId = textOf(await request.formData(), 'counterpart');
    const { refusal } = await locals.graphql.ask(RestoreCounterpartDocument, { organisationId: params.id, counterpartId });
    if (refusal) return refused(url, refusal, {});
    redirect(303, backAt(url, { dismissed: undefined }));
  },
};
