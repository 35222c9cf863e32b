import { BatchScorer } from './batch.ts';
import { ProfileColumns } from './columns.ts';
import type { Profile } from './profile.ts';
import { Rarity, type RarityCounts } from './rarity.ts';
import type { ScoreContext } from './score.ts';
import type { Weights } from './weights.ts';

/** A `ScoreContext` as it can be handed to another process, or kept to compare with. */
export interface ScoreTerms {
  /** Tenths of a point, adding up to 1,000. */
  readonly weights: Weights;
  readonly rarity: RarityCounts;
  readonly workingLanguage: string;
  readonly representativesNeeded: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What everybody of two sides is to each other, in tenths, a row for each left one: the right one to the left one, and the left one to the right one. */
export interface PairScores {
  readonly byLeft: Uint16Array;
  readonly byRight: Uint16Array;
}

export function termsOf({ rarity, now, ...context }: ScoreContext): ScoreTerms {
  return { ...context, rarity: rarity.counts, now: now.getTime() };
}

function contextOf({ rarity, now, ...terms }: ScoreTerms): ScoreContext {
  return { ...terms, rarity: new Rarity(rarity), now: new Date(now) };
}

/** Right viewers whose rows are turned into columns at a time: as many as fit a processor's cache. */
const TURNED = 32;

/**
 * Scores everybody of one side with everybody of the other, both ways: the tenths that `scorePair` gives; `tell` hears how many of all organisations are done.
 */
export function scoreEverybody(
  left: readonly Profile[],
  right: readonly Profile[],
  terms: ScoreTerms,
  tell: (done: number, of: number) => void = () => undefined,
): PairScores {
  const context = contextOf(terms);
  const [rows, columns] = [left.length, right.length];
  const table = (): Uint16Array => new Uint16Array(rows * columns);
  const [byLeft, byRight] = [table(), table()];
  const forLeft = new BatchScorer(ProfileColumns.of(right), context);
  left.forEach((viewer, row) => {
    forLeft.scoreAll(viewer, byLeft.subarray(row * columns, (row + 1) * columns));
    tell(row + 1, rows + columns);
  });
  const forRight = new BatchScorer(ProfileColumns.of(left), context);
  const turned = new Uint16Array(TURNED * rows);
  for (let first = 0; first < columns; first += TURNED) {
    const count = Math.min(TURNED, columns - first);
    for (let at = 0; at < count; at += 1) forRight.scoreAll(right[first + at]!, turned.subarray(at * rows, (at + 1) * rows));
    for (let row = 0; row < rows; row += 1) {
      for (let at = 0; at < count; at += 1) byRight[row * columns + first + at] = turned[at * rows + row]!;
    }
    tell(rows + first + count, rows + columns);
  }
  return { byLeft, byRight };
}
