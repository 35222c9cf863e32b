import { assign, type Assignment } from './assignment.ts';
import { groupByRow, type PairsByRow } from './pairs-by-row.ts';

/** A whole table of scores, row by row. */
export interface ScoreTable {
  readonly rows: number;
  readonly columns: number;
  /** Tenths by column, valid until the next call; 0 for a pair that may not be. */
  row(index: number): Uint16Array;
}

export interface DenseAssignment extends Assignment {
  /** Pairs of the last turn: a small part of the table decided, the rest was only held against the prices. */
  readonly candidates: number;
  readonly turns: number;
}

/** The best candidates kept for each row and column, by score and by what lies above the averages. */
const KEPT = 20;
/** Pairs that pay more than they are asked, added per row and turn. */
const ADDED = 12;

/**
 * The best matching of a whole table without looking at all of it each time: it is solved on few candidates, and its prices are then held against every pair of the table. Pairs worth more
 * than they are asked are added and it is solved again, until there is none: then the prices prove the matching best in the whole table.
 *
 * Candidates are the best of each row and of each column (best of rows alone leaves out everybody whom no row names first), once by score and once by
 * score less the column's (row's) average: where all want the same few, it is the second list that says who fits whom among the others.
 */
export function assignTable(table: ScoreTable, places: number): DenseAssignment {
  const chosen = new Candidates(table);
  chosen.gather();
  for (let turns = 1; ; turns += 1) {
    const pairs = chosen.pairs();
    const found = assign(pairs, places);
    if (addPayingMore(table, chosen, found) === 0) return { ...found, candidates: pairs.column.length, turns };
  }
}

/** Adds pairs that the prices do not cover, the best paying of each row; answers how many. */
function addPayingMore(table: ScoreTable, chosen: Candidates, { rowPrice, columnPrice, placePrice }: Assignment): number {
  let added = 0;
  for (let row = 0; row < table.rows; row += 1) {
    const scores = table.row(row);
    const asked = rowPrice[row]! + placePrice;
    let paying: { column: number; gain: number; score: number }[] | undefined;
    for (let column = 0; column < scores.length; column += 1) {
      const gain = scores[column]! - columnPrice[column]! - asked;
      if (gain > 0) (paying ??= []).push({ column, gain, score: scores[column]! });
    }
    if (!paying) continue;
    paying.sort((a, b) => b.gain - a.gain);
    for (const { column, score } of paying.slice(0, ADDED)) chosen.add(row, column, score);
    added += paying.length;
  }
  return added;
}

/** True when no pair of the whole table is worth more than the prices ask. Shares nothing with the search. */
export function coversTable(
  table: ScoreTable,
  { rowPrice, columnPrice, placePrice }: Pick<Assignment, 'rowPrice' | 'columnPrice' | 'placePrice'>,
): boolean {
  for (let row = 0; row < table.rows; row += 1) {
    const scores = table.row(row);
    const asked = rowPrice[row]! + placePrice;
    let dearest = 0;
    for (let column = 0; column < scores.length; column += 1) dearest = Math.max(dearest, scores[column]! - columnPrice[column]!);
    if (dearest > asked) return false;
  }
  return rowPrice.every((price) => price >= 0) && columnPrice.every((price) => price >= 0) && placePrice >= 0;
}

/** The candidates so far: lists of the best per row and column, and what was added. */
class Candidates {
  private readonly table: ScoreTable;
  private readonly known = new Set<number>();
  private readonly left: number[] = [];
  private readonly right: number[] = [];
  private readonly score: number[] = [];

  constructor(table: ScoreTable) {
    this.table = table;
  }

  add(row: number, column: number, score: number): void {
    const key = row * this.table.columns + column;
    if (score === 0 || this.known.has(key)) return;
    this.known.add(key);
    this.left.push(row);
    this.right.push(column);
    this.score.push(score);
  }

  pairs(): PairsByRow {
    const { rows, columns } = this.table;
    return groupByRow(rows, columns, Int32Array.from(this.left), Int32Array.from(this.right), Int32Array.from(this.score));
  }

