import { COMPONENTS, type Component, type Weights } from './weights.ts';
import type { Profile } from './profile.ts';
import { cosine, type TextVector } from './similarity.ts';

export type LearningMode = 'MUTUAL' | 'ONE_FROM_OTHER' | 'TOGETHER_FROM_OTHERS';

/** What a score depends on besides the two profiles. */
export interface ScoreContext {
  /** Integer tenths of a point, adding up to 1,000 (`weightTenths`). */
  readonly weights: Weights;
  /** Rarity of a field, > 0: sharing a rare field says more than sharing a common one (`fieldRarity`). */
  readonly rarity: (fieldId: string) => number;
  /** The call's working language (ISO 639-1). */
  readonly workingLanguage: string;
  /** People each side sends into a partnership. */
  readonly representativesNeeded: number;
  readonly now: Date;
}

/** One organisation with what is computed once and used for every pair. */
export interface Scored {
  readonly profile: Profile;
  readonly text: TextVector;
}

/** One part of a score. `tenths` ≤ `weightTenths`; both are integer tenths of a point. */
export interface Part {
  readonly component: Component;
  readonly weightTenths: number;
  readonly tenths: number;
}

/** A score with everything its sentences say. Ids keep the order in which the viewer's profile states them. */
export interface Match {
  readonly viewer: Profile;
  readonly candidate: Profile;
  readonly scoreTenths: number;
  readonly learningMode: LearningMode;
  readonly parts: readonly Part[];
  /** The viewer's needs that the candidate offers to share. */
  readonly needsMet: readonly string[];
  /** The candidate's needs that the viewer offers to share. */
  readonly offersUsed: readonly string[];
  readonly sharedNeeds: readonly string[];
  /** Rarest first. */
  readonly sharedFields: readonly string[];
  readonly sharedLanguages: readonly string[];
  /** 0 to 1. */
  readonly textSimilarity: number;
  /** Whole days since the candidate's profile changed; null when unknown. */
  readonly daysSinceUpdate: number | null;
}

/** What an unknown is worth: neither a merit nor a fault. */
const UNKNOWN = 0.5;
const DAY = 86_400_000;
const FRESH_DAYS = 30;
const STALE_DAYS = 540;
/** Descriptions of two close organisations rarely share more than a third of their words. */
const SIMILAR_TEXTS = 0.35;

/** ln((N + 1) / (n + 1)) + 1: the usual smoothed inverse document frequency, so that an unseen field is rare and a universal one still counts. */
export function fieldRarity(organisations: number, withField: ReadonlyMap<string, number>): (fieldId: string) => number {
  return (fieldId) => Math.log((organisations + 1) / (Math.min(withField.get(fieldId) ?? 0, organisations) + 1)) + 1;
}

/** The first match says most; each further one adds less. */
const saturating = (count: number): number => 1 - 0.3 ** count;

const idsOf = (profile: Profile, direction: 'NEED' | 'OFFER'): string[] =>
  profile.issues.filter((issue) => issue.direction === direction).map((issue) => issue.issueId);

const inBoth = (a: readonly string[], b: readonly string[]): string[] => a.filter((id) => b.includes(id));

/** Cosine of the two field sets weighted by rarity: 1 when they are the same, 0 when nothing is shared. */
function fieldCloseness(a: readonly string[], b: readonly string[], rarity: (fieldId: string) => number): number {
  const square = (ids: readonly string[]): number =>
    ids
      .map((id) => rarity(id) ** 2)
      .sort((x, y) => x - y)
      .reduce((sum, value) => sum + value, 0);
  const lengths = square(a) * square(b);
  return lengths === 0 ? 0 : Math.min(1, square(inBoth(a, b)) / Math.sqrt(lengths));
}

function languageFit(a: Profile, b: Profile, shared: readonly string[], workingLanguage: string): number {
  if (a.languages.length === 0 || b.languages.length === 0) return UNKNOWN;
  if (shared.includes(workingLanguage)) return 1;
  return shared.length > 0 ? 0.75 : 0;
}

