import { labelOf } from '#lib/directory/facet-groups.server.ts';
import { StaffPageDocument } from '#lib/graphql/generated.ts';
import { inOrder, readOrder } from '#lib/programme/count-order.ts';
import { funnelFigure } from '#lib/programme/funnel.ts';
import { requireStaff } from '#lib/programme/staff.server.ts';
import type { PageServerLoad } from './$types';

/** States in which two organisations hold together. */
const HOLDING = ['FORMED', 'APPLIED', 'SELECTED', 'ACTIVE', 'IMPLEMENTING', 'COMPLETED'];

export const load: PageServerLoad = async ({ locals, url, depends }) => {
  await requireStaff({ locals, url });
  depends('staff:programme');
  const { language } = locals;
  const callId = url.searchParams.get('call') || null;
  const { programme, activities, waitingOrganisations, calls } = await locals.graphql.query(StaffPageDocument, { callId, language });
  const by = url.searchParams.get('by') === 'field' ? ('field' as const) : ('country' as const);
  const order = readOrder(url.searchParams);
  const counts = by === 'field' ? programme.byField : programme.byCountry;
  return {
    callId,
    call: programme.call,
    calls,
    now: new Date().toISOString(),
    figure: funnelFigure(programme.byCountry, programme.call ?? undefined),
    openInvitations: programme.openInvitations,
    holding: programme.partnerships.filter(({ status }) => HOLDING.includes(status)).reduce((sum, { count }) => sum + count, 0),
    partnerships: programme.partnerships.filter(({ count }) => count > 0),
    by,
    order,
    rows: inOrder(
      counts.map((row) => ({ ...row, label: labelOf(by, row.value, language) })),
      order,
      language,
    ),
    lines: activities.nodes,
    waiting: waitingOrganisations,
  };
};
