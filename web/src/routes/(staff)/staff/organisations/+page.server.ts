import { error, fail, redirect } from '@sveltejs/kit';
import { labelOf } from '#lib/directory/facet-groups.server.ts';
import { textOf, textsOf } from '#lib/form/form-data.ts';
import { refused } from '#lib/form/refused.server.ts';
import { StaffOrganisationsPageDocument, VerifyFromListDocument, WithdrawVerificationFromListDocument } from '#lib/graphql/generated.ts';
import { statusOf } from '#lib/graphql/refusal.ts';
import { backAt, paging, readPlace } from '#lib/programme/list-place.ts';
import { requireStaff } from '#lib/programme/staff.server.ts';
import { readStaffList, staffListAddress, staffListVariables } from '#lib/programme/staff-list.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const PAGE_SIZE = 50;

interface Facet {
  name: string;
  values: readonly { value: string; count: number }[];
}

function choicesOf(
  facets: readonly Facet[],
  list: 'countries' | 'fields',
  chosen: string,
  language: string,
): { value: string; label: string }[] {
  const name = list === 'countries' ? 'country' : 'field';
  const values = new Map(facets.find((facet) => facet.name === list)?.values.map(({ value, count }) => [value, count]));
  if (chosen && !values.has(chosen)) values.set(chosen, 0);
  return [...values]
    .map(([value, count]) => ({ value, name: labelOf(name, value, language), count }))
    .sort((a, b) => a.name.localeCompare(b.name, language))
    .map(({ value, name: label, count }) => ({ value, label: `${label} (${count})` }));
}

export const load: PageServerLoad = async ({ locals, url }) => {
  await requireStaff({ locals, url });
  const { language } = locals;
  const query = readStaffList(url.searchParams);
  const after = readPlace(url.searchParams).cursors.at(-1);
  const { data, refusal } = await locals.graphql.ask(StaffOrganisationsPageDocument, {
    ...staffListVariables(query),
    first: PAGE_SIZE,
    after,
  });
  if (refusal) {
    // A cursor of another search, or one that has outlived its list: begin at the front instead of failing.
    if (refusal.code === 'BAD_USER_INPUT' && after) redirect(303, staffListAddress(query));
    error(statusOf(refusal.code), { message: refusal.message, code: refusal.code });
  }
  const { nodes, totalCount, pageInfo, facets } = data.organisations;
  return {
    query,
    rows: nodes.map((row) => ({
      ...row,
      kindLabel: labelOf('kind', row.kind, language),
      fieldLabels: row.fields.map(({ id }) => labelOf('field', id, language)),
    })),
    countries: choicesOf(facets, 'countries', query.country, language),
    fields: choicesOf(facets, 'fields', query.field, language),
    paging: paging(url, PAGE_SIZE, {
      shown: nodes.length,
      total: totalCount,
      endCursor: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
    }),
    verified: Number(url.searchParams.get('done')) || 0,
    withdraw: nodes.find(({ id }) => id === url.searchParams.get('withdraw')) ?? null,
  };
};

export const actions: Actions = {
  /** One that was pressed, or all that were ticked. */
  verify: async ({ locals, request, url }) => {
    const form = await request.formData();
    const one = textOf(form, 'one');
    const ids = one ? [one] : textsOf(form, 'id');
    if (ids.length === 0) return fail(400, { nothingChosen: true });
    let done = 0;
    for (const id of ids) {
      const { refusal } = await locals.graphql.ask(VerifyFromListDocument, { id });
      if (refusal) return refused(url, refusal, { reason: '' });
      done += 1;
    }
    redirect(303, backAt(url, { done: String(done), withdraw: undefined }));
  },
  withdraw: async ({ locals, request, url }) => {
    const form = await request.formData();
    const values = { reason: textOf(form, 'reason') };
    const { refusal } = await locals.graphql.ask(WithdrawVerificationFromListDocument, { id: textOf(form, 'id'), ...values });
    if (refusal) return refused(url, refusal, values);
    redirect(303, backAt(url, { done: undefined, withdraw: undefined }));
  },
};
