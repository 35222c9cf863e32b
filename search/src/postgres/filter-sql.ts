import { simplify, type Filter, type SetAttribute } from '../filter.ts';
import { tagCode, TAG_PREFIX } from './tags.ts';

/** Collects the values of a statement and hands out their placeholders. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** PostgreSQL refuses the character NUL in any text; no stored value holds it either. */
const storable = (values: readonly string[]): string[] => values.filter((value) => !value.includes('\0'));

function setCondition(attribute: SetAttribute, values: readonly string[], parameters: Parameters): string {
  if (attribute === 'organisationId') {
    return `organisation_id = any(${parameters.add(
      values.filter((value) => UUID.test(value)),
      'uuid[]',
    )})`;
  }
  if (attribute === 'face' || attribute === 'audience') return `${attribute} = any(${parameters.add(storable(values), 'text[]')})`;
  return `tags && ${parameters.add(
    values.map((value) => tagCode(TAG_PREFIX[attribute] + value)),
    'integer[]',
  )}`;
}

function compile(filter: Filter, parameters: Parameters): string {
  if ('in' in filter) return setCondition(filter.in.attribute, filter.in.values, parameters);
  if ('eq' in filter) {
    const column = filter.eq.attribute === 'verified' ? 'verified' : 'without_partner';
    return filter.eq.value ? column : `not ${column}`;
  }
  if ('not' in filter) return `not (${compile(filter.not, parameters)})`;
  const [parts, operator] = 'and' in filter ? [filter.and, ' and '] : [filter.or, ' or '];
  return `(${parts.map((part) => compile(part, parameters)).join(operator)})`;
}

/** A filter as a condition on `search.face`; constants come out as `true` and `false`. No column can be null, so `not` is exact. */
export function filterSql(filter: Filter, parameters: Parameters): string {
  const simple = simplify(filter);
  return typeof simple === 'boolean' ? String(simple) : compile(simple, parameters);
}

/** Whether a filter asks only what `search.face_total` knows: face, audience and flags. */
export function isAboutTotals(filter: Filter): boolean {
  if ('eq' in filter) return true;
  if ('in' in filter) return filter.in.attribute === 'face' || filter.in.attribute === 'audience';
  if ('not' in filter) return isAboutTotals(filter.not);
  return ('and' in filter ? filter.and : filter.or).every(isAboutTotals);
}
