/** What a filter can ask of a document. List attributes match when the lists share a value. */
export const SET_ATTRIBUTES = [
  'organisationId',
  'face',
  'audience',
  'country',
  'kind',
  'fields',
  'issues',
  'needs',
  'offers',
  'directions',
  'languages',
] as const;
export const FLAG_ATTRIBUTES = ['verified', 'withoutPartner'] as const;

export type SetAttribute = (typeof SET_ATTRIBUTES)[number];
export type FlagAttribute = (typeof FLAG_ATTRIBUTES)[number];

/**
 * A condition as a small tree that each adapter compiles to its own language. Only ids, codes and flags are compared, never text:
 * no engine folds letters in its filters. An empty `in` or `or` is false, an empty `and` true.
 */
export type Filter =
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter }
  | { readonly in: { readonly attribute: SetAttribute; readonly values: readonly string[] } }
  | { readonly eq: { readonly attribute: FlagAttribute; readonly value: boolean } };

export const and = (...filters: readonly Filter[]): Filter => ({ and: filters });
export const or = (...filters: readonly Filter[]): Filter => ({ or: filters });
export const not = (filter: Filter): Filter => ({ not: filter });
export const isIn = (attribute: SetAttribute, values: readonly string[]): Filter => ({ in: { attribute, values } });
export const is = (attribute: FlagAttribute, value: boolean): Filter => ({ eq: { attribute, value } });

/** A filter without constants inside, or the constant it comes to. */
export type SimplifiedFilter = Filter | boolean;

/**
 * Folds constants away, so that an adapter never has to express one. This is what keeps an empty list false: Meilisearch drops a
 * nested empty list from a filter and then answers everything, and in SQL an empty AND group vanishes just as silently.
 */
export function simplify(filter: Filter): SimplifiedFilter {
  if ('in' in filter) return filter.in.values.length === 0 ? false : filter;
  if ('eq' in filter) return filter;
  if ('not' in filter) {
    const inner = simplify(filter.not);
    return typeof inner === 'boolean' ? !inner : { not: inner };
  }
  if ('and' in filter) return simplifyGroup(filter.and, false, (filters) => ({ and: filters }));
  return simplifyGroup(filter.or, true, (filters) => ({ or: filters }));
}

function simplifyGroup(filters: readonly Filter[], decisive: boolean, make: (filters: Filter[]) => Filter): SimplifiedFilter {
  const kept: Filter[] = [];
  for (const filter of filters) {
    const simple = simplify(filter);
    if (simple === decisive) return decisive;
    if (typeof simple !== 'boolean') kept.push(simple);
  }
  if (kept.length === 0) return !decisive;
  return kept.length === 1 ? (kept[0] as Filter) : make(kept);
}

/** Every organisation id that the filter mentions. */
export function mentionedOrganisations(filter: Filter): string[] {
  return [...new Set([...admitted(filter, 'organisationId'), ...admitted({ not: filter }, 'organisationId')])];
}

/** The values of an attribute that let something through: those under a `not` keep out. */
export function admitted(filter: Filter, attribute: SetAttribute, isDenied = false): string[] {
  if ('in' in filter) return filter.in.attribute === attribute && !isDenied ? [...filter.in.values] : [];
  if ('eq' in filter) return [];
  if ('not' in filter) return admitted(filter.not, attribute, !isDenied);
  return [...new Set(('and' in filter ? filter.and : filter.or).flatMap((part) => admitted(part, attribute, isDenied)))];
}

/** The same filter as seen by an organisation that it does not mention by id. */
export function withoutOrganisations(filter: Filter): Filter {
  if ('in' in filter) return filter.in.attribute === 'organisationId' ? or() : filter;
  if ('eq' in filter) return filter;
  if ('not' in filter) return not(withoutOrganisations(filter.not));
  return 'and' in filter ? { and: filter.and.map(withoutOrganisations) } : { or: filter.or.map(withoutOrganisations) };
}
