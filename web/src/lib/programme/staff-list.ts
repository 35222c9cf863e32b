import type { OrganisationSort } from '#lib/graphql/generated.ts';

/** What staff ask of the list of organisations; it lives in the address. */
export interface StaffListQuery {
  text: string;
  verified: '' | 'yes' | 'no';
  country: string;
  field: string;
  partner: '' | 'with' | 'without';
  sort: OrganisationSort;
}

const oneOf = <Choice extends string>(value: string | null, choices: readonly Choice[], otherwise: Choice): Choice =>
  choices.find((choice) => choice === value) ?? otherwise;

/** Reads an address; what is not understood filters nothing. The newest stand first, because they wait to be looked at. */
export function readStaffList(params: URLSearchParams): StaffListQuery {
  const country = params.get('country') ?? '';
  return {
    text: (params.get('q') ?? '').trim().slice(0, 200),
    verified: oneOf(params.get('verified'), ['yes', 'no'], ''),
    country: /^[A-Z]{2}$/.test(country) ? country : '',
    field: params.get('field') ?? '',
    partner: oneOf(params.get('partner'), ['with', 'without'], ''),
    sort: oneOf(params.get('sort')?.toUpperCase() ?? null, ['RELEVANCE', 'NAME', 'NEWEST'], params.get('q') ? 'RELEVANCE' : 'NEWEST'),
  };
}

/** The address's parameters of a query; what is at its default is left out. */
export function staffListParams(query: StaffListQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.text) params.set('q', query.text);
  for (const name of ['verified', 'country', 'field', 'partner'] as const) if (query[name]) params.set(name, query[name]);
  if (query.sort !== (query.text ? 'RELEVANCE' : 'NEWEST')) params.set('sort', query.sort.toLowerCase());
  return params;
}

/** The list's address with other columns in front; `path` is the list or its export. */
export function staffListAddress(query: StaffListQuery, path = '/staff/organisations'): string {
  const search = staffListParams(query).toString();
  return search ? `${path}?${search}` : path;
}

/** The variables of the list's documents. */
export function staffListVariables({ text, verified, country, field, partner, sort }: StaffListQuery) {
  return {
    query: text || undefined,
    sort,
    filter: {
      ...(verified && { verified: verified === 'yes' }),
      ...(country && { countries: [country] }),
      ...(field && { fields: [field] }),
      ...(partner && { withoutPartner: partner === 'without' }),
    },
  };
}
