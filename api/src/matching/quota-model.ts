import loadHighs, { type Highs, type Model } from 'highs';
import type { Certificate } from './problem.ts';
import type { ReducedProblem } from './reduce.ts';

let loading: Promise<Highs> | undefined;

/** HiGHS as WebAssembly, read once per thread. */
export function loadSolver(): Promise<Highs> {
  return (loading ??= loadHighs());
}

/** The optimum of the linear programme over the pairs of the model, with its prices. */
export interface LinearAnswer {
  readonly worth: number;
  /** By pair in the order in which they were added, 0 to 1. */
  readonly share: Float64Array;
  readonly right: Float64Array;
  readonly places: number;
  readonly quotas: Certificate['quotas'];
  /** By quota: how far its minimum is missed. */
  readonly missing: readonly number[];
  /** What all prices together ask of a pair. */
  readonly askedFor: (row: number, column: number) => number;
}

export interface WholeAnswer {
  readonly columnOf: Int32Array;
  readonly pairs: number;
  readonly worth: number;
  /** No choice among the model's pairs is worth more, in whole tenths. */
  readonly proven: number;
}

/** How far from a whole number a share may be and still count as one. */
const WHOLE = 1e-6;
/** Worths and counts are whole, so that less than one between best and bound is nothing. */
const NEXT = 0.999;
/** The option takes no infinity. */
const FOREVER_SECONDS = 1e9;
/** Larger than any pair is worth, so that a minimum is missed only where it must be. */
const PENALTY_FACTOR = 1000;

/**
 * A model whose columns are pairs: rows of the model are the left organisations, the right ones, the places, the quotas. It grows by `add`.
 * WORTH maximises worth, at a penalty for each missed minimum; MISSING only asks how few organisations must be missing from minimums.
 */
export class PairModel {
  private readonly solver: Highs;
  private readonly model: Model;
  private readonly reduced: ReducedProblem;
  private readonly goal: 'WORTH' | 'MISSING';
  private readonly rowOfPair: Int32Array;
  /** Where each pair of the model lies in `added`. */
  private readonly known = new Map<number, number>();
  /** Pairs by column of the model, after one column per quota that takes up what is missing. */
  private readonly added: number[] = [];
  /** Rows of the model that the quotas of each organisation occupy. */
  private readonly quotaRows: { readonly left: readonly (readonly number[])[]; readonly right: readonly (readonly number[])[] };

  constructor(solver: Highs, reduced: ReducedProblem, goal: 'WORTH' | 'MISSING') {
    this.solver = solver;
    this.reduced = reduced;
    this.goal = goal;
    const { pairs } = reduced;
    this.rowOfPair = new Int32Array(pairs.column.length);
    for (let row = 0; row < pairs.rows; row += 1) this.rowOfPair.fill(row, pairs.start[row]!, pairs.start[row + 1]!);
    const first = pairs.rows + pairs.columns + 1;
    const rowsFor = (side: 'left' | 'right', size: number): number[][] =>
      Array.from({ length: size }, (_, index) =>
        reduced.quotas.flatMap((quota, at) => (quota.side === side && quota.member[index] === 1 ? [first + at] : [])),
      );
    this.quotaRows = { left: rowsFor('left', pairs.rows), right: rowsFor('right', pairs.columns) };
    this.model = solver.createModel();
    this.model.options.set({ output_flag: false });
    this.begin();
  }

  /** Worth of a pair towards the goal. */
  worthOf(pair: number): number {
    return this.goal === 'WORTH' ? this.reduced.pairs.value[pair]! : 0;
  }

