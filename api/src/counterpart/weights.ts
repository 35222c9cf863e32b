/** What a score is made of. The order is the order in which reasons are shown when they weigh the same. */
export const COMPONENTS = [
  'needs-met',
  'offers-used',
  'shared-needs',
  'fields',
  'languages',
  'kind-and-size',
  'texts',
  'freshness',
  'replies',
] as const;

export type Component = (typeof COMPONENTS)[number];

/** Relative importance of each component; only proportions matter. */
export type Weights = Readonly<Record<Component, number>>;

/** Why these: docs/matching.md. */
export const DEFAULT_WEIGHTS: Weights = {
  'needs-met': 25,
  'offers-used': 25,
  'shared-needs': 3,
  fields: 17,
  languages: 3,
  'kind-and-size': 2,
  texts: 21,
  freshness: 2,
  replies: 2,
};

/**
 * Weights in integer tenths of a point that add up to exactly 1,000 (100 points), by largest remainder, so that no rounding can lift a
 * score above 100. `override` replaces single weights (a call's own); what is not a finite number ≥ 0 is ignored, and if all are 0 the defaults apply.
 */
export function weightTenths(override: Readonly<Record<string, unknown>> | null = null): Weights {
  const chosen = COMPONENTS.map((component) => {
    const own = override?.[component];
    return typeof own === 'number' && Number.isFinite(own) && own >= 0 ? own : DEFAULT_WEIGHTS[component];
  });
  const total = chosen.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weightTenths();
  const exact = chosen.map((weight) => (weight / total) * 1000);
  const tenths = exact.map(Math.floor);
  const byRemainder = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  const missing = 1000 - tenths.reduce((sum, value) => sum + value, 0);
  for (const { index } of byRemainder.slice(0, missing)) tenths[index] = (tenths[index] ?? 0) + 1;
  return Object.fromEntries(COMPONENTS.map((component, index) => [component, tenths[index] ?? 0])) as Record<Component, number>;
}
