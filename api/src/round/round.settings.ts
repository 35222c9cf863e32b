import { badInput } from '../access/errors.ts';
import { COMPONENTS, DEFAULT_WEIGHTS, type Component } from '../counterpart/counterpart.service.ts';
import { countryLabel, fieldLabel, isField } from '../vocabulary/known.ts';
import type { CallSide, QuotaKind } from './round.enums.ts';
import type { MatchRoundInput } from './round.inputs.ts';

/** At least `min` and at most `max` organisations of a side that have something in common get a partner. */
export interface QuotaSetting {
  readonly kind: `${QuotaKind}`;
  /** Country code or field id. */
  readonly value: string;
  readonly side: `${CallSide}`;
  readonly min: number | null;
  readonly max: number | null;
}

/** Organisations of side A and of side B. */
export type IdPair = readonly [left: string, right: string];

/** What staff decide about a round; kept as JSON, so that a round can be understood later. */
export interface RoundSettings {
  readonly places: number | null;
  readonly weights: Readonly<Record<Component, number>>;
  /** Points that whoever waits longest gains, 0 to 100; others gain in proportion to the days they have waited. */
  readonly waitingPoints: number;
  /** No pair below this score, 0 to 100, unless it is settled. */
  readonly lowestScore: number;
  readonly verifiedOnly: boolean;
  readonly quotas: readonly QuotaSetting[];
  readonly must: readonly IdPair[];
  readonly never: readonly IdPair[];
}

export const DEFAULT_SETTINGS: RoundSettings = {
  places: null,
  weights: DEFAULT_WEIGHTS,
  waitingPoints: 0,
  lowestScore: 20,
  verifiedOnly: true,
  quotas: [],
  must: [],
  never: [],
};

const MOST_QUOTAS = 20;
const MOST_PAIRS = 500;
const MOST_PLACES = 10_000;
const MOST_WEIGHT = 1000;

/** The two sides of the call that the settings are for. */
interface Sides {
  readonly sideA: readonly string[];
  readonly sideB: readonly string[];
}

const inRange = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most;
export const pairKey = ([left, right]: IdPair): string => `${left} ${right}`;
/** What points mean: the share of each component, and what waiting is worth. Totals of two rounds can be compared only when it is the same. */
export function measureOf({ weights, waitingPoints }: Pick<RoundSettings, 'weights' | 'waitingPoints'>): string {
  const sum = COMPONENTS.reduce((total, component) => total + weights[component], 0);
  return [...COMPONENTS.map((component) => (weights[component] / sum).toFixed(6)), waitingPoints].join(' ');
}
export const quotaName = ({ kind, value, side }: Pick<QuotaSetting, 'kind' | 'value' | 'side'>): string => `${kind} ${value} ${side}`;

/** What is wrong with settings by themselves, by field; whether pairs may be suggested at all is asked of the suggestion room. */
export function wrongSettings(settings: RoundSettings, sides: Sides): Record<string, string> {
  const wrong: Record<string, string> = {};
  const { places, weights, waitingPoints, lowestScore } = settings;
  if (places !== null && !inRange(places, 1, MOST_PLACES))
    wrong['places'] = `Give at least one place and at most ${MOST_PLACES.toLocaleString('en')}, or leave it empty for as many as fit.`;
  const weight = wrongWeights(weights);
  if (weight) wrong['weights'] = weight;
  if (!inRange(waitingPoints, 0, 100)) wrong['waitingPoints'] = 'Give 0 to 100 points for waiting.';
  if (!inRange(lowestScore, 0, 100)) wrong['lowestScore'] = 'Give a lowest score from 0 to 100.';
  const quota = wrongQuotas(settings.quotas, sides);
  if (quota) wrong['quotas'] = quota;
  Object.assign(wrong, wrongPairs(settings));
  return wrong;
}

const isWeight = (value: number | undefined): boolean =>
  value !== undefined && Number.isFinite(value) && value >= 0 && value <= MOST_WEIGHT;

function wrongWeights(weights: Readonly<Record<string, number>>): string | null {
  const unknown = Object.keys(weights).find((name) => !(COMPONENTS as readonly string[]).includes(name));
  if (unknown) return `There is no weight called ${unknown}.`;
  const bad = COMPONENTS.find((name) => !isWeight(weights[name]));
  if (bad) return `The weight of ${bad} is a number from 0 to ${MOST_WEIGHT}, never negative.`;
  return COMPONENTS.every((name) => weights[name] === 0) ? 'At least one weight must be above 0: else every pair is worth the same.' : null;
}

