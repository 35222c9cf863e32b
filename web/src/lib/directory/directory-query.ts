import type { OrganisationKind } from '#lib/graphql/generated.ts';

/** What is asked of the directory. It lives in the address, so that a search can be sent to somebody. */
export interface DirectoryQuery {
  text: string;
  countries: string[];
  fields: string[];
  issues: string[];
  direction: 'NEED' | 'OFFER' | undefined;
  kinds: OrganisationKind[];
  languages: string[];
  withoutPartner: boolean;
  sort: 'RELEVANCE' | 'NAME' | 'NEWEST';
}

/** Where one is in the list: the cursor of this page after those of the pages before it, and the number of the page (1 is the first). */
export interface DirectoryPlace {
  cursors: string[];
  page: number;
}

export const PAGE_SIZE = 20;
/** Longer trails would make addresses that servers refuse; beyond it, «previous» leads back to the start sooner. */
const LONGEST_TRAIL = 12;
const MOST_VALUES = 60;
const LONGEST_TEXT = 200;

/** The lists of the query, by the word that names them in the address. */
export const LISTS = { country: 'countries', field: 'fields', issue: 'issues', kind: 'kinds', language: 'languages' } as const;

const KINDS: readonly OrganisationKind[] = ['ASSOCIATION', 'FOUNDATION', 'COOPERATIVE', 'SOCIAL_COMPANY', 'CIVIL_INITIATIVE', 'OTHER'];

function isKind(value: string): value is OrganisationKind {
  return KINDS.some((kind) => kind === value);
}

/** Reads an address; what is not understood filters nothing. */
export function readQuery(params: URLSearchParams): DirectoryQuery {
  const list = (name: keyof typeof LISTS): string[] => [...new Set(params.getAll(name).filter(Boolean))].slice(0, MOST_VALUES);
  const direction = params.get('direction')?.toUpperCase();
  const sort = params.get('sort')?.toUpperCase();
  return {
    text: (params.get('q') ?? '')
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, LONGEST_TEXT),
    countries: list('country').filter((code) => /^[A-Z]{2}$/.test(code)),
    fields: list('field'),
    issues: list('issue'),
    direction: direction === 'NEED' || direction === 'OFFER' ? direction : undefined,
    kinds: list('kind').filter(isKind),
    languages: list('language'),
    withoutPartner: params.get('without-partner') === '1',
    sort: sort === 'NAME' || sort === 'NEWEST' ? sort : 'RELEVANCE',
  };
}

export function readPlace(params: URLSearchParams): DirectoryPlace {
  const cursors = params.getAll('after').filter(Boolean).slice(-LONGEST_TRAIL);
  const page = Number(params.get('page'));
  return { cursors, page: cursors.length === 0 ? 1 : Number.isInteger(page) && page > 1 ? page : cursors.length + 1 };
}

/** The address of a query, optionally deeper in its list; without a place it begins at the first page. */
export function directoryAddress(query: DirectoryQuery, place?: DirectoryPlace): string {
  const params = new URLSearchParams();
  if (query.text) params.set('q', query.text);
  for (const [name, list] of Object.entries(LISTS)) for (const value of query[list]) params.append(name, value);
  if (query.direction) params.set('direction', query.direction.toLowerCase());
  if (query.withoutPartner) params.set('without-partner', '1');
  if (query.sort !== 'RELEVANCE') params.set('sort', query.sort.toLowerCase());
  for (const cursor of place?.cursors ?? []) params.append('after', cursor);
  if (place && place.page > place.cursors.length + 1) params.set('page', String(place.page));
  const search = params.toString();
  return search ? `/organisations?${search}` : '/organisations';
}

/** The page after this one, which ends at `cursor`. */
export function nextPlace(place: DirectoryPlace, cursor: string): DirectoryPlace {
  return { cursors: [...place.cursors, cursor].slice(-LONGEST_TRAIL), page: place.page + 1 };
}

/** The page before this one; undefined on the first. When the trail has run out it is the first page. */
export function previousPlace(place: DirectoryPlace): DirectoryPlace | undefined {
  if (place.page <= 1) return undefined;
  const cursors = place.cursors.slice(0, -1);
  return cursors.length === 0 ? { cursors: [], page: 1 } : { cursors, page: place.page - 1 };
}

/** How many filters are on, the text not counted. */
export function filterCount(query: DirectoryQuery): number {
  const lists = Object.values(LISTS).reduce((sum, list) => sum + query[list].length, 0);
  return lists + (query.direction ? 1 : 0) + (query.withoutPartner ? 1 : 0);
}

/** Every filter that is on, each with the query that is left without it. */
export function activeFilters(query: DirectoryQuery): { name: string; value: string; without: DirectoryQuery }[] {
  const lists = Object.entries(LISTS).flatMap(([name, list]) =>
    query[list].map((value) => ({ name, value, without: { ...query, [list]: query[list].filter((other) => other !== value) } })),
  );
  return [
    ...lists,
    ...(query.direction ? [{ name: 'direction', value: query.direction, without: { ...query, direction: undefined } }] : []),
    ...(query.withoutPartner ? [{ name: 'without-partner', value: '1', without: { ...query, withoutPartner: false } }] : []),
  ];
}

/** The variables of the directory's document. */
export function directoryVariables(query: DirectoryQuery, place: DirectoryPlace) {
  const { text, sort, withoutPartner, direction, countries, fields, issues, kinds, languages } = query;
  return {
    query: text || undefined,
    sort,
    first: PAGE_SIZE,
    after: place.cursors.at(-1),
    filter: { countries, fields, issues, direction, kinds, languages, withoutPartner: withoutPartner || undefined },
  };
}

type Sort = 'relevance' | 'name' | 'newest';

/**
 * The orders to choose from, and what each is called. Without words nothing matches better than another: then the usual order is the one by
 * name, is called so, and becomes that of the best match again with the first word.
 */
export function sortsOf({ text, sort }: Pick<DirectoryQuery, 'text' | 'sort'>): { value: Sort; label: Sort; chosen: boolean }[] {
  const orders: Sort[] = text ? ['relevance', 'name', 'newest'] : ['relevance', 'newest'];
  const current = !text && sort === 'NAME' ? 'relevance' : sort.toLowerCase();
  return orders.map((value) => ({ value, label: text || value !== 'relevance' ? value : 'name', chosen: value === current }));
}
