import { error } from '@sveltejs/kit';
import { CounterpartsPageDocument } from '#lib/graphql/generated.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import { paging, readPlace } from '#lib/programme/list-place.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** Few at a time: whoever has read ten well has better choices than whoever skimmed a hundred. */
const SIZE = 10;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  await requireViewer({ locals, url });
  const after = readPlace(url.searchParams).cursors.at(-1) ?? null;
  const variables = { id: params.id, first: SIZE, after, language: locals.language };
  const { organisation, counterparts, currentCall } = await locals.graphql.query(CounterpartsPageDocument, variables);
  if (!organisation) error(404, { message: '', code: 'NOT_FOUND' });
  const { nodes, pageInfo, totalCount } = counterparts;
  const endCursor = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  return {
    organisation,
    counterparts: nodes,
    call: currentCall,
    paging: paging(url, SIZE, { shown: nodes.length, total: totalCount, endCursor }),
    now: new Date().toISOString(),
  };
};
