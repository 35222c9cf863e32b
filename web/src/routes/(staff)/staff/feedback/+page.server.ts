import { error, redirect } from '@sveltejs/kit';
import { FeedbackPageDocument } from '#lib/graphql/generated.ts';
import { statusOf } from '#lib/graphql/refusal.ts';
import { paging, readPlace } from '#lib/programme/list-place.ts';
import { requireStaff } from '#lib/programme/staff.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

const PAGE_SIZE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
  await requireStaff({ locals, url });
  const after = readPlace(url.searchParams).cursors.at(-1);
  const { data, refusal } = await locals.graphql.ask(FeedbackPageDocument, { first: PAGE_SIZE, after });
  if (refusal) {
    // A cursor that has outlived its list: begin at the front instead of failing.
    if (refusal.code === 'BAD_USER_INPUT' && after) redirect(303, '/staff/feedback');
    error(statusOf(refusal.code), { message: refusal.message, code: refusal.code });
  }
  const { nodes, totalCount, pageInfo } = data.allDismissals;
  const endCursor = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  return { rows: nodes, paging: paging(url, PAGE_SIZE, { shown: nodes.length, total: totalCount, endCursor }) };
};
