/** A term's length, and the hashes of what is left of it after deletions. */
interface Deletions {
  readonly length: number;
  readonly hashes: readonly number[];
}

/**
 * Which terms share a deletion: triples of a hash, a term and its length, sorted into buckets by the first bits of the hash. Three arrays instead of a map of lists, which
 * would be ten times as large; the length lies here, because most terms of a bucket do not fit by it and need not be looked at. Terms that come later are in a map.
 */
export class NearTerms {
  readonly #shift: number;
  readonly #starts: Uint32Array;
  readonly #hashes: Int32Array;
  readonly #terms: Uint32Array;
  readonly #lengths: Uint8Array;
  readonly #later = new Map<number, { readonly term: number; readonly length: number }[]>();

  constructor(terms: readonly Deletions[]) {
    const size = terms.reduce((sum, { hashes }) => sum + hashes.length, 0);
    const bits = Math.min(20, Math.max(1, Math.ceil(Math.log2(size / 4 + 1))));
    this.#shift = 32 - bits;
    this.#starts = new Uint32Array((1 << bits) + 1);
    for (const { hashes } of terms) for (const hash of hashes) this.#starts[(hash >>> this.#shift) + 1]! += 1;
    for (let bucket = 0; bucket + 1 < this.#starts.length; bucket += 1) this.#starts[bucket + 1]! += this.#starts[bucket]!;
    const next = this.#starts.slice();
    this.#hashes = new Int32Array(size);
    this.#terms = new Uint32Array(size);
    this.#lengths = new Uint8Array(size);
    terms.forEach(({ length, hashes }, term) => {
      for (const hash of hashes) {
        const place = next[hash >>> this.#shift]!++;
        this.#hashes[place] = hash;
        this.#terms[place] = term;
        this.#lengths[place] = length;
      }
    });
  }

  add(term: number, { length, hashes }: Deletions): void {
    for (const hash of hashes) this.#later.set(hash, [...(this.#later.get(hash) ?? []), { term, length }]);
  }

  /** Terms that share a deletion with one of these, once for each that they share. */
  of(variants: readonly number[], visit: (term: number, length: number) => void): void {
    for (const hash of variants) {
      const bucket = hash >>> this.#shift;
      for (let at = this.#starts[bucket]!; at < this.#starts[bucket + 1]!; at += 1) {
        if (this.#hashes[at] === hash) visit(this.#terms[at]!, this.#lengths[at]!);
      }
      for (const { term, length } of this.#later.get(hash) ?? []) visit(term, length);
    }
  }
}
