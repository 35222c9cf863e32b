import { simplify, type Filter, type SimplifiedFilter } from '../filter.ts';

/** Ids, codes and enum values. Anything else is no value of ours, so it matches nothing and need not be quoted for the engine. */
const VALUE = /^[\p{L}\p{N}_+.-]{1,100}$/u;

function withPossibleValues(filter: Filter): Filter {
  if ('in' in filter) return { in: { attribute: filter.in.attribute, values: filter.in.values.filter((value) => VALUE.test(value)) } };
  if ('eq' in filter) return filter;
  if ('not' in filter) return { not: withPossibleValues(filter.not) };
  return 'and' in filter ? { and: filter.and.map(withPossibleValues) } : { or: filter.or.map(withPossibleValues) };
}

function compile(filter: Filter): string {
  if ('in' in filter) return `${filter.in.attribute} IN [${filter.in.values.map((value) => `"${value}"`).join(', ')}]`;
  if ('eq' in filter) return `${filter.eq.attribute} = ${filter.eq.value}`;
  if ('not' in filter) return `NOT (${compile(filter.not)})`;
  const [parts, operator] = 'and' in filter ? [filter.and, ' AND '] : [filter.or, ' OR '];
  return `(${parts.map(compile).join(operator)})`;
}

/** A filter as Meilisearch's expression, or the constant it comes to: the engine has no expression for either constant. */
export function filterExpression(filter: Filter): string | boolean {
  const simple: SimplifiedFilter = simplify(withPossibleValues(filter));
  return typeof simple === 'boolean' ? simple : compile(simple);
}
