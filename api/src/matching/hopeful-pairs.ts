import type { PairsByRow } from './pairs-by-row.ts';

/** Up to this many, moving each pair to its place is faster than calling the sort of the runtime. */
const FEW = 96;
/** A row is put in order again after its pairs have been looked at this many times each. */
const LOOKS = 6;
const PLACES = 2 ** 22;

/**
 * The pairs of each row, those first that may be worth most beyond their column's price. `hope` is value − price as it was when the row was last put in order. Prices only rise,
 * so nothing behind a pair is worth more than its hope: a scan ends there. Putting rows in order again now and then keeps scans short when columns have become dear.
 */
export class HopefulPairs {
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Int32Array;
  readonly hope: Int32Array;
  private readonly price: Int32Array;
  private readonly looks: Int32Array;

  constructor(pairs: PairsByRow, price: Int32Array) {
    this.start = pairs.start;
    this.column = pairs.column.slice();
    this.value = pairs.value.slice();
    this.hope = pairs.value.slice();
    this.price = price;
    this.looks = new Int32Array(pairs.rows);
  }

  /** Tells how many pairs of a row were looked at. */
  looked(row: number, count: number): void {
    this.looks[row]! += count;
    const length = this.start[row + 1]! - this.start[row]!;
    if (this.looks[row]! < LOOKS * length) return;
    this.looks[row] = 0;
    const { column, value, hope, price } = this;
    for (let at = this.start[row]!, end = this.start[row + 1]!; at < end; at += 1) hope[at] = value[at]! - price[column[at]!]!;
    if (length <= FEW) this.insert(row);
    else this.sort(row);
  }

  private insert(row: number): void {
    const { column, value, hope } = this;
    const first = this.start[row]!;
    for (let at = first + 1, end = this.start[row + 1]!; at < end; at += 1) {
      const [h, c, w] = [hope[at]!, column[at]!, value[at]!];
      let place = at;
      for (; place > first && hope[place - 1]! < h; place -= 1) {
        hope[place] = hope[place - 1]!;
        column[place] = column[place - 1]!;
        value[place] = value[place - 1]!;
      }
      hope[place] = h;
      column[place] = c;
      value[place] = w;
    }
  }

  /** Sorts by one number that holds hope and place. */
  private sort(row: number): void {
    const [first, end] = [this.start[row]!, this.start[row + 1]!];
    const keys = Float64Array.from({ length: end - first }, (_, at) => -this.hope[first + at]! * PLACES + at).sort();
    const [column, value, hope] = [this.column.slice(first, end), this.value.slice(first, end), this.hope.slice(first, end)];
    keys.forEach((key, at) => {
      const from = ((key % PLACES) + PLACES) % PLACES;
      this.column[first + at] = column[from]!;
      this.value[first + at] = value[from]!;
      this.hope[first + at] = hope[from]!;
    });
  }
}
