import { error } from '@sveltejs/kit';
import { RoundPairsCsvDocument, type RoundPairsCsvQuery } from '#lib/graphql/generated.ts';
import { requireStaff } from '#lib/programme/staff.server.ts';
import { csvFile } from '#lib/register/csv-text.ts';
import type { RequestHandler } from './$types';

const HEADER = [
  'left',
  'left_country',
  'right',
  'right_country',
  'score',
  'waiting_points',
  'settled',
  'suggestion',
  'left_id',
  'right_id',
];

type Pair = NonNullable<RoundPairsCsvQuery['matchRound']>['pairs']['nodes'][number];

/** All pairs of a round, a hundred at a time. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  await requireStaff({ locals, url });
  const pairs: Pair[] = [];
  let after: string | null | undefined = null;
  do {
    const { matchRound }: RoundPairsCsvQuery = await locals.graphql.query(RoundPairsCsvDocument, { id: params.id, after });
    if (!matchRound) error(404, { message: '', code: 'NOT_FOUND' });
    pairs.push(...matchRound.pairs.nodes);
    after = matchRound.pairs.pageInfo.hasNextPage ? matchRound.pairs.pageInfo.endCursor : null;
  } while (after);
  const lines = pairs.map((pair) => [
    pair.left?.name,
    pair.left?.country,
    pair.right?.name,
    pair.right?.country,
    pair.score,
    pair.bonus,
    pair.settled,
    pair.suggestion?.status,
    pair.leftId,
    pair.rightId,
  ]);
  return new Response(csvFile([HEADER, ...lines]), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="pairs.csv"',
      'cache-control': 'private, no-store',
    },
  });
};
