import { FIELDS, ISSUES } from '@kopru/schema/vocabulary';
import type { Profile, StatedIssue } from '@kopru/api/counterpart/profile';
import { seeded } from '../round/tables.ts';

/** How a world is made. Shares are 0 to 1. */
export interface WorldPlan {
  readonly size: number;
  /** Chance that a planted trait is replaced by a random one. */
  readonly noise: number;
  /** Chance that somebody leaves description, languages or date empty (each by itself). */
  readonly missing: number;
  /** Share of organisations that state many issues and fields, and so resemble everybody. */
  readonly popular: number;
  readonly seed: number;
}

/** Two sides; the best partner of left[i] is right[i]. */
export interface World {
  readonly left: readonly Profile[];
  readonly right: readonly Profile[];
}

export const NOW = new Date('2026-11-29T09:00:00Z');
const DAY = 86_400_000;
const SYLLABLES = 'ka da ri mo lu ve zan tor bel gi ce nis ro pa mar tin go del fra han jo ber wal sto pe un dag ko sen'.split(' ');
const TOPICS = 60;
const KINDS = ['ASSOCIATION', 'ASSOCIATION', 'FOUNDATION', 'COOPERATIVE', 'SOCIAL_COMPANY', 'CIVIL_INITIATIVE'];

/**
 * A world with known best partners. Each pair gets two or three needs of one that the other offers, one to three the other way, one or two fields and a topic
 * (twelve words, of which each says some). Then every one of these is replaced with the chance `noise`, independently for both. Everybody
 * also states one or two things that have nothing to do with the partner; popular ones state many.
 */
export function makeWorld({ size, noise, missing, popular, seed }: WorldPlan): World {
  const next = seeded(seed);
  const upTo = (below: number): number => Math.floor(next() * below);
  const word = (): string => Array.from({ length: 3 + upTo(2) }, () => SYLLABLES[upTo(SYLLABLES.length)]!).join('');
  const topics = Array.from({ length: TOPICS }, () => Array.from({ length: 12 }, word));
  const common = Array.from({ length: 400 }, word);
  // Fields and issues are chosen unevenly, as in life: some are everybody's.
  const skewed = (terms: readonly { readonly id: string }[]): string => terms[Math.floor(terms.length * next() ** 1.5)]!.id;
  const many = (count: number, terms: readonly { readonly id: string }[]): string[] => [
    ...new Set(Array.from({ length: count }, () => skewed(terms))),
  ];
  const noisy = (ids: readonly string[], terms: readonly { readonly id: string }[]): string[] => [
    ...new Set(ids.map((id) => (next() < noise ? skewed(terms) : id))),
  ];
  const organisation = (
    id: string,
    country: string,
    plan: { needs: string[]; offers: string[]; fields: string[]; topic: string[] },
  ): Profile => {
    const extra = next() < popular ? 6 : 1 + upTo(2);
    const needs = [...noisy(plan.needs, ISSUES), ...many(Math.floor(extra / 2), ISSUES)];
    const offers = [...noisy(plan.offers, ISSUES), ...many(Math.ceil(extra / 2), ISSUES)];
    const stated = (ids: readonly string[], direction: 'NEED' | 'OFFER'): StatedIssue[] =>
      [...new Set(ids)].map((issueId) => ({ issueId, direction, statement: null }));
    const about = [
      ...Array.from({ length: 12 }, () => common[Math.floor(common.length * next() ** 2)]!),
      ...plan.topic.filter(() => next() < 0.5 * (1 - noise)),
    ];
    return {
      id,
      country,
      kind: KINDS[upTo(KINDS.length)]!,
      fieldIds: [...new Set([...noisy(plan.fields, FIELDS), ...(extra > 3 ? many(3, FIELDS) : [])])].slice(0, 5),
      issues: [...stated(needs, 'NEED'), ...stated(offers, 'OFFER')],
      languages: next() < missing ? [] : next() < 0.8 ? ['en', country.toLowerCase()] : [country.toLowerCase()],
      about: next() < missing ? null : about.join(' '),
      representatives: 1 + upTo(2),
      updatedAt: next() < missing ? null : new Date(NOW.getTime() - Math.floor(400 * next() ** 2) * DAY),
      answered: upTo(3),
      unanswered: upTo(2),
      masked: false,
    };
  };
  const pairs = Array.from({ length: size }, (_, index) => {
    const [needs, offers, fields, topic] = [
      many(2 + upTo(2), ISSUES),
      many(1 + upTo(3), ISSUES),
      many(1 + upTo(2), FIELDS),
      topics[upTo(TOPICS)]!,
    ];
    const left = organisation(`left ${index}`, 'TR', { needs, offers, fields, topic });
    return [left, organisation(`right ${index}`, 'DE', { needs: offers, offers: needs, fields, topic })] as const;
  });
  return { left: pairs.map(([left]) => left), right: pairs.map(([, right]) => right) };
}
