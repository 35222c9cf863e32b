import type { PairsByRow } from './pairs-by-row.ts';

/** A matching that is worth most among those of at most `places` pairs, with the prices that prove it. */
export interface Assignment {
  /** The column of each row, −1 for none. */
  readonly columnOf: Int32Array;
  readonly rowOf: Int32Array;
  readonly matched: number;
  /** ≥ 0; for every pair value ≤ rowPrice + columnPrice + placePrice, with equality for chosen ones; 0 for whoever is unmatched. */
  readonly rowPrice: Int32Array;
  readonly columnPrice: Int32Array;
  /** ≥ 0; above 0 only when all places are taken. */
  readonly placePrice: number;
}

/** Called between phases with the pairs matched so far; throws to stop. */
export type OnPhase = (matched: number) => void;

const NONE = -1;
const FAR = 0x7fffffff;

/**
 * Maximum-weight bipartite matching of limited size, exactly, on integer values ≥ 0.
 *
 * The Hungarian method in phases. At first every row asks the same price λ (the largest value) and columns ask nothing. Each phase searches
 * shortest alternating paths from all unmatched rows at once, lowers λ until the nearest unmatched column is reached, and then matches along as many disjoint
 * paths of cost 0 as it finds. All unmatched rows ask λ throughout, and nobody asks less; so whenever one stops, λ is what one more place would bring: the
 * matching is the best of its size, and λ = 0 means that no further pair is worth anything. Values are small integers, so the queue
 * of the search is an array of buckets, and there are no more phases than values (times the rounds that equal values need).
 *
 * Sources: H. W. Kuhn, The Hungarian method for the assignment problem (1955); J. Munkres (1957); R. Jonker and A. Volgenant, A shortest augmenting path
 * algorithm for dense and sparse linear assignment problems (1987); J. Hopcroft and R. Karp (1973) for disjoint paths in phases; R. Dial (1969) for the buckets.
 */
export function assign(pairs: PairsByRow, places: number, onPhase: OnPhase = () => undefined): Assignment {
  return new Hungarian(pairs, places).run(onPhase);
}

class Hungarian {
  private readonly pairs: PairsByRow;
  private readonly places: number;
  private readonly columnOf: Int32Array;
  private readonly rowOf: Int32Array;
  /** Row prices include λ until the end. */
  private readonly u: Int32Array;
  private readonly v: Int32Array;
  private lambda: number;
  private matched = 0;

  /** Unmatched rows, in no order. */
  private readonly free: Int32Array;
  private freeCount = 0;

  /** Distance of a column from the unmatched rows in this phase; FAR for those not reached. */
  private readonly distance: Int32Array;
  private readonly reached: Int32Array;
  private reachedCount = 0;

  /** bucket[d] heads the list of matched columns at distance d whose rows are still to be scanned. */
  private readonly bucket: Int32Array;
  private readonly following: Int32Array;
  private readonly preceding: Int32Array;

  /** Columns seen by the search for disjoint paths, by phase. */
  private readonly seen: Int32Array;
  private phase = 0;
  private readonly arc: Int32Array;
  private readonly path: Int32Array;

  constructor(pairs: PairsByRow, places: number) {
    this.pairs = pairs;
    this.places = places;
    const { rows, columns, start, value } = pairs;
    this.columnOf = new Int32Array(rows).fill(NONE);
    this.rowOf = new Int32Array(columns).fill(NONE);
    this.lambda = 0;
    for (let row = 0; row < rows; row += 1) {
      if (start[row]! < start[row + 1]! && value[start[row]!]! > this.lambda) this.lambda = value[start[row]!]!;
    }
    this.u = new Int32Array(rows).fill(this.lambda);
    this.v = new Int32Array(columns);
    this.free = new Int32Array(rows);
    for (let row = 0; row < rows; row += 1) if (start[row]! < start[row + 1]!) this.free[this.freeCount++] = row;
    this.distance = new Int32Array(columns).fill(FAR);
    this.reached = new Int32Array(columns);
    this.bucket = new Int32Array(this.lambda + 1).fill(NONE);
    this.following = new Int32Array(columns);
    this.preceding = new Int32Array(columns);
    this.seen = new Int32Array(columns);
    this.arc = new Int32Array(rows);
    this.path = new Int32Array(rows + 1);
  }

  run(onPhase: OnPhase): Assignment {
    while (this.lambda > 0 && this.freeCount > 0 && this.matched < this.places) {
      this.lower(this.search());
      if (this.lambda > 0) this.augment();
      onPhase(this.matched);
    }
    // A place is worth something only to somebody who waits for one.
    const floor = this.freeCount > 0 && this.matched >= this.places ? this.lambda : 0;
    const rowPrice = this.u.map((price, row) => (this.columnOf[row] === NONE ? 0 : price - floor));
    return { columnOf: this.columnOf, rowOf: this.rowOf, matched: this.matched, rowPrice, columnPrice: this.v, placePrice: floor };
  }

