import { EU_27, labelIn, organisationKindById } from '@kopru/schema/vocabulary';
import { countryLabel, languageLabel } from '../vocabulary/known.ts';
import { sentencesIn, type SentenceLanguage } from './eligibility.sentences.ts';

/** What a call asks for. */
export interface CallConditions {
  readonly sideA: readonly string[];
  readonly sideB: readonly string[];
  readonly kinds: readonly string[];
  readonly workingLanguage: string;
  readonly representativesPerOrganisation: number;
}

/** What the conditions look at in an organisation. */
export interface EligibilityFacts {
  readonly country: string;
  readonly kind: string;
  readonly languages: readonly string[];
  readonly verified: boolean;
  /** How many people represent it. */
  readonly representatives: number;
  /** It has an active partnership in the call. */
  readonly partnered: boolean;
}

export const ELIGIBILITY_RULES = [
  'side',
  'kind',
  'non-profit',
  'representatives',
  'working-language',
  'verified',
  'one-partnership',
] as const;
export type EligibilityRule = (typeof ELIGIBILITY_RULES)[number];

/** One line of the checklist; `say` answers the sentence that says what to do, in `tr` or else English. */
export interface Checked {
  readonly rule: EligibilityRule;
  readonly met: boolean;
  readonly say: (language: string) => string;
}

/** Which side of a call a country is on; null: neither. */
export function sideOf(call: Pick<CallConditions, 'sideA' | 'sideB'>, country: string): 'A' | 'B' | null {
  if (call.sideA.includes(country)) return 'A';
  return call.sideB.includes(country) ? 'B' : null;
}

/** Conditions without which no invitation is sent or accepted; the others must hold by the application. */
const BINDING: readonly EligibilityRule[] = ['side', 'kind', 'one-partnership'];

const MEETS: Readonly<Record<EligibilityRule, (call: CallConditions, facts: EligibilityFacts) => boolean>> = {
  side: (call, { country }) => sideOf(call, country) !== null,
  kind: (call, { kind }) => call.kinds.includes(kind),
  'non-profit': (_call, { kind, verified }) => verified || kind !== 'OTHER',
  representatives: (call, { representatives }) => representatives >= call.representativesPerOrganisation,
  'working-language': (call, { languages }) => languages.includes(call.workingLanguage),
  verified: (_call, { verified }) => verified,
  'one-partnership': (_call, { partnered }) => !partnered,
};

/** The checklist of a call for an organisation: every condition, in a fixed order. */
export function checklist(call: CallConditions, facts: EligibilityFacts): Checked[] {
  return ELIGIBILITY_RULES.map((rule) => {
    const met = MEETS[rule](call, facts);
    return { rule, met, say: (language) => sentence(rule, met, call, facts, language === 'tr' ? 'tr' : 'en') };
  });
}

function sentence(
  rule: EligibilityRule,
  met: boolean,
  call: CallConditions,
  { country, kind }: EligibilityFacts,
  language: SentenceLanguage,
): string {
  const sentences = sentencesIn(language);
  const sideLabel = (countries: readonly string[]): string => {
    if (countries.length === EU_27.length && EU_27.every((member) => countries.includes(member))) return sentences.europeanUnion;
    return new Intl.ListFormat(language).format(countries.map((code) => countryLabel(code, language)));
  };
  switch (rule) {
    case 'side':
      return sentences.side(met, countryLabel(country, language), sideLabel(call.sideA), sideLabel(call.sideB));
    case 'kind':
      return sentences.kind(met, labelIn(organisationKindById(kind)?.labels ?? { en: kind, tr: kind }, language));
    case 'non-profit':
      return sentences.nonProfit(met);
    case 'representatives':
      return sentences.representatives(met, call.representativesPerOrganisation);
    case 'working-language':
      return sentences.workingLanguage(met, languageLabel(call.workingLanguage, language));
    case 'verified':
      return sentences.verified(met);
    case 'one-partnership':
      return sentences.onePartnership(met);
  }
}

/** A condition that must hold by the application, and which an organisation does not meet yet; `sayOf` says it of the organisation. */
export interface Lacking extends Checked {
  readonly sayOf: (name: string, language: string) => string;
}

/** Which conditions with their sentence about somebody else; that it works without profit is seen when it is verified. */
const LACKS = {
  representatives: (call, { representatives }, name, language) =>
    sentencesIn(language).lacks.representatives(name, representatives, call.representativesPerOrganisation),
  'working-language': (call, _facts, name, language) =>
    sentencesIn(language).lacks.workingLanguage(name, languageLabel(call.workingLanguage, language === 'tr' ? 'tr' : 'en')),
  verified: (_call, _facts, name, language) => sentencesIn(language).lacks.verified(name),
} satisfies Partial<Record<EligibilityRule, (call: CallConditions, facts: EligibilityFacts, name: string, language: string) => string>>;

/** What an organisation still lacks for the application of a pair that nothing forbids. */
export function lacking(call: CallConditions, facts: EligibilityFacts): Lacking[] {
  return checklist(call, facts).flatMap((check) => {
    const { rule, met } = check;
    if (met || !(rule in LACKS)) return [];
    const say = LACKS[rule as keyof typeof LACKS];
    return [{ ...check, sayOf: (name, language) => say(call, facts, name, language) }];
  });
}

/** The first condition that forbids the organisation to invite or to be invited; null when nothing does. */
export function obstacle(call: CallConditions, facts: EligibilityFacts): Checked | null {
  return checklist(call, facts).find(({ rule, met }) => !met && BINDING.includes(rule)) ?? null;
}