  private begin(): void {
    const { pairs, places, quotas } = this.reduced;
    const ones = pairs.rows + pairs.columns;
    const lower = new Float64Array(ones + 1 + quotas.length).fill(-this.solver.infinity);
    const upper = new Float64Array(ones + 1 + quotas.length).fill(1);
    upper[ones] = places;
    quotas.forEach(({ min, max }, at) => {
      if (min > 0) lower[ones + 1 + at] = min;
      upper[ones + 1 + at] = Number.isFinite(max) ? max : this.solver.infinity;
    });
    const penalty = this.goal === 'WORTH' ? PENALTY_FACTOR * (1 + pairs.value.reduce((most, value) => Math.max(most, value), 0)) : 1;
    this.model.passModel({
      numCols: quotas.length,
      numRows: lower.length,
      sense: this.solver.constants.objectiveSense.maximize,
      colCost: new Float64Array(quotas.length).fill(-penalty),
      colLower: new Float64Array(quotas.length),
      colUpper: Float64Array.from(quotas, ({ min }) => min),
      rowLower: lower,
      rowUpper: upper,
      matrix: {
        format: 'csc',
        numRows: lower.length,
        numCols: quotas.length,
        starts: Int32Array.from({ length: quotas.length + 1 }, (_, at) => at),
        indices: Int32Array.from(quotas, (_, at) => ones + 1 + at),
        values: new Float64Array(quotas.length).fill(1),
      },
    });
  }

  has(pair: number): boolean {
    return this.known.has(pair);
  }

  /** Whether the number of places counts. */
  holdPlaces(held: boolean): void {
    const { pairs, places } = this.reduced;
    this.model.changeRowBounds(pairs.rows + pairs.columns, -this.solver.infinity, held ? places : this.solver.infinity);
  }

  /** Whether a quota's limits count. */
  holdQuota(at: number, held: boolean): void {
    const { pairs, quotas } = this.reduced;
    const { min, max } = quotas[at]!;
    const [least, most] = [held && min > 0 ? min : -this.solver.infinity, held && Number.isFinite(max) ? max : this.solver.infinity];
    this.model.changeRowBounds(pairs.rows + pairs.columns + 1 + at, least, most);
  }

  /** Whether a pair that is there has to be chosen, may not be, or is free. */
  holdPair(pair: number, as: 'MUST' | 'NEVER' | 'FREE'): void {
    const column = this.reduced.quotas.length + this.known.get(pair)!;
    this.model.changeColBounds(column, as === 'MUST' ? 1 : 0, as === 'NEVER' ? 0 : this.solver.infinity);
  }

  /** Adds pairs, each named once, that are not there yet; answers how many. */
  add(pairs: readonly number[]): number {
    const fresh = pairs.filter((pair) => !this.known.has(pair));
    const { rows, columns, column } = this.reduced.pairs;
    const starts = [0];
    const indices: number[] = [];
    for (const pair of fresh) {
      this.known.set(pair, this.added.push(pair) - 1);
      const [left, right] = [this.rowOfPair[pair]!, column[pair]!];
      indices.push(left, rows + right, rows + columns, ...this.quotaRows.left[left]!, ...this.quotaRows.right[right]!);
      starts.push(indices.length);
    }
    if (fresh.length === 0) return 0;
    const numRows = rows + columns + 1 + this.reduced.quotas.length;
    this.model.addCols({
      cost: Float64Array.from(fresh, (pair) => this.worthOf(pair)),
      lower: new Float64Array(fresh.length),
      upper: new Float64Array(fresh.length).fill(this.solver.infinity),
      matrix: {
        format: 'csc',
        numRows,
        numCols: fresh.length,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: new Float64Array(indices.length).fill(1),
      },
    });
    return fresh.length;
  }

  /** Solves the linear programme over the pairs that are there; begins where it ended last time. Null when something other than minimums cannot be kept. */
  relax(): LinearAnswer | null {
    const { modelStatus } = this.runAnew();
    const { infeasible, unboundedOrInfeasible, optimal } = this.solver.constants.modelStatus;
    // Nobody is matched twice, so nothing is unbounded.
    if (modelStatus === infeasible || modelStatus === unboundedOrInfeasible) return null;
    if (modelStatus !== optimal) throw new Error(`The linear programme ended with status ${modelStatus}.`);
    const { colValue, rowDual } = this.model.getSolution();
    const { pairs, quotas } = this.reduced;
    const ones = pairs.rows + pairs.columns;
    const limits = quotas.map((_, at) => ({ min: Math.max(0, -rowDual[ones + 1 + at]!), max: Math.max(0, rowDual[ones + 1 + at]!) }));
    const asked = (rows: readonly number[]): number => rows.reduce((sum, row) => sum + rowDual[row]!, 0);
    return {
      worth: this.model.getObjectiveValue(),
      share: colValue.slice(quotas.length),
      right: rowDual.slice(pairs.rows, ones),
      places: rowDual[ones]!,
      quotas: limits,
      missing: Array.from(colValue.subarray(0, quotas.length)),
      askedFor: (left, right) =>
        rowDual[left]! +
        rowDual[pairs.rows + right]! +
        rowDual[ones]! +
        asked(this.quotaRows.left[left]!) +
        asked(this.quotaRows.right[right]!),
    };
  }

