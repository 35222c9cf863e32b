import type { Certificate, RoundProgress } from './problem.ts';
import type { ReducedProblem } from './reduce.ts';

/** What a solver finds for a reduced problem. */
export interface Found {
  /** The column of each row, −1 for none. */
  readonly columnOf: Int32Array;
  readonly prices: Certificate;
  /** A bound on the worth of the reduced problem that branch and bound proved, in whole tenths; Infinity where only prices speak. */
  readonly searched: number;
}

export type OnProgress = (progress: RoundProgress) => void;

/** Prices are multiples of this, so that sums of them are exact. */
const GRAIN = 1 / 1024;

export const grained = (price: number): number => Math.max(0, Math.round(price / GRAIN) * GRAIN);

/** What prices prove of the reduced problem: see `Certificate`. */
export function boundOf({ places, quotas }: ReducedProblem, prices: Certificate): number {
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const limits = quotas.reduce((total, { min, max }, at) => {
    const price = prices.quotas[at]!;
    return total + (price.max === 0 ? 0 : max * price.max) - min * price.min;
  }, 0);
  return sum(prices.left) + sum(prices.right) + places * prices.places + limits;
}

/** What the quotas ask of each organisation of both sides, together; below 0 where a min invites. */
export function askedByQuotas(
  { pairs, quotas }: ReducedProblem,
  prices: Certificate['quotas'],
): { left: Float64Array; right: Float64Array } {
  const asked = { left: new Float64Array(pairs.rows), right: new Float64Array(pairs.columns) };
  quotas.forEach(({ side, member }, at) => {
    const price = prices[at]!.max - prices[at]!.min;
    if (price !== 0) for (let index = 0; index < member.length; index += 1) asked[side][index]! += price * member[index]!;
  });
  return asked;
}

/**
 * Makes prices out of a solver's approximate ones: those of columns, places and quotas are put on the grain, and each row then asks the least that
 * covers all its pairs. Whatever came in, what goes out proves its bound.
 */
export function settlePrices(reduced: ReducedProblem, right: Float64Array, places: number, quotas: Certificate['quotas']): Certificate {
  const { pairs } = reduced;
  const columns = right.map(grained);
  const place = grained(places);
  const limits = quotas.map(({ min, max }) => ({ min: grained(min), max: grained(max) }));
  const asked = askedByQuotas(reduced, limits);
  const left = new Float64Array(pairs.rows);
  for (let row = 0; row < pairs.rows; row += 1) {
    for (let at = pairs.start[row]!; at < pairs.start[row + 1]!; at += 1) {
      const column = pairs.column[at]!;
      const rest = pairs.value[at]! - columns[column]! - place - asked.left[row]! - asked.right[column]!;
      if (rest > left[row]!) left[row] = rest;
    }
  }
  const prices: Certificate = { left, right: columns, places: place, quotas: limits, bound: 0 };
  return { ...prices, bound: boundOf(reduced, prices) };
}
