/**
 * Order keys between rows: fractions written in base 62, compared as plain strings, after D. Greenspan, "Implementing Fractional Indexing"
 * (Observable, 2020). A key is a fraction's digits without the "0."; it never ends in the lowest digit, so there is always room below it.
 *
 * Every new key ends in random digits: two people who insert at the same place at the same time get different keys, so the next row
 * can still be put between theirs.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
const RANDOM_DIGITS = 5;
const ORDER = /^[0-9A-Za-z]{1,500}$/;

export const isOrder = (value: unknown): value is string => typeof value === 'string' && ORDER.test(value);

/** A key that sorts after `after` and before `before`; null means the end on that side. Keys that are not in order are treated as no bound. */
export function orderBetween(after: string | null, before: string | null): string {
  const low = after ?? '';
  const high = before !== null && before > low ? before : null;
  return midpoint(low, high) + randomDigits();
}

/** The shortest fraction strictly between `low` ('' is 0) and `high` (null is 1). */
function midpoint(low: string, high: string | null): string {
  if (high !== null) {
    const shared = sharedPrefix(low, high);
    if (shared > 0) return high.slice(0, shared) + midpoint(low.slice(shared), high.slice(shared));
  }
  const lowDigit = low ? Math.max(0, DIGITS.indexOf(low.charAt(0))) : 0;
  const highDigit = high !== null ? DIGITS.indexOf(high.charAt(0)) : BASE;
  if (highDigit - lowDigit > 1) return DIGITS.charAt(Math.floor((lowDigit + highDigit) / 2));
  // Neighbouring digits: keep the lower one and look for room behind it, where nothing bounds it from above.
  return DIGITS.charAt(lowDigit) + midpoint(low.slice(1), null);
}

/** How many digits both begin with; `low` counts as followed by endless zeros. */
function sharedPrefix(low: string, high: string): number {
  let length = 0;
  while (length < high.length && (low.charAt(length) || DIGITS.charAt(0)) === high.charAt(length)) length += 1;
  return length;
}

function randomDigits(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_DIGITS));
  const digits = Array.from(bytes, (byte) => DIGITS.charAt(byte % BASE)).join('');
  // Ends above the lowest digit, as every key must.
  return digits.slice(0, -1) + DIGITS.charAt(1 + ((bytes[RANDOM_DIGITS - 1] ?? 0) % (BASE - 1)));
}