/** How alike the legal shapes are (a group without legal personality and a foundation learn less from each other's daily life), and whether both have people enough. */
function shapeFit(a: Profile, b: Profile, needed: number): number {
  if (a.masked || b.masked) return UNKNOWN;
  const informal = (profile: Profile): boolean => profile.kind === 'CIVIL_INITIATIVE';
  const unknown = a.kind === 'OTHER' || b.kind === 'OTHER';
  const kind = unknown ? UNKNOWN : a.kind === b.kind ? 1 : informal(a) === informal(b) ? 0.7 : 0.3;
  const people = Math.min(needed, a.representatives) + Math.min(needed, b.representatives);
  return kind * 0.6 + (needed === 0 ? 1 : people / (2 * needed)) * 0.4;
}

function freshness(days: number | null): number {
  if (days === null) return UNKNOWN;
  if (days <= FRESH_DAYS) return 1;
  return Math.max(0, 1 - (days - FRESH_DAYS) / (STALE_DAYS - FRESH_DAYS));
}

/** Laplace's rule of succession, so that one missed invitation does not condemn. */
const replyRate = (profile: Profile): number => (profile.answered + 1) / (profile.answered + profile.unanswered + 2);

/** Programme wording: mutual when each offers what the other needs or both need the same; one from the other when only one side teaches. */
function learningMode(needsMet: number, offersUsed: number, sharedNeeds: number): LearningMode {
  if ((needsMet > 0 && offersUsed > 0) || sharedNeeds > 0) return 'MUTUAL';
  return needsMet + offersUsed > 0 ? 'ONE_FROM_OTHER' : 'TOGETHER_FROM_OTHERS';
}

/**
 * Scores one candidate for one viewer, 0 to 1,000 tenths. Freshness and the reply record are the candidate's alone; everything else is
 * the same from both sides, with needs met and offers used changing places.
 *
 * A masked candidate (`maskProfile`) has no language, kind, text, date or record: each counts as neither good nor bad.
 */
export function scorePair(viewer: Scored, candidate: Scored, context: ScoreContext): Match {
  const [a, b] = [viewer.profile, candidate.profile];
  const [aNeeds, bNeeds] = [idsOf(a, 'NEED'), idsOf(b, 'NEED')];
  const needsMet = inBoth(aNeeds, idsOf(b, 'OFFER'));
  const offersUsed = inBoth(idsOf(a, 'OFFER'), bNeeds);
  const sharedNeeds = inBoth(aNeeds, bNeeds);
  const sharedLanguages = inBoth(a.languages, b.languages);
  const masked = a.masked || b.masked;
  const textSimilarity = masked ? 0 : cosine(viewer.text, candidate.text);
  const daysSinceUpdate = b.updatedAt === null ? null : Math.max(0, Math.floor((context.now.getTime() - b.updatedAt.getTime()) / DAY));
  const values: Record<Component, number> = {
    'needs-met': saturating(needsMet.length),
    'offers-used': saturating(offersUsed.length),
    'shared-needs': saturating(sharedNeeds.length),
    fields: fieldCloseness(a.fieldIds, b.fieldIds, context.rarity),
    languages: languageFit(a, b, sharedLanguages, context.workingLanguage),
    'kind-and-size': shapeFit(a, b, context.representativesNeeded),
    texts: masked ? UNKNOWN : Math.min(1, textSimilarity / SIMILAR_TEXTS),
    freshness: freshness(daysSinceUpdate),
    replies: b.masked ? UNKNOWN : replyRate(b),
  };
  const parts = COMPONENTS.map((component) => {
    const weight = context.weights[component];
    return { component, weightTenths: weight, tenths: Math.round(weight * values[component]) };
  });
  return {
    viewer: a,
    candidate: b,
    scoreTenths: parts.reduce((sum, part) => sum + part.tenths, 0),
    learningMode: learningMode(needsMet.length, offersUsed.length, sharedNeeds.length),
    parts,
    needsMet,
    offersUsed,
    sharedNeeds,
    sharedFields: inBoth(a.fieldIds, b.fieldIds).sort((x, y) => context.rarity(y) - context.rarity(x) || (x < y ? -1 : 1)),
    sharedLanguages,
    textSimilarity,
    daysSinceUpdate,
  };
}
