import { has, walk, type Bits } from './bits.ts';
import type { Faces } from './faces.ts';

/** Negative when the first stands before the second. */
export type Order = (one: number, other: number) => number;

/** The first `count` of a set in an order: those found so far are kept sorted, and most faces are compared with the last of them only. */
export class Best {
  readonly faces: number[] = [];
  readonly #count: number;
  readonly #order: Order;

  constructor(count: number, order: Order) {
    this.#count = count;
    this.#order = order;
  }

  get isFull(): boolean {
    return this.faces.length >= this.#count;
  }

  offer(face: number): void {
    const { faces } = this;
    if (this.isFull) {
      if (this.#count === 0 || this.#order(face, faces[faces.length - 1]!) >= 0) return;
      faces.pop();
    }
    let [low, high] = [0, faces.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#order(faces[middle]!, face) < 0) low = middle + 1;
      else high = middle;
    }
    faces.splice(low, 0, face);
  }
}

/** The first `count` by name of those after a place: numbers run in the order of names, so that a walk ends early; those that came later are looked at one by one. */
export function firstByName(hits: Bits, faces: Faces, count: number, isAfter: (face: number) => boolean, from: number): number[] {
  const best = new Best(count, (one, other) => faces.compareNames(one, other));
  if (count === 0) return [];
  walk(
    hits,
    (face) => {
      if (face >= faces.inOrder || best.isFull) return false;
      if (isAfter(face)) best.offer(face);
      return true;
    },
    from,
  );
  for (let face = faces.inOrder; face < faces.size; face += 1) if (has(hits, face) && isAfter(face)) best.offer(face);
  return best.faces;
}

/** The first `count` of a set in any order. */
export function first(hits: Bits, count: number, order: Order, isAfter: (face: number) => boolean): number[] {
  const best = new Best(count, order);
  walk(hits, (face) => {
    if (isAfter(face)) best.offer(face);
  });
  return best.faces;
}
