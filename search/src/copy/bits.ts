/** A set of face numbers, one bit each. Operations change the first operand. */
export type Bits = Uint32Array<ArrayBuffer>;

export const bitsFor = (capacity: number): Bits => new Uint32Array((capacity + 31) >>> 5);

export const put = (bits: Bits, face: number): void => {
  bits[face >>> 5]! |= 1 << (face & 31);
};

export const drop = (bits: Bits, face: number): void => {
  bits[face >>> 5]! &= ~(1 << (face & 31));
};

export const has = (bits: Bits, face: number): boolean => (bits[face >>> 5]! & (1 << (face & 31))) !== 0;

export function keepOnly(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at += 1) bits[at]! &= others[at]!;
}

export function addAll(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at += 1) bits[at]! |= others[at]!;
}

export function takeAway(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at += 1) bits[at]! &= ~others[at]!;
}

/** Bits set in 32, by halves (Warren, Hacker's Delight, 5-1). */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export function countOf(bits: Bits): number {
  let count = 0;
  for (let at = 0; at < bits.length; at += 1) if (bits[at] !== 0) count += ones(bits[at]!);
  return count;
}

/** How many are in both. */
export function countOfBoth(bits: Bits, others: Bits): number {
  let count = 0;
  for (let at = 0; at < bits.length; at += 1) {
    const both = bits[at]! & others[at]!;
    if (both !== 0) count += ones(both);
  }
  return count;
}

/** Calls `visit` with every number from `from` on, in order, until it answers false. */
export function walk(bits: Bits, visit: (face: number) => boolean | void, from = 0): void {
  for (let at = from >>> 5; at < bits.length; at += 1) {
    let word = at === from >>> 5 ? bits[at]! & (-1 << (from & 31)) : bits[at]!;
    while (word !== 0) {
      const lowest = word & -word;
      if (visit((at << 5) + 31 - Math.clz32(lowest)) === false) return;
      word ^= lowest;
    }
  }
}

/** Sets to work with during one search: taken empty, and all given back at once. */
export class Workspace {
  readonly #capacity: number;
  readonly #sets: Bits[] = [];
  #taken = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  take(): Bits {
    const bits = (this.#sets[this.#taken] ??= bitsFor(this.#capacity));
    this.#taken += 1;
    return bits.fill(0);
  }

  takeCopyOf(others: Bits): Bits {
    const bits = this.take();
    bits.set(others);
    return bits;
  }

  giveBack(): void {
    this.#taken = 0;
  }
}
