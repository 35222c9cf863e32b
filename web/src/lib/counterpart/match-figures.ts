interface Reason {
  component: string;
  weight: number;
  contribution: number;
  text: string;
}

/** Reasons that speak for a counterpart, best first: at most `count`, only what gave more than half of what it could, for half is what the unknown gives, and half a point. */
export function strongest<Row extends Reason>(reasons: readonly Row[], count: number): Row[] {
  return reasons
    .filter(({ weight, contribution }) => contribution >= 0.5 && contribution > weight / 2)
    .toSorted((a, b) => b.contribution - a.contribution)
    .slice(0, count);
}

/** How full a bar is, 0 to 1. */
export function share({ weight, contribution }: Pick<Reason, 'weight' | 'contribution'>): number {
  return weight > 0 ? Math.min(1, Math.max(0, contribution / weight)) : 0;
}

/**
 * How many of an arch's stones a score of 0 to 100 lays from each foot. The keystone (the last of an odd number) closes the arch only
 * when the score rounds to 100.
 */
export function laidStones(score: number, stones: number): { left: number; right: number; key: boolean } {
  const laid = Math.floor((Math.min(100, Math.max(0, score)) / 100) * stones);
  const key = Math.round(score) >= 100;
  const sides = key ? stones - 1 : Math.min(laid, stones - 1);
  return { left: Math.ceil(sides / 2), right: Math.floor(sides / 2), key };
}
