/** Of an organisation's counterparts, so many of the best fit well enough to be shown out of their turn. */
export const NEAR = 200;

/** Counts that differ by less than a doubling are alike: 0, 1–2, 3–6, 7–14 … */
const step = (shown: number): number => 31 - Math.clz32(shown + 1);

/** Of what the best are shown on average, less than this is seldom. */
const SELDOM = 0.75;

/**
 * Those of the best that are seldom seen: not on the page, and shown clearly less often than the best are on average. Who was shown least comes first, by steps that double; within
 * a step the order of the list decides, so that a difference nobody would notice costs no points. Once anybody was shown, whoever never was is among them.
 * @param best in the order of the list, those on the page among them
 * @param impressions how often each was shown lately; who is missing was not
 */
export function seldomSeen<Row extends { readonly id: string }>(
  best: readonly Row[],
  page: ReadonlySet<string>,
  impressions: ReadonlyMap<string, number>,
): Row[] {
  const shown = ({ id }: Row): number => impressions.get(id) ?? 0;
  const average = best.reduce((sum, row) => sum + shown(row), 0) / best.length;
  return best.filter((row) => !page.has(row.id) && shown(row) < SELDOM * average).sort((a, b) => step(shown(a)) - step(shown(b)));
}
