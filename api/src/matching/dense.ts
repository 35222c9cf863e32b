import { assign, type Assignment } from './assignment.ts';
import { Everybody } from './everybody.ts';
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

/** The best candidates kept for each row and column, of each kind. */
const KEPT = 20;
/** Pairs added per row and turn; and by how many tenths a pair may pay too little to be added with others: its turn would come next. */
const ADDED = 12;
const NEARLY = 3;

/**
 * The best matching of a whole table without looking at all of it each time: it is solved on few candidates, and its prices are then held against every pair of the table. Pairs worth more
 * than they are asked are added and it is solved again, until there is none: then the prices prove the matching best in the whole table.
 *
 * Candidates are the best of each row and of each column (best of rows alone leaves out everybody whom no row names first), by score less the column's (row's) average: where all want the same
 * few, that says who fits whom among the others. Where somebody must stay alone, also by score itself.
 *
 * Where everybody can have a partner, what a row or a column has on the average does not decide who gets whom, and only slows the search: it is taken off, solved, and put on the prices again.
 */
export function assignTable(table: ScoreTable, places: number): DenseAssignment {
  const all = table.rows === table.columns && places >= table.rows;
  const averages = averagesOf(table);
  const chosen = new Candidates(table);
  gather(table, averages, all, chosen);
  const everybody = new Everybody(table.rows, table.columns);
  let levelled = all;
  for (let turns = 1; ; turns += 1) {
    const found = levelled ? levelledBest(chosen, averages, everybody) : assign(chosen.pairs(), places);
    const candidates = chosen.size;
    if (found === null) levelled = false;
    else if (addPayingMore(table, chosen, found, turns === 1 ? NEARLY : 0) === 0) return { ...found, candidates, turns };
    else if (chosen.size === candidates) throw new Error('Prices leave a pair uncovered that was a candidate, or may not be.');
  }
}

/**
 * The best of the matchings in which nobody stays alone, on what is left of each pair above its row's and column's average. Null when there is none, or when its prices cannot all be ≥ 0: then
 * it does not prove that nobody should stay alone.
 */
function levelledBest(chosen: Candidates, averages: Averages, everybody: Everybody): Assignment | null {
  const found = everybody.match(chosen.pairs(averages));
  if (found === null) return null;
  const rowPrice = found.rowPrice.map((price, index) => price + averages.row[index]! - chosen.lift);
  const columnPrice = found.columnPrice.map((price, index) => price + averages.column[index]!);
  const [leastRow, leastColumn] = [smallest(rowPrice), smallest(columnPrice)];
  if (leastRow + leastColumn < 0) return null;
  const rowOf = new Int32Array(found.columnOf.length);
  found.columnOf.forEach((column, row) => (rowOf[column] = row));
  return {
    columnOf: found.columnOf,
    rowOf,
    matched: rowOf.length,
    // All are matched, so that what all columns ask less and all rows ask more proves the same.
    rowPrice: rowPrice.map((price) => price + leastColumn),
    columnPrice: columnPrice.map((price) => price - leastColumn),
    placePrice: 0,
  };
}

const smallest = (values: Int32Array): number => values.reduce((least, value) => Math.min(least, value), Infinity);

/**
 * Adds pairs that the prices do not cover, the best paying of each row, and with them those that nearly are; `within`: also of rows of which the best pays so much too little. Answers how many there
 * are that pay more; where none does, nothing is added.
 */
function addPayingMore(table: ScoreTable, chosen: Candidates, { rowPrice, columnPrice, placePrice }: Assignment, within: number): number {
  const gains = new Int32Array(table.rows);
  for (let row = 0; row < table.rows; row += 1) gains[row] = dearest(table.row(row), columnPrice) - rowPrice[row]! - placePrice;
  if (gains.every((gain) => gain <= 0)) return 0;
  const paying = new Best(1, ADDED);
  let found = 0;
  for (let row = 0; row < table.rows; row += 1) {
    if (gains[row]! <= -within) continue;
    const scores = table.row(row);
    const asked = rowPrice[row]! + placePrice;
    paying.clear();
    for (let column = 0; column < scores.length; column += 1) {
      const gain = scores[column]! - columnPrice[column]! - asked;
      if (gain <= -NEARLY) continue;
      if (gain > 0) found += 1;
      if (gain > paying.least[0]!) paying.offer(0, column, gain);
    }
    for (const column of paying.of(0)) chosen.add(row, column, scores[column]!);
  }
  return found;
}

