import { has, walk, type Bits } from './bits.ts';
import type { Faces } from './faces.ts';

/** Negative when the first stands before the second. */
export type Order<Item> = (one: Item, other: Item) => number;

/** The first `count` of what is offered, in an order: those found so far are kept sorted, and most are compared with the last of them only. */
export class Best<Item> {
  readonly items: Item[] = [];
  readonly #count: number;
  readonly #order: Order<Item>;

  constructor(count: number, order: Order<Item>) {
    this.#count = count;
    this.#order = order;
  }

  /** The last of as many as are wanted: what comes after it is not. */
  get last(): Item | undefined {
    return this.items[this.#count - 1];
  }

  offer(item: Item): void {
    const { items } = this;
    if (items.length >= this.#count) {
      if (this.#count === 0 || this.#order(item, items[items.length - 1]!) >= 0) return;
      items.pop();
    }
    let [low, high] = [0, items.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#order(items[middle]!, item) < 0) low = middle + 1;
      else high = middle;
    }
    items.splice(low, 0, item);
  }
}

/** The first `count` by name of those after a place: numbers run in the order of names, so that a walk ends early; those that came later are looked at one by one. */
export function firstByName(hits: Bits, faces: Faces, count: number, isAfter: (face: number) => boolean, from: number): number[] {
  const best = new Best<number>(count, (one, other) => faces.compareNames(one, other));
  if (count === 0) return [];
  walk(
    hits,
    (face) => {
      if (face >= faces.inOrder || best.last !== undefined) return false;
      if (isAfter(face)) best.offer(face);
      return true;
    },
    from,
  );
  for (let face = faces.inOrder; face < faces.size; face += 1) if (has(hits, face) && isAfter(face)) best.offer(face);
  return best.items;
}

/** The first `count` of a set in any order. */
export function first(hits: Bits, count: number, order: Order<number>, isAfter: (face: number) => boolean): number[] {
  const best = new Best(count, order);
  walk(hits, (face) => {
    if (isAfter(face)) best.offer(face);
  });
  return best.items;
}
