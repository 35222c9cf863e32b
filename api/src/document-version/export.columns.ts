/** What a table needs and has, in the same unit. */
export interface TableRoom {
  /** How wide the longest word of each column is, in a type of size 1. */
  readonly longest: readonly number[];
  /** Characters of the longest cell of each column. */
  readonly lengths: readonly number[];
  /** Of the whole table. */
  readonly width: number;
  /** Sizes of type that may be taken, the best first. */
  readonly sizes: readonly number[];
}

/** Left and right of a cell's words, with a little air. */
export const CELL_PADDING = 9;
/** Of letters of a cell that count for its column's width; more of them make it longer anyway. */
const MOST_LENGTH = 160;

/**
 * The largest size of type in which no word has to be broken, and columns that are the wider the more is written in them. Where no size is
 * small enough, the widest columns give way.
 */
export function fittedColumns({ longest, lengths, width, sizes }: TableRoom): { size: number; widths: number[] } {
  const needed = (size: number): number[] => longest.map((word) => word * size + CELL_PADDING);
  const size = sizes.find((one) => sum(needed(one)) <= width) ?? Math.min(...sizes);
  const least = needed(size);
  const room = width - sum(least);
  if (room < 0) return { size, widths: shrunk(least, width) };
  const weights = lengths.map((length) => Math.sqrt(Math.max(1, Math.min(length, MOST_LENGTH))));
  return { size, widths: least.map((own, at) => own + (room * (weights[at] ?? 1)) / sum(weights)) };
}

/** What is missing is taken from the widest, and never so much that they become narrower than others. */
function shrunk(least: readonly number[], width: number): number[] {
  const ascending = [...least].sort((one, other) => one - other);
  let left = width;
  for (const [place, own] of ascending.entries()) {
    const share = left / (ascending.length - place);
    if (own > share) return least.map((one) => Math.min(one, share));
    left -= own;
  }
  return [...least];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
