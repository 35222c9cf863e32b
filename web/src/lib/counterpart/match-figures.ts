interface Reason {
  component: string;
  weight: number;
  contribution: number;
  text: string;
}

/** Of what a reason could give, less does not speak for anybody: descriptions with little in common give up to three eighths. */
const SPEAKS = 0.4;

/** Reasons that speak for a counterpart, best first: at most `count`, none that gave little of what it could, or less than half a point. */
export function strongest<Row extends Reason>(reasons: readonly Row[], count: number): Row[] {
  return reasons
    .filter(({ weight, contribution }) => contribution >= 0.5 && contribution >= SPEAKS * weight)
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
