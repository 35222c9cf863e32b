import { HopefulPairs } from './hopeful-pairs.ts';
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
 * shortest alternating paths from all unmatched rows at once, lowers λ until the nearest unmatched columns are reached, and then matches along the disjoint
 * ones among the paths found. All unmatched rows ask λ throughout, and nobody asks less; so whenever one stops, λ is what one more place would bring: the
 * matching is the best of its size, and λ = 0 means that no further pair is worth anything. Values are small integers, so the queue
 * of the search is an array of buckets. Column prices only rise: an unmatched row sleeps until λ has come down to where one of its pairs could pay.
 *
 * Sources: H. W. Kuhn, The Hungarian method for the assignment problem (1955); J. Munkres (1957); R. Jonker and A. Volgenant, A shortest augmenting path
 * algorithm for dense and sparse linear assignment problems (1987); J. Hopcroft and R. Karp (1973) for disjoint paths in phases; R. Dial (1969) for the buckets.
 */
export function assign(pairs: PairsByRow, places: number, onPhase: OnPhase = () => undefined): Assignment {
  return new Hungarian(pairs, places).run(onPhase);
}

class Hungarian {
  private readonly pairs: HopefulPairs;
  private readonly places: number;
  private readonly columnOf: Int32Array;
  private readonly rowOf: Int32Array;
  /** Row prices include λ until the end; that of an unmatched row is λ itself. */
  private readonly u: Int32Array;
  private readonly v: Int32Array;
  private lambda: number;
  private matched = 0;
  private free: number;

  /** Unmatched rows that a search must begin from. */
  private readonly awake: Int32Array;
  private awakeCount = 0;
  /** sleepers[λ] heads the list of unmatched rows of which no pair can pay before that λ. */
  private readonly sleepers: Int32Array;
  private readonly nextSleeper: Int32Array;

  /** Distance of a column from the unmatched rows in this phase, FAR for those not reached, and the row it was reached from. */
  private readonly distance: Int32Array;
  private readonly before: Int32Array;
  private readonly reached: Int32Array;
  private reachedCount = 0;
  /** Unmatched columns at the distance at which the search ends. */
  private readonly goals: Int32Array;
  private goalCount = 0;
  private limit = 0;
  /** How far the next search looks. Near goals are the rule; when there are none, prices have come down a little and it looks farther. */
  private horizon = 1;

  /** bucket[d] heads the list of matched columns at distance d whose rows are still to be scanned. */
  private readonly bucket: Int32Array;
  private readonly following: Int32Array;
  private readonly preceding: Int32Array;

  /** The phase in which a row last lay on a path. */
  private readonly used: Int32Array;
  private phase = 0;

  constructor(pairs: PairsByRow, places: number) {
    const { rows, columns, start, value } = pairs;
    this.places = places;
    this.columnOf = new Int32Array(rows).fill(NONE);
    this.rowOf = new Int32Array(columns).fill(NONE);
    const best = Int32Array.from({ length: rows }, (_, row) => (start[row]! < start[row + 1]! ? value[start[row]!]! : NONE));
    this.lambda = best.reduce((most, value) => Math.max(most, value), 0);
    this.free = best.reduce((count, value) => count + (value === NONE ? 0 : 1), 0);
    this.u = new Int32Array(rows).fill(this.lambda);
    this.v = new Int32Array(columns);
    this.pairs = new HopefulPairs(pairs, this.v);
    this.awake = new Int32Array(rows);
    this.sleepers = new Int32Array(this.lambda + 1).fill(NONE);
    this.nextSleeper = new Int32Array(rows);
    for (let row = 0; row < rows; row += 1) if (best[row] !== NONE) this.sleep(row, best[row]!);
    this.distance = new Int32Array(columns).fill(FAR);
    this.before = new Int32Array(columns);
    this.reached = new Int32Array(columns);
    this.goals = new Int32Array(columns);
    this.bucket = new Int32Array(this.lambda + 1).fill(NONE);
    this.following = new Int32Array(columns);
    this.preceding = new Int32Array(columns);
    this.used = new Int32Array(rows);
  }

  run(onPhase: OnPhase): Assignment {
    while (this.lambda > 0 && this.free > 0 && this.matched < this.places) {
      this.search();
      this.lower();
      if (this.lambda > 0) this.augment();
      onPhase(this.matched);
    }
    if (this.free > 0 && this.matched >= this.places) this.settlePlacePrice();
    // A place is worth something only to somebody who waits for one.
    const floor = this.free > 0 && this.matched >= this.places ? this.lambda : 0;
    const rowPrice = this.u.map((price, row) => (this.columnOf[row] === NONE ? 0 : price - floor));
    return { columnOf: this.columnOf, rowOf: this.rowOf, matched: this.matched, rowPrice, columnPrice: this.v, placePrice: floor };
  }

  /** Lowers λ to what one more place would bring: until an unmatched column is reached at no cost. */
  private settlePlacePrice(): void {
    for (let reached = false; this.lambda > 0 && !reached;) {
      this.search();
      reached = this.goalCount > 0;
      this.lower();
    }
  }

  private sleep(row: number, until: number): void {
    this.nextSleeper[row] = this.sleepers[until]!;
    this.sleepers[until] = row;
  }

