import type { ProfileColumns } from './columns.ts';
import type { Rarity } from './rarity.ts';
import { BUCKETS, sublinear, type TextVector } from './similarity.ts';

/** Which profiles say a word, and with what weight: for comparing one text with all of them. Masked profiles say nothing. */
export class TextIndex {
  private readonly start = new Int32Array(BUCKETS + 1);
  private readonly place: Int32Array;
  private readonly weight: Float64Array;
  private readonly similarity: Float64Array;
  private readonly met: Int32Array;

  constructor(columns: ProfileColumns, { words }: Pick<Rarity, 'words'>) {
    const { size, wordStart, wordLength, buckets, counts, vectorLength } = columns;
    const end = (place: number): number => wordStart[place]! + wordLength[place]!;
    for (let place = 0; place < size; place += 1) {
      for (let at = wordStart[place]!; at < end(place); at += 1) this.start[buckets[at]! + 1]! += 1;
    }
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) this.start[bucket + 1]! += this.start[bucket]!;
    const next = this.start.slice(0, BUCKETS);
    this.place = new Int32Array(this.start[BUCKETS]!);
    this.weight = new Float64Array(this.start[BUCKETS]!);
    this.similarity = new Float64Array(size);
    this.met = new Int32Array(size);
    for (let place = 0; place < size; place += 1) {
      for (let at = wordStart[place]!; at < end(place); at += 1) {
        const slot = next[buckets[at]!]!++;
        this.place[slot] = place;
        this.weight[slot] = (sublinear(counts[at]!) * words[buckets[at]!]!) / vectorLength[place]!;
      }
    }
  }

  /** Calls `each` with every profile that shares a word with the text, and their cosine. Terms are added by rising bucket, as `cosine` does. */
  compare(text: TextVector, each: (place: number, similarity: number) => void): void {
    const { start, place, weight, similarity, met } = this;
    let count = 0;
    for (const [bucket, ours] of text) {
      for (let slot = start[bucket]!, end = start[bucket + 1]!; slot < end; slot += 1) {
        const other = place[slot]!;
        if (similarity[other] === 0) met[count++] = other;
        similarity[other]! += ours * weight[slot]!;
      }
    }
    for (let at = 0; at < count; at += 1) {
      const other = met[at]!;
      each(other, similarity[other]!);
      similarity[other] = 0;
    }
  }
}
