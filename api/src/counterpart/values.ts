import { ISSUES } from '@kopru/schema/vocabulary';
import type { Profile } from './profile.ts';

/** What an unknown is worth: neither a merit nor a fault. */
export const UNKNOWN = 0.5;
export const DAY = 86_400_000;
const FRESH_DAYS = 30;
export const STALE_DAYS = 540;
/** Descriptions of two close organisations rarely have more than a fifth in common, rare words counted for more. */
const SIMILAR_TEXTS = 0.2;
/** What a text that nobody wrote, or that is masked, is worth: as much as any two strangers' texts are. */
const UNWRITTEN = 0.25;

/** Of no issue to all of them. */
const SATURATING = Float64Array.from({ length: ISSUES.length + 1 }, (_, count) => 1 - 0.4 ** count);

/** The first match says most; each further one adds three fifths of what is left. */
export const saturating = (count: number): number => SATURATING[count]!;

/**
 * How well what one side needs and what the other offers meet: half how much there is to learn (`saturating` by the count), half how much of what the two say it makes up (the cosine of
 * the two sets, from the squares of what meets, of the needs and of the offers). The second half keeps those who offer everything from being everybody's best, and tells a need that few can meet from one that all can.
 */
export const meeting = (count: number, met: number, needs: number, offers: number): number =>
  count === 0 ? 0 : (saturating(count) + met / Math.sqrt(needs * offers)) / 2;

export const idsOf = (profile: Profile, direction: 'NEED' | 'OFFER'): string[] =>
  profile.issues.filter((issue) => issue.direction === direction).map((issue) => issue.issueId);

export const inBoth = (a: readonly string[], b: readonly string[]): string[] => a.filter((id) => b.includes(id));

/** The square of a set's length: the sum of its things' squares. */
export const squareOf = (ids: readonly string[], square: (id: string) => number): number => ids.reduce((sum, id) => sum + square(id), 0);

/** Cosine of two field sets weighted by rarity, from the squares of what they share and of each: 1 when they are the same, 0 when nothing is shared. */
export function fieldCloseness(shared: number, a: number, b: number): number {
  const lengths = a * b;
  return lengths === 0 ? 0 : Math.min(1, shared / Math.sqrt(lengths));
}

export function languageFit(a: Profile, b: Profile, shared: readonly string[], workingLanguage: string): number {
  if (a.languages.length === 0 || b.languages.length === 0) return UNKNOWN;
  if (shared.includes(workingLanguage)) return 1;
  return shared.length > 0 ? 0.75 : 0;
}

/** How alike the legal shapes are (a group without legal personality and a foundation learn less from each other's daily life), and whether both have people enough. */
export function shapeFit(a: Profile, b: Profile, needed: number): number {
  if (a.masked || b.masked) return UNKNOWN;
  const informal = (profile: Profile): boolean => profile.kind === 'CIVIL_INITIATIVE';
  const unknown = a.kind === 'OTHER' || b.kind === 'OTHER';
  const kind = unknown ? UNKNOWN : a.kind === b.kind ? 1 : informal(a) === informal(b) ? 0.7 : 0.3;
  const people = Math.min(needed, a.representatives) + Math.min(needed, b.representatives);
  return kind * 0.6 + (needed === 0 ? 1 : people / (2 * needed)) * 0.4;
}

/** Whole days since the profile changed; null when unknown. */
export const daysSince = (updatedAt: Date | null, now: Date): number | null =>
  updatedAt === null ? null : Math.max(0, Math.floor((now.getTime() - updatedAt.getTime()) / DAY));

export function freshness(days: number | null): number {
  if (days === null) return UNKNOWN;
  if (days <= FRESH_DAYS) return 1;
  return Math.max(0, 1 - (days - FRESH_DAYS) / (STALE_DAYS - FRESH_DAYS));
}

/** Laplace's rule of succession, so that one missed invitation does not condemn. */
export const replyRate = ({ answered, unanswered }: Pick<Profile, 'answered' | 'unanswered'>): number =>
  (answered + 1) / (answered + unanswered + 2);

/** What a similarity of texts is worth; null when one of the two is not there to read. */
export const textCloseness = (similarity: number | null): number =>
  similarity === null ? UNWRITTEN : Math.min(1, similarity / SIMILAR_TEXTS);