function wrongQuotas(quotas: readonly QuotaSetting[], sides: Sides): string | null {
  if (quotas.length > MOST_QUOTAS) return `Give at most ${MOST_QUOTAS} quotas.`;
  const names = quotas.map(quotaName);
  if (new Set(names).size < names.length) return 'Name each quota once.';
  const wrong = quotas.flatMap((quota) => wrongQuota(quota, sides) ?? []);
  return wrong.length === 0 ? null : wrong.join(' ');
}

function wrongQuota({ kind, value, side, min, max }: QuotaSetting, { sideA, sideB }: Sides): string | null {
  const label = kind === 'COUNTRY' ? countryLabel(value) : fieldLabel(value);
  if (kind === 'COUNTRY' && !(side === 'A' ? sideA : sideB).includes(value))
    return `${label} is not a country of side ${side} of the call.`;
  if (kind === 'FIELD' && !isField(value)) return `There is no field ${value}.`;
  if (min === null && max === null) return `Say how many of ${label} at least or at most.`;
  if (![min ?? 0, max ?? 0].every((limit) => inRange(limit, 0, MOST_PLACES)))
    return `The limits of ${label} are whole numbers from 0 to ${MOST_PLACES.toLocaleString('en')}.`;
  return min !== null && max !== null && min > max ? `The quota of ${label} asks for at least ${min} and at most ${max}.` : null;
}

function wrongPairs({ must, never, places }: RoundSettings): Record<string, string> {
  if (must.length > MOST_PAIRS) return { must: `Settle at most ${MOST_PAIRS} pairs.` };
  if (never.length > MOST_PAIRS) return { never: `Keep at most ${MOST_PAIRS} pairs apart.` };
  const forbidden = new Set(never.map(pairKey));
  if (must.some((pair) => forbidden.has(pairKey(pair)))) return { must: 'A pair cannot be settled and kept apart.' };
  const settled = must.flat();
  if (new Set(settled).size < settled.length) return { must: 'An organisation can be settled in one pair only.' };
  if (places !== null && places > 0 && must.length > places) return { must: `${must.length} pairs are settled for ${places} places.` };
  return {};
}

/** Whether two settings ask for the same; the order of lists and keys does not matter. */
export function sameSettings(a: RoundSettings, b: RoundSettings): boolean {
  const canonical = (settings: RoundSettings): string =>
    JSON.stringify(
      {
        ...settings,
        weights: COMPONENTS.map((name) => settings.weights[name]),
        quotas: settings.quotas.map((quota) => `${quotaName(quota)} ${quota.min} ${quota.max}`).toSorted(),
        must: settings.must.map(pairKey).toSorted(),
        never: settings.never.map(pairKey).toSorted(),
      },
      Object.keys({ ...DEFAULT_SETTINGS }).toSorted(),
    );
  return canonical(a) === canonical(b);
}

/** Settings with what the input changes. A component that is named twice is refused by name. */
export function merged(before: RoundSettings, input: MatchRoundInput): RoundSettings {
  const twice = input.weights?.find(({ component }, at) => input.weights?.findIndex((other) => other.component === component) !== at);
  if (twice) throw badInput({ weights: `Give the weight of ${twice.component} once.` });
  const pairs = (list: { leftId: string; rightId: string }[] | null | undefined): IdPair[] | undefined =>
    list?.map(({ leftId, rightId }): IdPair => [leftId.toLowerCase(), rightId.toLowerCase()]);
  const weights = Object.fromEntries((input.weights ?? []).map(({ component, weight }) => [component, weight]));
  return {
    places: input.places === undefined ? before.places : input.places,
    weights: { ...before.weights, ...weights },
    waitingPoints: input.waitingPoints ?? before.waitingPoints,
    lowestScore: input.lowestScore ?? before.lowestScore,
    verifiedOnly: input.verifiedOnly ?? before.verifiedOnly,
    quotas:
      input.quotas?.map(({ kind, value, side, min, max }) => ({ kind, value, side, min: min ?? null, max: max ?? null })) ?? before.quotas,
    must: pairs(input.must) ?? before.must,
    never: pairs(input.never) ?? before.never,
  };
}