  /** Distance to the nearest unmatched column, at most λ. Leaves the distances of all columns that are nearer. */
  private search(): number {
    let limit = this.lambda;
    for (let at = 0; at < this.freeCount; at += 1) limit = this.scan(this.free[at]!, 0, limit);
    for (let d = 0; d < limit; d += 1) {
      for (let column = this.bucket[d]!; column !== NONE; column = this.bucket[d]!) {
        this.bucket[d] = this.following[column]!;
        if (this.bucket[d] !== NONE) this.preceding[this.bucket[d]!] = NONE;
        limit = this.scan(this.rowOf[column]!, d, limit);
      }
    }
    return limit;
  }

  /** Looks along all pairs of a row at distance d that lead nearer than the limit, and answers the limit, nearer if an unmatched column was met. */
  private scan(row: number, d: number, limit: number): number {
    const { start, column: columns, value } = this.pairs;
    const { v, distance, rowOf } = this;
    const base = d + this.u[row]!;
    for (let at = start[row]!, end = start[row + 1]!; at < end; at += 1) {
      const worth = value[at]!;
      // Columns never ask less than nothing, and the rest of the row is worth no more.
      if (base - worth >= limit) break;
      const column = columns[at]!;
      const reach = base - worth + v[column]!;
      if (reach >= limit || reach >= distance[column]!) continue;
      if (rowOf[column] === NONE) limit = reach;
      else this.enqueue(column, reach);
    }
    return limit;
  }

  private enqueue(column: number, reach: number): void {
    const { bucket, following, preceding, distance } = this;
    const earlier = distance[column]!;
    if (earlier === FAR) this.reached[this.reachedCount++] = column;
    else {
      const [ahead, behind] = [preceding[column]!, following[column]!];
      if (ahead === NONE) bucket[earlier] = behind;
      else following[ahead] = behind;
      if (behind !== NONE) preceding[behind] = ahead;
    }
    const head = bucket[reach]!;
    distance[column] = reach;
    preceding[column] = NONE;
    following[column] = head;
    if (head !== NONE) preceding[head] = column;
    bucket[reach] = column;
  }

  /** Unmatched rows ask `by` less; what lies between them and the nearest unmatched column follows, so that all chosen pairs stay tight. */
  private lower(by: number): void {
    const { u, v, distance, rowOf, bucket, reached } = this;
    for (let at = 0; at < this.reachedCount; at += 1) {
      const column = reached[at]!;
      const change = by - distance[column]!;
      bucket[distance[column]!] = NONE;
      distance[column] = FAR;
      if (change <= 0) continue;
      v[column]! += change;
      u[rowOf[column]!]! -= change;
    }
    this.reachedCount = 0;
    for (let at = 0; at < this.freeCount; at += 1) u[this.free[at]!]! -= by;
    this.lambda -= by;
  }

  /** Matches along disjoint paths of cost 0 until none is left or all places are taken. */
  private augment(): void {
    for (let found = true; found;) {
      found = false;
      this.phase += 1;
      for (let at = this.freeCount - 1; at >= 0 && this.matched < this.places; at -= 1) {
        if (!this.matchFrom(this.free[at]!)) continue;
        found = true;
        this.matched += 1;
        this.free[at] = this.free[--this.freeCount]!;
      }
    }
  }

  /** Depth first along pairs of cost 0; each column is seen once per phase. */
  private matchFrom(first: number): boolean {
    const { start } = this.pairs;
    const { path, arc, rowOf } = this;
    let depth = 0;
    path[0] = first;
    arc[first] = start[first]!;
    while (depth >= 0) {
      const column = this.nextTight(path[depth]!);
      if (column === NONE) {
        depth -= 1;
        if (depth >= 0) arc[path[depth]!]! += 1;
      } else if (rowOf[column] === NONE) {
        this.flip(depth, column);
        return true;
      } else {
        depth += 1;
        path[depth] = rowOf[column]!;
        arc[path[depth]!] = start[path[depth]!]!;
      }
    }
    return false;
  }

  /** Moves the row's arc to its next pair of cost 0 with a column not seen in this phase, and marks that. */
  private nextTight(row: number): number {
    const { column: columns, value, start } = this.pairs;
    const price = this.u[row]!;
    for (let at = this.arc[row]!, end = start[row + 1]!; at < end && value[at]! >= price; at += 1) {
      const column = columns[at]!;
      if (this.seen[column] === this.phase || value[at] !== price + this.v[column]!) continue;
      this.seen[column] = this.phase;
      this.arc[row] = at;
      return column;
    }
    return NONE;
  }

  private flip(depth: number, last: number): void {
    for (let column = last; depth >= 0; depth -= 1) {
      const row = this.path[depth]!;
      const left = this.columnOf[row]!;
      this.columnOf[row] = column;
      this.rowOf[column] = row;
      column = left;
    }
  }
}
