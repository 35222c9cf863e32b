import { COMPONENTS, type Component, type Weights } from './weights.ts';
import type { Profile } from './profile.ts';
import type { Rarity } from './rarity.ts';
import { cosine, type TextVector } from './similarity.ts';
import {
  daysSince,
  fieldCloseness,
  freshness,
  idsOf,
  inBoth,
  languageFit,
  meeting,
  replyRate,
  saturating,
  shapeFit,
  squareOf,
  textCloseness,
  UNKNOWN,
} from './values.ts';

export type LearningMode = 'MUTUAL' | 'ONE_FROM_OTHER' | 'TOGETHER_FROM_OTHERS';

/** What a score depends on besides the two profiles. */
export interface ScoreContext {
  /** Integer tenths of a point, adding up to 1,000 (`weightTenths`). */
  readonly weights: Weights;
  /** Sharing a rare field, issue or word says more than sharing a common one. */
  readonly rarity: Rarity;
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
  /** 0 to 1; null when one of the two has written nothing, or is masked. */
  readonly textSimilarity: number | null;
  /** Whole days since the candidate's profile changed; null when unknown. */
  readonly daysSinceUpdate: number | null;
}

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
  const [aOffers, bOffers] = [idsOf(a, 'OFFER'), idsOf(b, 'OFFER')];
  const needsMet = inBoth(aNeeds, bOffers);
  const offersUsed = inBoth(aOffers, bNeeds);
  const sharedNeeds = inBoth(aNeeds, bNeeds);
  const sharedLanguages = inBoth(a.languages, b.languages);
  const isUnwritten = viewer.text.size === 0 || candidate.text.size === 0;
  const textSimilarity = isUnwritten ? null : cosine(viewer.text, candidate.text);
  const daysSinceUpdate = daysSince(b.updatedAt, context.now);
  const { rarity } = context;
  const fields = (ids: readonly string[]): number => squareOf(ids, (id) => rarity.ofField(id));
  const issues = (ids: readonly string[]): number => squareOf(ids, (id) => rarity.ofIssue(id));
  const values: Record<Component, number> = {
    'needs-met': meeting(needsMet.length, issues(needsMet), issues(aNeeds), issues(bOffers)),
    'offers-used': meeting(offersUsed.length, issues(offersUsed), issues(bNeeds), issues(aOffers)),
    'shared-needs': saturating(sharedNeeds.length),
    fields: fieldCloseness(fields(inBoth(a.fieldIds, b.fieldIds)), fields(a.fieldIds), fields(b.fieldIds)),
    languages: languageFit(a, b, sharedLanguages, context.workingLanguage),
    'kind-and-size': shapeFit(a, b, context.representativesNeeded),
    texts: textCloseness(textSimilarity),
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
    sharedFields: inBoth(a.fieldIds, b.fieldIds).sort((x, y) => rarity.ofField(y) - rarity.ofField(x) || (x < y ? -1 : 1)),
    sharedLanguages,
    textSimilarity,
    daysSinceUpdate,
  };
}
