import { type Column, MAX_CENTS, type Money, SCORE_MAX, SCORE_MIN } from './capacity-model-columns.ts';

/** What a cell holds once it is read; see {@link Column} for which type goes where. */
export type CellValue = string | number | Money | null;

const ID = /^[0-9A-Za-z-]{1,64}$/;

/** An id of an organisation, a person or a row. */
export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

/**
 * Why a value does not fit a column, as a short English phrase, or null when it fits. Null fits every column.
 * Only the value itself is checked: whether an organisation or a row of that id exists is the caller's to know.
 */
export function cellProblem(column: Column, value: unknown): string | null {
  if (value === null) return null;
  switch (column.type) {
    case 'text':
      if (typeof value !== 'string') return 'is not a text';
      return value.length > column.maxLength ? `is longer than ${column.maxLength} characters` : null;
    case 'score':
      return isWhole(value, SCORE_MIN, SCORE_MAX) ? null : `is not a whole number from ${SCORE_MIN} to ${SCORE_MAX}`;
    case 'date':
      return typeof value === 'string' && isDate(value) ? null : 'is not a date (YYYY-MM-DD)';
    case 'money':
      return isMoney(value) ? null : 'is not an amount in whole cents of EUR or TRY';
    case 'status':
    case 'choice':
      return column.choices.some((choice) => choice.id === value) ? null : 'is not one of the choices';
    case 'organisation':
    case 'row':
      return isId(value) ? null : 'is not an id';
  }
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  // Days that do not exist roll over (31 February becomes 3 March), so the text must survive the round trip.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function isMoney(value: unknown): value is Money {
  if (typeof value !== 'object' || value === null || !('cents' in value) || !('currency' in value)) return false;
  return Object.keys(value).length === 2 && isWhole(value.cents, 0, MAX_CENTS) && (value.currency === 'EUR' || value.currency === 'TRY');
}