  /** A basis of before can lead the simplex astray when bounds were changed: then it begins without one. */
  private runAnew(): ReturnType<Model['run']> {
    try {
      return this.model.run();
    } catch {
      this.model.clearSolver();
      return this.model.run();
    }
  }

  /** The linear answer as it is, when it happens to consist of whole pairs. */
  wholeAnswer({ share }: LinearAnswer): WholeAnswer | undefined {
    return isWhole(share) ? this.answer(share, Infinity) : undefined;
  }

  /**
   * Branch and bound over the pairs that are there, at most so many seconds. Stops as soon as nothing better by a whole tenth can be left.
   * Undefined when no choice of these pairs keeps all limits, or none was found in time.
   */
  search({ seconds, ceiling, start }: { seconds: number; ceiling: number; start?: WholeAnswer | undefined }): WholeAnswer | undefined {
    this.reduced.quotas.forEach((_, at) => this.model.changeColBounds(at, 0, 0));
    if (!this.branch(seconds, start)) return undefined;
    const { colValue } = this.model.getSolution();
    const proven = Math.min(ceiling, Math.floor(Number(this.model.info.get('mip_dual_bound')) + WHOLE));
    return this.answer(colValue.slice(this.reduced.quotas.length), proven);
  }

  /**
   * The fewest organisations that whole pairs among those that are there leave missing from minimums: the fewest found, and how few it is proven that it cannot be. Afterwards
   * the model is linear again.
   */
  leastMissing(seconds: number): { readonly found: number; readonly proven: number } {
    const isFound = this.branch(seconds);
    const found = isFound ? Math.round(-this.model.getObjectiveValue()) : Infinity;
    const proven = Math.max(0, Math.ceil(-Number(this.model.info.get('mip_dual_bound')) - WHOLE));
    this.model.clearIntegrality();
    this.model.options.set({ time_limit: FOREVER_SECONDS });
    return { found, proven };
  }

  /** Answers whether whole pairs were found. */
  private branch(seconds: number, start?: WholeAnswer): boolean {
    const count = this.reduced.quotas.length + this.added.length;
    const { variableType, solutionStatus, modelStatus: status } = this.solver.constants;
    this.model.changeColsIntegrality({ kind: 'range', from: 0, to: count - 1 }, new Int32Array(count).fill(variableType.integer));
    this.model.options.set({ time_limit: seconds + this.model.getRunTime(), mip_rel_gap: 0, mip_abs_gap: NEXT });
    if (start) this.model.setSolution({ colValue: this.sharesOf(start) });
    const { modelStatus } = this.model.run();
    return modelStatus !== status.infeasible && this.model.info.get('primal_solution_status') === solutionStatus.feasible;
  }

  dispose(): void {
    this.model.dispose();
  }

  private sharesOf({ columnOf }: WholeAnswer): Float64Array {
    const { column } = this.reduced.pairs;
    const shares = Float64Array.from(this.added, (pair) => (columnOf[this.rowOfPair[pair]!] === column[pair] ? 1 : 0));
    return Float64Array.from([...this.reduced.quotas.map(() => 0), ...shares]);
  }

  private answer(share: Float64Array, proven: number): WholeAnswer {
    const { rows, column } = this.reduced.pairs;
    const columnOf = new Int32Array(rows).fill(-1);
    let [pairs, worth] = [0, 0];
    this.added.forEach((pair, at) => {
      if (share[at]! < 0.5) return;
      columnOf[this.rowOfPair[pair]!] = column[pair]!;
      pairs += 1;
      worth += this.worthOf(pair);
    });
    return { columnOf, pairs, worth, proven: Math.max(worth, proven) };
  }
}

export const isWhole = (share: Float64Array): boolean => share.every((part) => Math.abs(part - Math.round(part)) <= WHOLE);
