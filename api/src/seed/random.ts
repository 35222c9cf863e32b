/**
 * Chance that can be repeated: the same seed gives the same choices on every machine. Generator: mulberry32 (Tommy Ettinger, public domain).
 */
export class Random {
  private state: number;
  private readonly uses = new Map<string, number>();

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** 0 ≤ x < 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.whole(0, items.length - 1)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  }

  /** `count` different items in random order; all of them when there are fewer. */
  some<T>(items: readonly T[], count: number): T[] {
    const left = [...items];
    const chosen: T[] = [];
    while (chosen.length < count && left.length > 0) chosen.push(...left.splice(this.whole(0, left.length - 1), 1));
    return chosen;
  }

  /** One of the texts that were taken least often so far, so that a small stock does not repeat itself early; null once all were taken `most` times. */
  fresh(texts: readonly string[], most = Number.POSITIVE_INFINITY): string | null {
    const least = Math.min(...texts.map((text) => this.uses.get(text) ?? 0));
    if (!(least < most)) return null;
    const text = this.pick(texts.filter((candidate) => (this.uses.get(candidate) ?? 0) === least));
    this.uses.set(text, least + 1);
    return text;
  }
}
