import type { PairsByRow } from './pairs-by-row.ts';

const NONE = -1;
const FAR = 0x7fffffff;

/** Everybody of both sides with a partner, worth most, and prices that prove it: value ≤ row + column for every pair, with equality for the chosen ones. They may be below 0. */
export interface FullMatching {
  readonly columnOf: Int32Array;
  readonly rowPrice: Int32Array;
  readonly columnPrice: Int32Array;
}

/**
 * The best matching in which no row stays alone, on integer values: shortest augmenting paths, one row after the other. It goes on where the last one ended: pairs may be
 * added between two calls, which only concerns rows that a new pair pays more.
 *
 * Source: R. Jonker and A. Volgenant, A shortest augmenting path algorithm for dense and sparse linear assignment problems (1987); R. Dial (1969) for the buckets.
 */
export class Everybody {
  private readonly columnOf: Int32Array;
  private readonly rowOf: Int32Array;
  private readonly u: Int32Array;
  private readonly v: Int32Array;
  /** Distance of a column in this search, FAR if not reached, and the row it was reached from. */
  private readonly distance: Int32Array;
  private readonly before: Int32Array;
  private readonly reached: Int32Array;
  private reachedCount = 0;
  /** The nearest free column found, and the last bucket that holds something. */
  private goal = NONE;
  private farthest = 0;
  /** bucket[d]: matched columns that were reached at distance d; some nearer by now. */
  private readonly buckets: number[][] = [];

  constructor(rows: number, columns: number) {
    this.columnOf = new Int32Array(rows).fill(NONE);
    this.rowOf = new Int32Array(columns).fill(NONE);
    this.u = new Int32Array(rows);
    this.v = new Int32Array(columns);
    this.distance = new Int32Array(columns).fill(FAR);
    this.before = new Int32Array(columns);
    this.reached = new Int32Array(columns);
  }

  /** Null when somebody must stay alone. */
  match(pairs: PairsByRow): FullMatching | null {
    this.takeTight(pairs);
    for (let row = 0; row < pairs.rows; row += 1) if (this.columnOf[row] === NONE && !this.augment(pairs, row)) return null;
    return { columnOf: this.columnOf, rowPrice: this.u, columnPrice: this.v };
  }

  /** Every row asks what its best pair leaves it; whose own pair is not that any more stands alone again, and takes a free column if that is among the best. */
  private takeTight({ rows, start, column, value }: PairsByRow): void {
    const { columnOf, rowOf, u, v } = this;
    for (let row = 0; row < rows; row += 1) {
      let best = -FAR;
      let free = NONE;
      let own = -FAR;
      for (let at = start[row]!; at < start[row + 1]!; at += 1) {
        const left = value[at]! - v[column[at]!]!;
        if (column[at] === columnOf[row]) own = left;
        if (left > best) {
          best = left;
          free = NONE;
        }
        if (left === best && free === NONE && rowOf[column[at]!] === NONE) free = column[at]!;
      }
      u[row] = best;
      if (columnOf[row] !== NONE) {
        if (own === best) continue;
        rowOf[columnOf[row]!] = NONE;
        columnOf[row] = NONE;
      }
      if (free === NONE) continue;
      columnOf[row] = free;
      rowOf[free] = row;
    }
  }

  /** Finds the nearest free column of a row, lets everybody on the way ask accordingly, and matches along the path. Answers whether there is one. */
  private augment(pairs: PairsByRow, root: number): boolean {
    const { distance, reached } = this;
    const end = this.search(pairs, root);
    if (this.goal !== NONE) {
      this.reprice(root, end);
      this.flip(this.goal);
    }
    for (let at = 0; at < this.reachedCount; at += 1) distance[reached[at]!] = FAR;
    this.reachedCount = 0;
    return this.goal !== NONE;
  }

  /** Answers how far the nearest free column is. */
  private search(pairs: PairsByRow, root: number): number {
    const { distance, buckets, rowOf } = this;
    this.goal = NONE;
    this.farthest = 0;
    let end = this.scan(pairs, root, 0, FAR);
    for (let d = 0; d <= this.farthest && d < end; d += 1) {
      const bucket = buckets[d];
      if (!bucket) continue;
      for (let column = bucket.pop(); column !== undefined && d < end; column = bucket.pop()) {
        if (distance[column] === d) end = this.scan(pairs, rowOf[column]!, d, end);
      }
    }
    for (let d = 0; d <= this.farthest; d += 1) if (buckets[d]) buckets[d]!.length = 0;
    return end;
  }

  /** Looks along a row's pairs that lead nearer than `end`; answers the new end. */
  private scan({ start, column: columns, value }: PairsByRow, row: number, so: number, end: number): number {
    const { distance, before, rowOf, v, buckets, reached } = this;
    const base = so + this.u[row]!;
    for (let at = start[row]!; at < start[row + 1]!; at += 1) {
      const column = columns[at]!;
      const reach = base + v[column]! - value[at]!;
      if (reach >= end || reach >= distance[column]!) continue;
      if (distance[column] === FAR) reached[this.reachedCount++] = column;
      distance[column] = reach;
      before[column] = row;
      if (rowOf[column] === NONE) {
        end = reach;
        this.goal = column;
      } else {
        (buckets[reach] ??= []).push(column);
        if (reach > this.farthest) this.farthest = reach;
      }
    }
    return end;
  }

  private reprice(root: number, end: number): void {
    const { distance, reached, rowOf, u, v } = this;
    u[root]! -= end;
    for (let at = 0; at < this.reachedCount; at += 1) {
      const column = reached[at]!;
      const change = end - distance[column]!;
      if (change <= 0) continue;
      v[column]! += change;
      u[rowOf[column]!]! -= change;
    }
  }

  private flip(goal: number): void {
    for (let column = goal; column !== NONE;) {
      const row = this.before[column]!;
      const left = this.columnOf[row]!;
      this.columnOf[row] = column;
      this.rowOf[column] = row;
      column = left;
    }
  }
}
