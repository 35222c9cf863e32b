import { redirect } from '@sveltejs/kit';
import { keep } from '#lib/form/form-data.ts';
import { refused, wrongFields } from '#lib/form/refused.server.ts';
import { CreateMatchRoundDocument, RoundsPageDocument } from '#lib/graphql/generated.ts';
import { textIn } from '#lib/i18n/text.ts';
import { paging, readPlace } from '#lib/programme/list-place.ts';
import { requireStaff } from '#lib/programme/staff.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const PAGE_SIZE = 20;

export const load: PageServerLoad = async ({ locals, url }) => {
  await requireStaff({ locals, url });
  const after = readPlace(url.searchParams).cursors.at(-1);
  const { matchRounds, calls } = await locals.graphql.query(RoundsPageDocument, { first: PAGE_SIZE, after });
  const { nodes, totalCount, pageInfo } = matchRounds;
  return {
    rounds: nodes,
    calls: calls.filter(({ isOpen }) => isOpen),
    paging: paging(url, PAGE_SIZE, {
      shown: nodes.length,
      total: totalCount,
      endCursor: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
    }),
  };
};

export const actions: Actions = {
  create: async ({ locals, request, url }) => {
    const values = keep(await request.formData(), 'call', 'places');
    const places = values.places === '' ? null : Number(values.places);
    if (places !== null && !Number.isInteger(places)) {
      const { t } = await textIn(locals.language);
      return refused(url, wrongFields({ places: t('round.wrongNumber') }), values);
    }
    const { data, refusal } = await locals.graphql.ask(CreateMatchRoundDocument, {
      callId: values.call,
      input: places === null ? {} : { places },
    });
    if (refusal) return refused(url, refusal, values);
    redirect(303, `/staff/rounds/${data.createMatchRound.id}`);
  },
};
