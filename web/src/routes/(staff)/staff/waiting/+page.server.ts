import { error, redirect } from '@sveltejs/kit';
import { WaitingPageDocument } from '#lib/graphql/generated.ts';
import { statusOf } from '#lib/graphql/refusal.ts';
import { paging, readPlace } from '#lib/programme/list-place.ts';
import { requireStaff } from '#lib/programme/staff.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

const PAGE_SIZE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
  await requireStaff({ locals, url });
  const callId = url.searchParams.get('call') || null;
  const after = readPlace(url.searchParams).cursors.at(-1);
  const { data, refusal } = await locals.graphql.ask(WaitingPageDocument, { callId, first: PAGE_SIZE, after });
  if (refusal) {
    // A cursor that has outlived its list: begin at the front instead of failing.
    if (refusal.code === 'BAD_USER_INPUT' && after) redirect(303, callId ? `/staff/waiting?call=${callId}` : '/staff/waiting');
    error(statusOf(refusal.code), { message: refusal.message, code: refusal.code });
  }
  const { nodes, totalCount, pageInfo } = data.waitingOrganisations;
  return {
    rows: nodes,
    now: new Date().toISOString(),
    paging: paging(url, PAGE_SIZE, {
      shown: nodes.length,
      total: totalCount,
      endCursor: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
    }),
  };
};
