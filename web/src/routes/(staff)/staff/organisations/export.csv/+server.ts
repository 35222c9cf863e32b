import { StaffOrganisationsExportDocument } from '#lib/graphql/generated.ts';
import { requireStaff } from '#lib/programme/staff.server.ts';
import { readStaffList, staffListVariables } from '#lib/programme/staff-list.ts';
import { csvLine } from '#lib/register/csv-text.ts';
import type { RequestHandler } from './$types';

const HEADER = [
  'name',
  'acronym',
  'country',
  'city',
  'kind',
  'fields',
  'issues',
  'languages',
  'website',
  'visibility',
  'verified',
  'people',
  'looking',
  'joined',
  'id',
];

/** The list as it is filtered, all of it, a hundred at a time: the file begins before the last page is read. */
export const GET: RequestHandler = async ({ locals, url }) => {
  await requireStaff({ locals, url });
  const variables = staffListVariables(readStaffList(url.searchParams));
  const encoder = new TextEncoder();
  let after: string | null = null;
  let begun = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { data, refusal } = await locals.graphql.ask(StaffOrganisationsExportDocument, { ...variables, after });
      // A file that ends early would look complete: break it off, so that the download fails.
      if (refusal) return controller.error(new Error(refusal.code));
      const lines = data.organisations.nodes.map((row) =>
        csvLine([
          row.name,
          row.acronym,
          row.country,
          row.city,
          row.kind,
          row.fields.map(({ id }) => id).join(';'),
          row.issues.map(({ direction, issue }) => `${direction.toLowerCase()}:${issue.id}`).join(';'),
          row.languages.join(';'),
          row.website,
          row.visibility,
          row.verified,
          row.representativeCount,
          row.lookingForPartner,
          row.createdAt,
          row.id,
        ]),
      );
      if (!begun) lines.unshift(`\uFEFF${csvLine(HEADER)}`);
      begun = true;
      controller.enqueue(encoder.encode(lines.map((line) => `${line}\r\n`).join('')));
      after = data.organisations.pageInfo.endCursor ?? null;
      if (!data.organisations.pageInfo.hasNextPage) controller.close();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="organisations.csv"',
      'cache-control': 'private, no-store',
    },
  });
};