  /** Finds the nearest unmatched columns within the horizon, and the distances of all columns that are nearer. */
  private search(): void {
    this.limit = Math.min(this.lambda, this.horizon);
    this.goalCount = 0;
    const before = this.awakeCount;
    this.awakeCount = 0;
    for (let at = 0; at < before; at += 1) this.begin(this.awake[at]!);
    for (let d = 0; d <= this.limit && d < this.lambda; d += 1) {
      this.wake(this.lambda - d);
      // Whatever lies exactly at the limit changes no price; only goals are taken from there.
      if (d === this.limit) break;
      for (let column = this.bucket[d]!; column !== NONE; column = this.bucket[d]!) {
        this.bucket[d] = this.following[column]!;
        if (this.bucket[d] !== NONE) this.preceding[this.bucket[d]!] = NONE;
        this.scan(this.rowOf[column]!, d + this.u[this.rowOf[column]!]!);
      }
    }
  }

  private wake(level: number): void {
    for (let row = this.sleepers[level]!; row !== NONE;) {
      const next = this.nextSleeper[row]!;
      this.begin(row);
      row = next;
    }
    this.sleepers[level] = NONE;
  }

  /** Scans an unmatched row; one that has nothing to pay within this search sleeps on. */
  private begin(row: number): void {
    const slack = this.scan(row, this.lambda);
    if (slack > this.limit && slack < this.lambda) this.sleep(row, this.lambda - slack);
    else if (slack <= this.limit) this.awake[this.awakeCount++] = row;
  }

  /** Looks along all pairs of a row that lead no farther than the limit. `base` is the row's distance and price. Answers how far the nearest column is at least. */
  private scan(row: number, base: number): number {
    const { start, column: columns, value, hope } = this.pairs;
    const { v, distance, rowOf } = this;
    const first = start[row]!;
    const end = start[row + 1]!;
    let nearest = FAR;
    let at = first;
    for (; at < end; at += 1) {
      const least = base - hope[at]!;
      if (least > this.limit) {
        if (least < nearest) nearest = least;
        break;
      }
      const column = columns[at]!;
      const reach = base - value[at]! + v[column]!;
      if (reach < nearest) nearest = reach;
      if (reach > this.limit || reach >= distance[column]!) continue;
      if (rowOf[column] === NONE) this.meetGoal(column, row, reach);
      else if (reach < this.limit) this.enqueue(column, row, reach);
    }
    this.pairs.looked(row, at - first);
    return nearest;
  }

  private meetGoal(column: number, row: number, reach: number): void {
    if (reach >= this.lambda) return;
    if (reach < this.limit) {
      this.limit = reach;
      for (let at = 0; at < this.goalCount; at += 1) this.distance[this.goals[at]!] = FAR;
      this.goalCount = 0;
    }
    this.distance[column] = reach;
    this.before[column] = row;
    this.goals[this.goalCount++] = column;
  }

  private enqueue(column: number, row: number, reach: number): void {
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
    this.before[column] = row;
    preceding[column] = NONE;
    following[column] = head;
    if (head !== NONE) preceding[head] = column;
    bucket[reach] = column;
  }

  /** Unmatched rows ask less by the distance found; what lies between them and the nearest unmatched column follows, so that all chosen pairs stay tight. */
  private lower(): void {
    const { u, v, distance, rowOf, bucket, reached, limit } = this;
    for (let at = 0; at < this.reachedCount; at += 1) {
      const column = reached[at]!;
      const change = limit - distance[column]!;
      bucket[distance[column]!] = NONE;
      distance[column] = FAR;
      if (change <= 0) continue;
      v[column]! += change;
      u[rowOf[column]!]! -= change;
    }
    this.reachedCount = 0;
    for (let at = 0; at < this.goalCount; at += 1) distance[this.goals[at]!] = FAR;
    this.lambda -= limit;
    this.horizon = this.goalCount > 0 ? Math.max(1, limit) : this.horizon * 2;
  }

  /** Matches along those paths to the goals that share no row with one before. */
  private augment(): void {
    this.phase += 1;
    for (let at = 0; at < this.goalCount && this.matched < this.places; at += 1) {
      if (!this.isOpen(this.goals[at]!)) continue;
      this.flip(this.goals[at]!);
      this.matched += 1;
      this.free -= 1;
    }
    let kept = 0;
    for (let at = 0; at < this.awakeCount; at += 1) {
      if (this.columnOf[this.awake[at]!] === NONE) this.awake[kept++] = this.awake[at]!;
    }
    this.awakeCount = kept;
  }

  private isOpen(goal: number): boolean {
    for (let row = this.before[goal]!; ; row = this.before[this.columnOf[row]!]!) {
      if (this.used[row] === this.phase) return false;
      if (this.columnOf[row] === NONE) return true;
    }
  }

  private flip(goal: number): void {
    for (let column = goal; column !== NONE;) {
      const row = this.before[column]!;
      const left = this.columnOf[row]!;
      if (left === NONE) this.u[row] = this.lambda;
      this.used[row] = this.phase;
      this.columnOf[row] = column;
      this.rowOf[column] = row;
      column = left;
    }
  }
}
