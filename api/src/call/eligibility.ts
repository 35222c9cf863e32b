import { EU_27, labelIn, organisationKindById } from '@kopru/schema/vocabulary';
import { countryLabel, languageLabel } from '../vocabulary/known.ts';

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

/** One line of the checklist; `text` says what to do. */
export interface Checked {
  readonly rule: EligibilityRule;
  readonly met: boolean;
  readonly text: string;
}

/** Which side of a call a country is on; null: neither. */
export function sideOf(call: Pick<CallConditions, 'sideA' | 'sideB'>, country: string): 'A' | 'B' | null {
  if (call.sideA.includes(country)) return 'A';
  return call.sideB.includes(country) ? 'B' : null;
}

/** Conditions without which no invitation is sent or accepted; the others must hold by the application. */
const BINDING: readonly EligibilityRule[] = ['side', 'kind', 'one-partnership'];

type Judge = (call: CallConditions, facts: EligibilityFacts) => readonly [met: boolean, text: string];

const JUDGES: Readonly<Record<EligibilityRule, Judge>> = {
  side: (call, { country }) => {
    const met = sideOf(call, country) !== null;
    const place = countryLabel(country);
    if (met) return [met, `Organisations based in ${place} can take part.`];
    return [
      met,
      `This call is for organisations of ${sideLabel(call.sideA)} and ${sideLabel(call.sideB)}, not of ${place}. Correct the country in the profile if it is wrong.`,
    ];
  },
  kind: (call, { kind }) => {
    const met = call.kinds.includes(kind);
    const label = kindLabel(kind);
    if (met) return [met, `The legal form “${label}” can take part.`];
    return [met, `The legal form “${label}” cannot take part. Choose the right one in the profile if this is wrong.`];
  },
  'non-profit': (_call, { kind, verified }) => {
    const met = verified || kind !== 'OTHER';
    return [
      met,
      met
        ? 'The organisation works without profit.'
        : 'Say which legal form the organisation has, so that staff can see that it works without profit.',
    ];
  },
  representatives: ({ representativesPerOrganisation: needed }, { representatives }) => {
    const met = representatives >= needed;
    const people = needed === 1 ? 'One person' : `${needed === 2 ? 'Two' : needed} people`;
    return [
      met,
      met
        ? `${people} of the organisation can take part.`
        : `${people} of each organisation take part. Invite a colleague to represent it with you.`,
    ];
  },
  'working-language': ({ workingLanguage }, { languages }) => {
    const met = languages.includes(workingLanguage);
    const label = languageLabel(workingLanguage);
    return [
      met,
      met ? `Both sides can work together in ${label}.` : `Both sides work together in ${label}. Add it to your languages if you can.`,
    ];
  },
  verified: (_call, { verified }) => [
    verified,
    verified
      ? 'Staff have checked the organisation.'
      : 'Staff have not checked the organisation yet. Complete the profile, so that they can.',
  ],
  'one-partnership': (_call, { partnered }) => [
    !partnered,
    partnered
      ? 'The organisation already has a partner in this call; there is one partnership for each.'
      : 'The organisation is free to find a partner.',
  ],
};

/** The checklist of a call for an organisation: every condition, in a fixed order. */
export function checklist(call: CallConditions, facts: EligibilityFacts): Checked[] {
  return ELIGIBILITY_RULES.map((rule) => {
    const [met, text] = JUDGES[rule](call, facts);
    return { rule, met, text };
  });
}

/** The first condition that forbids the organisation to invite or to be invited; null when nothing does. */
export function obstacle(call: CallConditions, facts: EligibilityFacts): Checked | null {
  return checklist(call, facts).find(({ rule, met }) => !met && BINDING.includes(rule)) ?? null;
}

function sideLabel(countries: readonly string[]): string {
  if (countries.length === EU_27.length && EU_27.every((country) => countries.includes(country))) return 'the European Union';
  return new Intl.ListFormat('en').format(countries.map((country) => countryLabel(country)));
}

function kindLabel(id: string): string {
  const kind = organisationKindById(id);
  return kind ? labelIn(kind.labels, 'en') : id;
}
