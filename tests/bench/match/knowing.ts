import { FIELDS, ISSUES } from '@kopru/schema/vocabulary';
import type { Profile } from '@kopru/api/counterpart/profile';
import { first, type Ranking } from './rankings.ts';
import { makeWorld, type WorldPlan } from './worlds.ts';

/** Worlds that it learns from; none of them is measured. */
const LEARNED = Array.from({ length: 40 }, (_, index) => 1000 + index);
/** A word that a smaller share of those who wrote something say tells of a topic. */
const RARE = 0.012;
const MOST_SHARED = 4;

/** What an organisation says, one number a trait (needs, offers, fields), and the same in the order in which the other side's traits meet it (offers, needs, fields). */
interface Said {
  readonly own: Uint8Array;
  readonly met: Uint8Array;
  /** Null for who wrote nothing. */
  readonly words: ReadonlySet<string> | null;
}

/** The logarithm of how much likelier something is between partners than between strangers: by trait and by what the two say of it, and by the number of rare words both use. */
interface Odds {
  readonly traits: Float64Array;
  readonly words: Float64Array;
}

const wordsOf = ({ about }: Profile): Set<string> => new Set((about ?? '').split(' ').filter(Boolean));

/** How to read what somebody says; which words are rare is told by all of these together. */
function reader(profiles: readonly Profile[]): (profile: Profile) => Said {
  const used = new Map<string, number>();
  const texts = profiles.map(wordsOf).filter(({ size }) => size > 0);
  for (const text of texts) for (const word of text) used.set(word, (used.get(word) ?? 0) + 1);
  const most = RARE * texts.length;
  return (profile) => {
    const stated = (direction: 'NEED' | 'OFFER'): number[] => {
      const ids = new Set(profile.issues.filter((issue) => issue.direction === direction).map(({ issueId }) => issueId));
      return ISSUES.map(({ id }) => Number(ids.has(id)));
    };
    const [needs, offers, fields] = [stated('NEED'), stated('OFFER'), FIELDS.map(({ id }) => Number(profile.fieldIds.includes(id)))];
    const text = wordsOf(profile);
    return {
      own: Uint8Array.from([...needs, ...offers, ...fields]),
      met: Uint8Array.from([...offers, ...needs, ...fields]),
      words: text.size > 0 ? new Set([...text].filter((word) => (used.get(word) ?? 0) <= most)) : null,
    };
  };
}

function shared(one: Said, other: Said): number | null {
  if (!one.words || !other.words) return null;
  let count = 0;
  for (const word of one.words) if (other.words.has(word)) count += 1;
  return Math.min(count, MOST_SHARED);
}

function learn(plan: Omit<WorldPlan, 'seed'>): Odds {
  const traits = ISSUES.length * 2 + FIELDS.length;
  const [partners, strangers] = [0, 1].map(() => ({
    traits: new Float64Array(traits * 4).fill(1),
    words: new Float64Array(MOST_SHARED + 1).fill(1),
  })) as [Odds, Odds];
  const count = (odds: Odds, one: Said, other: Said): void => {
    for (let trait = 0; trait < traits; trait += 1) odds.traits[trait * 4 + one.own[trait]! * 2 + other.met[trait]!]! += 1;
    const words = shared(one, other);
    if (words !== null) odds.words[words]! += 1;
  };
  for (const seed of LEARNED) {
    const world = makeWorld({ ...plan, seed });
    const read = reader([...world.left, ...world.right]);
    const [left, right] = [world.left.map(read), world.right.map(read)];
    left.forEach((one, at) => {
      for (const [odds, other] of [
        [partners, right[at]!],
        [strangers, right[(at + 1) % right.length]!],
      ] as const) {
        count(odds, one, other);
        count(odds, other, one);
      }
    });
  }
  const share = (counts: Float64Array, at: number, group: number): number => {
    const from = at - (at % group);
    return counts[at]! / counts.subarray(from, from + group).reduce((sum, one) => sum + one, 0);
  };
  const ratio = (a: Float64Array, b: Float64Array, group: number) => a.map((_, at) => Math.log(share(a, at, group) / share(b, at, group)));
  return { traits: ratio(partners.traits, strangers.traits, 4), words: ratio(partners.words, strangers.words, MOST_SHARED + 1) };
}

/**
 * Who knows how the worlds are made: it has seen forty others of the same plan with all their partners, and adds up how much each thing that the two say, or do not say, speaks for partners (naive Bayes).
 * No score that serves people can know that; it tells how much could be found at all.
 */
export function byKnowing(plan: Omit<WorldPlan, 'seed'>): Ranking {
  const odds = learn(plan);
  return (candidates) => {
    const read = reader(candidates);
    const others = candidates.map(read);
    return (viewer, most) => {
      const own = read(viewer);
      return first(
        others.map((other) => {
          const words = shared(own, other);
          let sum = words === null ? 0 : odds.words[words]!;
          for (let trait = 0; trait < other.met.length; trait += 1)
            sum += odds.traits[trait * 4 + own.own[trait]! * 2 + other.met[trait]!]!;
          return sum;
        }),
        most,
      );
    };
  };
}