/** The most that a row has beyond a column's price. */
function dearest(scores: Uint16Array, columnPrice: Int32Array): number {
  let most = 0;
  for (let column = 0; column < scores.length; column += 1) {
    const left = scores[column]! - columnPrice[column]!;
    // Half as long as `Math.max`.
    if (left > most) most = left;
  }
  return most;
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

/** By how much rows and columns have more or less than the others on the average; 0 where that may be chance. */
interface Averages {
  readonly row: Int32Array;
  readonly column: Int32Array;
}

/** Of so many scores of a row the spread is taken. */
const SPREAD_OF = 1_000;

function averagesOf({ rows, columns, row: read }: ScoreTable): Averages {
  const row = new Float64Array(rows);
  const sums = new Float64Array(columns);
  const next = Math.ceil(columns / SPREAD_OF);
  let [squares, counted] = [0, 0];
  for (let index = 0; index < rows; index += 1) {
    const scores = read(index);
    row[index] = addUp(scores, sums) / columns;
    for (let at = index % next; at < columns; at += next, counted += 1) squares += scores[at]! ** 2;
  }
  const column = sums.map((sum) => sum / rows);
  const mean = row.reduce((sum, value) => sum + value, 0) / rows;
  const [ofRows, ofColumns] = [variance(row, mean), variance(column, mean)];
  const rest = Math.max(0, squares / counted - mean ** 2 - ofRows - ofColumns);
  return { row: beyondChance(row, mean, ofRows, rest / columns), column: beyondChance(column, mean, ofColumns, rest / rows) };
}

/** Adds each score to its column's sum, and answers the row's. */
function addUp(scores: Uint16Array, sums: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at]!;
    sum += score;
    sums[at]! += score;
  }
  return sum;
}

const variance = (values: Float64Array, mean: number): number =>
  values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;

/** Averages of pure chance differ too, by `chance` (a variance); only what is several times that says something. */
const beyondChance = (values: Float64Array, mean: number, found: number, chance: number): Int32Array =>
  Int32Array.from(values, (value) => (found > 4 * chance ? Math.round(value - mean) : 0));

/** The candidates so far. */
class Candidates {
  /** What was added to the rests so that none is below 0. */
  lift = 0;
  private readonly table: ScoreTable;
  /** A bit for each pair of the table. */
  private readonly known: Uint8Array;
  private readonly left: number[] = [];
  private readonly right: number[] = [];
  private readonly score: number[] = [];

  constructor(table: ScoreTable) {
    this.table = table;
    this.known = new Uint8Array(Math.ceil((table.rows * table.columns) / 8));
  }

  get size(): number {
    return this.left.length;
  }

  add(row: number, column: number, score: number): void {
    const pair = row * this.table.columns + column;
    const [byte, bit] = [Math.floor(pair / 8), 1 << (pair % 8)];
    if (score === 0 || (this.known[byte]! & bit) !== 0) return;
    this.known[byte]! |= bit;
    this.left.push(row);
    this.right.push(column);
    this.score.push(score);
  }

  /** By score; `less` averages by what is left of it, lifted by `lift`. */
  pairs(less?: Averages): PairsByRow {
    const { rows, columns } = this.table;
    const [left, right] = [Int32Array.from(this.left), Int32Array.from(this.right)];
    const worth = Int32Array.from(this.score, (score, at) => (less ? score - less.row[left[at]!]! - less.column[right[at]!]! : score));
    if (less) {
      // Grouping counts values from 0 on.
      const least = smallest(worth);
      for (let at = 0; at < worth.length; at += 1) worth[at]! -= least;
      this.lift = -least;
    }
    return groupByRow(rows, columns, left, right, worth);
  }
}

