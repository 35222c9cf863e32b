/** A small seeded generator, 0 ≤ x < 1: the same tables every time. Source: T. Ettinger's mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A square table of tenths, row-major. */
export interface Table {
  readonly size: number;
  readonly scores: Uint16Array;
}

type Maker = (size: number, next: () => number) => (row: number, column: number) => number;

/** How scores can lie. Real ones are correlated: many want the same few. Benches on uniform scores flatter. */
export const SHAPES: Readonly<Record<string, Maker>> = {
  uniform: (_size, next) => () => next(),
  correlated: (size, next) => {
    const liked = Array.from({ length: 2 * size }, next);
    return (row, column) => 0.4 * liked[row]! + 0.4 * liked[size + column]! + 0.2 * next();
  },
  hubs: (size, next) => (_row, column) => 0.6 * (1 - column / size) ** 3 + 0.4 * next(),
  tied: (_size, next) => () => Math.floor(next() * 5) / 5,
};

export function table(shape: string, size: number): Table {
  const scoreOf = SHAPES[shape]!(size, seeded(size));
  const scores = new Uint16Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) scores[row * size + column] = Math.round(1000 * scoreOf(row, column));
  }
  return { size, scores };
}

/** The best `most` of each row and of each column, as a linear programme would be given them. */
export function bestOfBoth({ size, scores }: Table, most: number): { left: number[]; right: number[]; score: number[] } {
  const chosen = new Set<number>();
  const keep = (cells: number[]): void =>
    cells
      .sort((a, b) => scores[b]! - scores[a]!)
      .slice(0, most)
      .forEach((cell) => chosen.add(cell));
  for (let one = 0; one < size; one += 1) {
    keep(Array.from({ length: size }, (_, other) => one * size + other));
    keep(Array.from({ length: size }, (_, other) => other * size + one));
  }
  const cells = [...chosen];
  return {
    left: cells.map((cell) => Math.floor(cell / size)),
    right: cells.map((cell) => cell % size),
    score: cells.map((cell) => scores[cell]!),
  };
}
