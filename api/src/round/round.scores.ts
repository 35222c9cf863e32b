import { createHash } from 'node:crypto';
import type { PairScores, ScoreTerms } from '../counterpart/pair-scores.service.ts';

const MOST_BYTES = 512 * 2 ** 20;
const KEPT_MS = 15 * 60_000;

const bytesOf = ({ byLeft, byRight }: PairScores): number => byLeft.byteLength + byRight.byteLength;

/**
 * Scores of rounds that were solved lately, so that a settled pair or another number of places is solved without scoring anew. The key is a fingerprint of all that a score depends on: whoever
 * changed a profile gets other scores. At most 512 MiB, the oldest go first; nothing stays longer than a quarter of an hour without being asked for.
 */
export class KeptScores {
  private readonly kept = new Map<string, PairScores>();
  private bytes = 0;
  private timer: NodeJS.Timeout | undefined;

  get(key: string): PairScores | null {
    const scores = this.kept.get(key);
    if (!scores) return null;
    this.kept.delete(key);
    this.kept.set(key, scores);
    this.rest();
    return scores;
  }

  keep(key: string, scores: PairScores): void {
    this.forget(key);
    const size = bytesOf(scores);
    if (size > MOST_BYTES) return;
    for (const oldest of this.kept.keys()) {
      if (this.bytes + size <= MOST_BYTES) break;
      this.forget(oldest);
    }
    this.kept.set(key, scores);
    this.bytes += size;
    this.rest();
  }

  clear(): void {
    clearTimeout(this.timer);
    this.kept.clear();
    this.bytes = 0;
  }

  private forget(key: string): void {
    const scores = this.kept.get(key);
    if (scores && this.kept.delete(key)) this.bytes -= bytesOf(scores);
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.clear(), KEPT_MS).unref();
  }
}

/** What a score depends on, in one word: the profiles of both sides in their order (as `profiles` has digested them), and the terms. */
export const fingerprint = (profiles: string, terms: ScoreTerms): string =>
  createHash('sha256').update(profiles).update(JSON.stringify(terms)).digest('base64');
