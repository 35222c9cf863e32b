import { hash } from 'node:crypto';

/** Of an organisation's counterparts, so many of the best fit well enough to be shown out of their turn. */
export const NEAR = 200;

/** Counts that differ by less than a doubling are alike: 0, 1–2, 3–6, 7–14 … */
const step = (shown: number): number => 31 - Math.clz32(shown + 1);

/** Of what the best are shown on average, less than this is seldom. */
const SELDOM = 0.75;

/** Who was shown before must have at least so much of the tenth's points. */
const FITS = 0.5;

/** Who was shown before comes to the same organisation on one day of so many. */
const TURN_DAYS = 3;

/** Whose turn it is with an organisation on a day, counted from 1970: with each other one every third day, which nobody can work out without the secret. */
export function turnsWith(secret: string, asker: string, day: number): (id: string) => boolean {
  return (id) => {
    const first = parseInt(hash('sha256', `turn of a counterpart:${secret}:${asker}:${id}`).slice(0, 8), 16);
    return (first + day) % TURN_DAYS === 0;
  };
}

/** Who looks: whom they have seen already, on this page or today; whose turn it is with them; and whether it counts that somebody is shown to them. */
export interface Looking {
  knows(id: string): boolean;
  hasTurn(id: string): boolean;
  readonly counts: boolean;
}

/**
 * Those of the best that are seldom seen: shown clearly less often than the best are on average. Who was shown before comes only on its turn, and only when it fits half as well as
 * the tenth; who never was comes at once where it counts, which ends that. Who was shown least is first, by steps that double; within a step the order of the list decides, so that a
 * difference nobody would notice costs no points.
 * @param best in the order of the list, those on the page among them
 * @param impressions how often each was shown lately; who is missing was not
 */
export function seldomSeen<Row extends { readonly id: string; readonly scoreTenths: number }>(
  best: readonly Row[],
  impressions: ReadonlyMap<string, number>,
  asker: Looking,
): Row[] {
  const shown = ({ id }: Row): number => impressions.get(id) ?? 0;
  const average = best.reduce((sum, row) => sum + shown(row), 0) / best.length;
  const least = FITS * (best[9]?.scoreTenths ?? 0);
  const isDue = (row: Row): boolean => {
    if (shown(row) === 0 && asker.counts) return true;
    return (shown(row) === 0 || row.scoreTenths >= least) && asker.hasTurn(row.id);
  };
  return best
    .filter((row) => shown(row) < SELDOM * average && !asker.knows(row.id) && isDue(row))
    .sort((a, b) => step(shown(a)) - step(shown(b)));
}
