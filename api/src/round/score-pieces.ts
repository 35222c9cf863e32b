import type { PairScores } from '../counterpart/pair-scores.service.ts';

/** Two bytes each: what a process writes, or reads, in a few milliseconds. */
const VALUES = 2 ** 20;

/** Some of the scores of a task, as they go from one process to another: the values of a side from a place on. */
export interface ScorePiece {
  /** Of which task. */
  readonly of: number;
  readonly side: keyof PairScores;
  readonly at: number;
  readonly values: Uint16Array;
}

/** The scores in pieces, so that the server answers others between two of them: those of 10,000 a side are 400 MB. */
export function* piecesOf(of: number, scores: PairScores): Generator<ScorePiece> {
  for (const side of ['byLeft', 'byRight'] as const) {
    for (let at = 0; at < scores[side].length; at += VALUES) yield { of, side, at, values: scores[side].subarray(at, at + VALUES) };
  }
}

/** An empty table for the pieces of `left` times `right` scores. */
export const emptyScores = (left: number, right: number): PairScores => ({
  byLeft: new Uint16Array(left * right),
  byRight: new Uint16Array(left * right),
});

export function putPiece(scores: PairScores, { side, at, values }: ScorePiece): void {
  scores[side].set(values, at);
}
