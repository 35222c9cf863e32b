/**
 * Which terms share a deletion: pairs of a hash and a term, sorted into buckets by the first bits of the hash. Two arrays instead of a map of lists, which would be ten
 * times as large. Terms that come later are in a map.
 */
export class NearTerms {
  readonly #shift: number;
  readonly #starts: Uint32Array;
  readonly #hashes: Int32Array;
  readonly #terms: Uint32Array;
  readonly #later = new Map<number, number[]>();

  constructor(variants: readonly (readonly number[])[]) {
    const size = variants.reduce((sum, hashes) => sum + hashes.length, 0);
    const bits = Math.min(20, Math.max(1, Math.ceil(Math.log2(size / 4 + 1))));
    this.#shift = 32 - bits;
    this.#starts = new Uint32Array((1 << bits) + 1);
    for (const hashes of variants) for (const hash of hashes) this.#starts[(hash >>> this.#shift) + 1]! += 1;
    for (let bucket = 0; bucket + 1 < this.#starts.length; bucket += 1) this.#starts[bucket + 1]! += this.#starts[bucket]!;
    const next = this.#starts.slice();
    this.#hashes = new Int32Array(size);
    this.#terms = new Uint32Array(size);
    variants.forEach((hashes, term) => {
      for (const hash of hashes) {
        const place = next[hash >>> this.#shift]!++;
        this.#hashes[place] = hash;
        this.#terms[place] = term;
      }
    });
  }

  add(term: number, variants: readonly number[]): void {
    for (const hash of variants) this.#later.set(hash, [...(this.#later.get(hash) ?? []), term]);
  }

  of(variants: readonly number[]): Set<number> {
    const found = new Set<number>();
    for (const hash of variants) {
      const bucket = hash >>> this.#shift;
      for (let at = this.#starts[bucket]!; at < this.#starts[bucket + 1]!; at += 1) {
        if (this.#hashes[at] === hash) found.add(this.#terms[at]!);
      }
      for (const term of this.#later.get(hash) ?? []) found.add(term);
    }
    return found;
  }
}