/** Adds the best of each row and column. */
function gather(table: ScoreTable, { row: rowAverage, column: columnAverage }: Averages, everybody: boolean, chosen: Candidates): void {
  const { rows, columns } = table;
  const [byRow, byColumn] = [new Best(1, KEPT), new Best(columns, KEPT)];
  const plain = everybody ? null : { byRow: new Best(1, KEPT), byColumn: new Best(columns, KEPT) };
  for (let row = 0; row < rows; row += 1) {
    const scores = table.row(row);
    // Beginning elsewhere in each row, equal scores name different columns.
    const first = Math.floor((row * columns) / rows);
    byRow.clear();
    offerAll(scores, first, row, { byRow, byColumn, less: columnAverage, average: rowAverage[row]! });
    for (const column of byRow.of(0)) chosen.add(row, column, scores[column]!);
    if (!plain) continue;
    plain.byRow.clear();
    offerAll(scores, first, row, { ...plain, less: null, average: 0 });
    for (const column of plain.byRow.of(0)) chosen.add(row, column, scores[column]!);
  }
  addByColumn(table, plain ? [byColumn, plain.byColumn] : [byColumn], chosen);
}

interface Lists {
  readonly byRow: Best;
  readonly byColumn: Best;
  readonly less: Int32Array | null;
  readonly average: number;
}

/** Offers a row's pairs to its own list and to its columns'. */
function offerAll(scores: Uint16Array, first: number, row: number, lists: Lists): void {
  offerSome(scores, first, scores.length, row, lists);
  offerSome(scores, 0, first, row, lists);
}

function offerSome(scores: Uint16Array, from: number, to: number, row: number, { byRow, byColumn, less, average }: Lists): void {
  const leastOfColumn = byColumn.least;
  let leastOfRow = byRow.least[0]!;
  for (let column = from; column < to; column += 1) {
    const score = scores[column]!;
    if (score === 0) continue;
    const above = less === null ? score : score - less[column]!;
    if (above > leastOfRow) {
      byRow.offer(0, column, above);
      leastOfRow = byRow.least[0]!;
    }
    if (score - average > leastOfColumn[column]!) byColumn.offer(column, row, score - average);
  }
}

function addByColumn(table: ScoreTable, lists: readonly Best[], chosen: Candidates): void {
  const wanted: number[][] = Array.from({ length: table.rows }, () => []);
  for (let column = 0; column < table.columns; column += 1)
    for (const list of lists) for (const row of list.of(column)) wanted[row]!.push(column);
  wanted.forEach((columns, row) => {
    if (columns.length === 0) return;
    const scores = table.row(row);
    for (const column of columns) chosen.add(row, column, scores[column]!);
  });
}

/** For each of some owners the few things that were offered with most; the first come stay among equals. */
class Best {
  /** What an offer must exceed, by owner. */
  readonly least: Int32Array;
  private readonly count: Uint8Array;
  private readonly thing: Int32Array;
  private readonly worth: Int32Array;
  private readonly kept: number;

  constructor(owners: number, kept: number) {
    this.kept = kept;
    this.least = new Int32Array(owners).fill(-0x80000000);
    this.count = new Uint8Array(owners);
    this.thing = new Int32Array(owners * kept);
    this.worth = new Int32Array(owners * kept);
  }

  clear(): void {
    this.least.fill(-0x80000000);
    this.count.fill(0);
  }

  of(owner: number): Int32Array {
    return this.thing.subarray(owner * this.kept, owner * this.kept + this.count[owner]!);
  }

  /** Keeps a list by falling worth; the caller has looked at `least`. */
  offer(owner: number, thing: number, worth: number): void {
    const { kept } = this;
    const first = owner * kept;
    const count = this.count[owner]!;
    let place = first + Math.min(count, this.kept - 1);
    for (; place > first && this.worth[place - 1]! < worth; place -= 1) {
      this.worth[place] = this.worth[place - 1]!;
      this.thing[place] = this.thing[place - 1]!;
    }
    this.worth[place] = worth;
    this.thing[place] = thing;
    if (count < this.kept) this.count[owner] = count + 1;
    if (count >= this.kept - 1) this.least[owner] = this.worth[first + this.kept - 1]!;
  }
}
