import type { Match, Profile } from '../counterpart/counterpart.service.ts';
import type { Pair, Quota } from '../matching/index.ts';
import { quotaName, type IdPair, type RoundSettings } from './round.settings.ts';
import type { RoundFrame } from './round.process.ts';
import type { PoolRow } from './round-pool.reads.ts';

/** Both sides of a round with what is known of each organisation, in one order. */
export interface Pool {
  readonly left: readonly PoolRow[];
  readonly right: readonly PoolRow[];
  readonly profiles: { readonly left: readonly Profile[]; readonly right: readonly Profile[] };
  /** A fingerprint of all of them, in that order. */
  readonly digest: string;
  /** Pairs that may not be suggested, left first. */
  readonly apart: readonly IdPair[];
}

const DAY_MS = 86_400_000;

/**
 * The problem of a pool under settings, without its scores. A pair is worth the mean of what it is to each side, in tenths of a point; each side's own score
 * ranks for stability.
 */
export function frameOf(pool: Pool, settings: RoundSettings): RoundFrame {
  const places = { left: placesOf(pool.left), right: placesOf(pool.right) };
  const indices = (pairs: readonly IdPair[]): Pair[] =>
    pairs.flatMap(([left, right]): Pair[] => {
      const [l, r] = [places.left.get(left), places.right.get(right)];
      return l === undefined || r === undefined ? [] : [[l, r]];
    });
  const longest = [...pool.left, ...pool.right].reduce((most, row) => Math.max(most, daysWaited(row)), 1);
  const bonus = (rows: readonly PoolRow[]): Int32Array =>
    Int32Array.from(rows, (row) => Math.round((settings.waitingPoints * 10 * daysWaited(row)) / longest));
  return {
    left: pool.left.length,
    right: pool.right.length,
    lowest: settings.lowestScore * 10,
    apart: indices(pool.apart),
    wary: { left: flags(pool.left, 'membersOnly'), right: flags(pool.right, 'membersOnly') },
    known: { left: flags(pool.left, 'verified'), right: flags(pool.right, 'verified') },
    places: settings.places,
    must: indices(settings.must),
    never: indices(settings.never),
    waitingBonus: { left: bonus(pool.left), right: bonus(pool.right) },
    quotas: settings.quotas.map((quota): Quota => {
      const rows = quota.side === 'A' ? pool.left : pool.right;
      const members = rows.flatMap((row, index) =>
        (quota.kind === 'COUNTRY' ? row.country === quota.value : row.fieldIds.includes(quota.value)) ? [index] : [],
      );
      return {
        name: quotaName(quota),
        side: quota.side === 'A' ? 'left' : 'right',
        members,
        ...(quota.min !== null && { min: quota.min }),
        ...(quota.max !== null && { max: quota.max }),
      };
    }),
  };
}

const flags = (rows: readonly PoolRow[], name: 'membersOnly' | 'verified'): Uint8Array => Uint8Array.from(rows, (row) => Number(row[name]));
const placesOf = (rows: readonly PoolRow[]): Map<string, number> => new Map(rows.map(({ id }, index) => [id, index]));
const daysWaited = ({ since }: PoolRow): number => Math.max(0, (Date.now() - since.getTime()) / DAY_MS);

/** A match as it is stored with a pair: what its sentences need, without the organisations' own texts. */
export function storedMatch(match: Match): Match {
  const bare = (profile: Profile): Profile => ({
    ...profile,
    // Only whether there is a description decides a sentence.
    about: profile.about?.trim() ? '…' : null,
    issues: profile.issues.map((issue) => ({ ...issue, statement: null })),
  });
  return { ...match, viewer: bare(match.viewer), candidate: bare(match.candidate) };
}
