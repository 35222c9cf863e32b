/** Pairs grouped by left organisation, worth most first (compressed sparse rows). */
export interface PairsByRow {
  readonly rows: number;
  readonly columns: number;
  /** Pairs of row l lie at start[l] … start[l + 1] − 1. */
  readonly start: Int32Array;
  readonly column: Int32Array;
  /** Worth in tenths: score and bonuses. */
  readonly value: Int32Array;
}

/**
 * Groups pairs by row and sorts each row by falling value, equal ones in the order given. Two counting sorts: linear in pairs, rows and the largest value.
 */
export function groupByRow(rows: number, columns: number, left: Int32Array, right: Int32Array, value: Int32Array): PairsByRow {
  const byValue = orderByFallingValue(value);
  const start = new Int32Array(rows + 1);
  for (const row of left) start[row + 1]! += 1;
  for (let row = 0; row < rows; row += 1) start[row + 1]! += start[row]!;
  const next = start.slice(0, rows);
  const column = new Int32Array(left.length);
  const sorted = new Int32Array(left.length);
  for (const pair of byValue) {
    const place = next[left[pair]!]!++;
    column[place] = right[pair]!;
    sorted[place] = value[pair]!;
  }
  return { rows, columns, start, column, value: sorted };
}

function orderByFallingValue(value: Int32Array): Int32Array {
  let largest = 0;
  for (const one of value) if (one > largest) largest = one;
  const place = new Int32Array(largest + 2);
  for (const one of value) place[largest - one + 1]! += 1;
  for (let at = 0; at < largest; at += 1) place[at + 1]! += place[at]!;
  const order = new Int32Array(value.length);
  for (let pair = 0; pair < value.length; pair += 1) order[place[largest - value[pair]!]!++] = pair;
  return order;
}
