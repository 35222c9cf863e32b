import type { PairsByRow } from './pairs-by-row.ts';

const NONE = -1;
/** Without a positive round trip labels stand still long before; a choice that is not proven best may hold one. */
const MOST_SWEEPS = 200;

/** What it is worth to hand a candidate over to somebody without a partner, by column: the best chain of exchanges that begins with its partner, and where that ends. */
export interface HandOvers {
  /** What the chain brings, less what the candidate has now; 0 for one that is free. */
  readonly worth: Float64Array;
  /** The row that the chain leaves without a partner, −1 where it ends at a column that had none. */
  readonly leaves: Int32Array;
  /** The column without a partner that the chain takes in, −1 where it ends at a row. */
  readonly enters: Int32Array;
}

/**
 * Whoever loses a candidate stays alone or takes another one from somebody, and so on. Everybody between the ends of a chain keeps a partner, so only its ends count for limits.
 * The chains are longest paths, found by label correcting (Bellman and Ford).
 */
export function handOvers(pairs: PairsByRow, columnOf: Int32Array): HandOvers {
  const worth = new Float64Array(pairs.columns);
  const leaves = new Int32Array(pairs.columns).fill(NONE);
  const enters = Int32Array.from({ length: pairs.columns }, (_, column) => column);
  const now = Int32Array.from(columnOf, (column, row) => valueOf(pairs, row, column));
  columnOf.forEach((column, row) => {
    if (now[row] === NONE) return;
    worth[column] = -now[row]!;
    leaves[column] = row;
    enters[column] = NONE;
  });
  const improve = (row: number): boolean => {
    const own = columnOf[row]!;
    let isBetter = false;
    for (let at = pairs.start[row]!; at < pairs.start[row + 1]!; at += 1) {
      const other = pairs.column[at]!;
      const chain = pairs.value[at]! + worth[other]! - now[row]!;
      if (other === own || chain <= worth[own]!) continue;
      worth[own] = chain;
      leaves[own] = leaves[other]!;
      enters[own] = enters[other]!;
      isBetter = true;
    }
    return isBetter;
  };
  let isMoving = true;
  for (let sweep = 0; isMoving && sweep < MOST_SWEEPS; sweep += 1) {
    isMoving = false;
    for (let row = 0; row < pairs.rows; row += 1) if (now[row] !== NONE && improve(row)) isMoving = true;
  }
  return { worth, leaves, enters };
}

/** What the pair of a row is worth; −1 where it has none that could be exchanged. */
function valueOf(pairs: PairsByRow, row: number, column: number): number {
  if (column === NONE) return NONE;
  const at = pairs.column.subarray(pairs.start[row]!, pairs.start[row + 1]!).indexOf(column);
  return at === NONE ? NONE : pairs.value[pairs.start[row]! + at]!;
}
