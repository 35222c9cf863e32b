import { error, redirect } from '@sveltejs/kit';
import { StaffPartnershipsPageDocument, type PartnershipStatus } from '#lib/graphql/generated.ts';
import { statusOf } from '#lib/graphql/refusal.ts';
import { paging, readPlace } from '#lib/programme/list-place.ts';
import { requireStaff } from '#lib/programme/staff.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

const PAGE_SIZE = 25;
/** In the order of a partnership's life. */
const STATES: readonly PartnershipStatus[] = [
  'FORMED',
  'APPLIED',
  'SELECTED',
  'ACTIVE',
  'IMPLEMENTING',
  'COMPLETED',
  'NOT_SELECTED',
  'DROPPED_OUT',
];

/** The list's address with another state or call; null takes one away. */
function address(url: URL, changes: Record<string, string | null>): string {
  const params = new URLSearchParams();
  for (const name of ['call', 'status']) {
    const value = name in changes ? changes[name] : url.searchParams.get(name);
    if (value) params.set(name, value);
  }
  const search = params.toString();
  return search ? `${url.pathname}?${search}` : url.pathname;
}

export const load: PageServerLoad = async ({ locals, url }) => {
  await requireStaff({ locals, url });
  const callId = url.searchParams.get('call') || null;
  const status = STATES.find((state) => state === url.searchParams.get('status'));
  const after = readPlace(url.searchParams).cursors.at(-1);
  const variables = { callId, status: status ? [status] : [], first: PAGE_SIZE, after };
  const { data, refusal } = await locals.graphql.ask(StaffPartnershipsPageDocument, variables);
  if (refusal) {
    // A cursor that has outlived its list: begin at the front instead of failing.
    if (refusal.code === 'BAD_USER_INPUT' && after) redirect(303, address(url, {}));
    error(statusOf(refusal.code), { message: refusal.message, code: refusal.code });
  }
  const { nodes, totalCount, pageInfo } = data.partnerships;
  const counts = new Map(data.programme.partnerships.map((row) => [row.status, row.count]));
  return {
    callId,
    status: status ?? null,
    calls: data.calls,
    all: address(url, { status: null }),
    states: STATES.filter((state) => counts.get(state) || state === status).map((state) => ({
      state,
      count: counts.get(state) ?? 0,
      href: address(url, { status: state }),
    })),
    rows: nodes,
    paging: paging(url, PAGE_SIZE, {
      shown: nodes.length,
      total: totalCount,
      endCursor: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
    }),
  };
};