  gather(): void {
    const { rows, columns } = this.table;
    const { rowAverage, columnAverage } = this.averages();
    const best = { byRow: new Best(1), aboveByRow: new Best(1), byColumn: new Best(columns), aboveByColumn: new Best(columns) };
    for (let row = 0; row < rows; row += 1) {
      const scores = this.table.row(row);
      const average = rowAverage[row]!;
      best.byRow.clear();
      best.aboveByRow.clear();
      // Beginning elsewhere in each row, equal scores name different columns.
      const first = Math.floor((row * columns) / rows);
      for (let step = 0; step < columns; step += 1) {
        const column = first + step < columns ? first + step : first + step - columns;
        const score = scores[column]!;
        if (score > best.byRow.least[0]!) best.byRow.offer(0, column, score);
        if (score > best.byColumn.least[column]!) best.byColumn.offer(column, row, score);
        const aboveRow = score - columnAverage[column]!;
        if (aboveRow > best.aboveByRow.least[0]!) best.aboveByRow.offer(0, column, aboveRow);
        const aboveColumn = score - average;
        if (aboveColumn > best.aboveByColumn.least[column]!) best.aboveByColumn.offer(column, row, aboveColumn);
      }
      for (const list of [best.byRow, best.aboveByRow]) for (const column of list.of(0)) this.add(row, column, scores[column]!);
    }
    this.addByColumn([best.byColumn, best.aboveByColumn]);
  }

  private addByColumn(lists: readonly Best[]): void {
    const wanted: number[][] = Array.from({ length: this.table.rows }, () => []);
    for (let column = 0; column < this.table.columns; column += 1)
      for (const list of lists) for (const row of list.of(column)) wanted[row]!.push(column);
    wanted.forEach((columns, row) => {
      if (columns.length === 0) return;
      const scores = this.table.row(row);
      for (const column of columns) this.add(row, column, scores[column]!);
    });
  }

  private averages(): { rowAverage: Int32Array; columnAverage: Int32Array } {
    const { rows, columns } = this.table;
    const rowAverage = new Int32Array(rows);
    const sums = new Float64Array(columns);
    for (let row = 0; row < rows; row += 1) {
      const scores = this.table.row(row);
      let sum = 0;
      for (let column = 0; column < columns; column += 1) {
        sum += scores[column]!;
        sums[column]! += scores[column]!;
      }
      rowAverage[row] = Math.round(sum / columns);
    }
    return { rowAverage, columnAverage: Int32Array.from(sums, (sum) => Math.round(sum / rows)) };
  }
}

/** For each of some owners the KEPT things that were offered with most; the first come stay among equals. */
class Best {
  /** What an offer must exceed, by owner. */
  readonly least: Int32Array;
  private readonly count: Uint8Array;
  private readonly thing: Int32Array;
  private readonly worth: Int32Array;

  constructor(owners: number) {
    this.least = new Int32Array(owners).fill(-0x80000000);
    this.count = new Uint8Array(owners);
    this.thing = new Int32Array(owners * KEPT);
    this.worth = new Int32Array(owners * KEPT);
  }

  clear(): void {
    this.least.fill(-0x80000000);
    this.count.fill(0);
  }

  of(owner: number): Int32Array {
    return this.thing.subarray(owner * KEPT, owner * KEPT + this.count[owner]!);
  }

  /** Keeps a list by falling worth; the caller has looked at `least`. */
  offer(owner: number, thing: number, worth: number): void {
    const first = owner * KEPT;
    const count = this.count[owner]!;
    let place = first + Math.min(count, KEPT - 1);
    for (; place > first && this.worth[place - 1]! < worth; place -= 1) {
      this.worth[place] = this.worth[place - 1]!;
      this.thing[place] = this.thing[place - 1]!;
    }
    this.worth[place] = worth;
    this.thing[place] = thing;
    if (count < KEPT) this.count[owner] = count + 1;
    if (count >= KEPT - 1) this.least[owner] = this.worth[first + KEPT - 1]!;
  }
}
