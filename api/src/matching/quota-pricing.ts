import type { LinearAnswer, PairModel } from './quota-model.ts';
import type { ReducedProblem } from './reduce.ts';

/** Pairs per organisation to begin with, from both sides, and per row in each further turn. */
const FIRST_PAIRS = 8;
const MORE_PAIRS = 4;
const TOLERANCE = 1e-6;

/** Adds pairs to those a model begins with that pay more than they are asked, until there is none; answers the last linear answer, or null when something other than minimums cannot be kept. */
export function generate(
  model: PairModel,
  reduced: ReducedProblem,
  onTurn: (bound: number) => void = () => undefined,
): LinearAnswer | null {
  for (;;) {
    const answer = model.relax();
    // What minimums ask for may be missing; what is too much stays too much, whatever is added.
    if (!answer) return null;
    onTurn(Math.floor(answer.worth));
    const added = model.add(payingMore(model, reduced, answer));
    if (added === 0) return answer;
  }
}

/** The best pairs of every row, and of every column: what a model begins with. */
export function firstPairs({ pairs }: ReducedProblem): number[] {
  const chosen = new Set<number>();
  const byColumn: number[][] = Array.from({ length: pairs.columns }, () => []);
  for (let row = 0; row < pairs.rows; row += 1) {
    for (let at = pairs.start[row]!; at < pairs.start[row + 1]!; at += 1) {
      if (at - pairs.start[row]! < FIRST_PAIRS) chosen.add(at);
      byColumn[pairs.column[at]!]!.push(at);
    }
  }
  for (const column of byColumn)
    for (const at of column.sort((a, b) => pairs.value[b]! - pairs.value[a]!).slice(0, FIRST_PAIRS)) chosen.add(at);
  return [...chosen];
}

function payingMore(model: PairModel, { pairs }: ReducedProblem, answer: LinearAnswer): number[] {
  const found: number[] = [];
  for (let row = 0; row < pairs.rows; row += 1) {
    const paying: { at: number; gain: number }[] = [];
    for (let at = pairs.start[row]!; at < pairs.start[row + 1]!; at += 1) {
      const gain = model.worthOf(at) - answer.askedFor(row, pairs.column[at]!);
      if (gain > TOLERANCE && !model.has(at)) paying.push({ at, gain });
    }
    found.push(
      ...paying
        .sort((a, b) => b.gain - a.gain)
        .slice(0, MORE_PAIRS)
        .map(({ at }) => at),
    );
  }
  return found;
}
