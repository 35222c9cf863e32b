import { keep, textsOf } from '#lib/form/form-data.ts';
import type { CallInput, OrganisationKind } from '#lib/graphql/generated.ts';
import { momentOf } from './zoned-time.ts';

/** The zones that calls are announced in. */
export const ZONES = ['Europe/Istanbul', 'Europe/Berlin', 'Europe/Brussels', 'Europe/Athens', 'UTC'] as const;

const NAMES = [
  'name',
  'opensAt',
  'deadline',
  'timeZone',
  'workingLanguage',
  'sideA',
  'sideB',
  'places',
  'maxOpenInvitations',
  'representativesPerOrganisation',
] as const;

/** What was written into the form of a new call, as text. */
export type CallDraft = Record<(typeof NAMES)[number], string> & { kinds: string[] };

export function readCallDraft(form: FormData): CallDraft {
  return { ...keep(form, ...NAMES), kinds: textsOf(form, 'kinds') };
}

/** Country codes as people write them: `TR`, `de, fr`. */
const codes = (text: string): string[] | undefined => {
  const found = text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  return found.length > 0 ? found : undefined;
};

/**
 * The API's input of a draft; what was left empty is left out, and so takes the programme's default. Or the names of the fields that
 * cannot even be asked for: moments that are none, numbers that are none.
 */
export function callInput(draft: CallDraft): { input: CallInput; wrong?: undefined } | { input?: undefined; wrong: (keyof CallDraft)[] } {
  const opensAt = momentOf(draft.opensAt, draft.timeZone);
  const deadline = momentOf(draft.deadline, draft.timeZone);
  const numbers = (['places', 'maxOpenInvitations', 'representativesPerOrganisation'] as const).map((name) => [name, draft[name]] as const);
  const sides = (['sideA', 'sideB'] as const).map((name) => [name, codes(draft[name])] as const);
  const wrong: (keyof CallDraft)[] = [
    ...(opensAt ? [] : ['opensAt' as const]),
    ...(deadline ? [] : ['deadline' as const]),
    ...numbers.filter(([, text]) => text && !/^\d{1,6}$/.test(text)).map(([name]) => name),
    ...sides.filter(([, list]) => list?.some((code) => !/^[A-Z]{2}$/.test(code))).map(([name]) => name),
  ];
  if (!opensAt || !deadline || wrong.length > 0) return { wrong };
  return {
    input: {
      name: draft.name,
      opensAt,
      deadline,
      timeZone: draft.timeZone,
      ...(draft.workingLanguage && { workingLanguage: draft.workingLanguage }),
      ...(draft.kinds.length > 0 && { kinds: draft.kinds as OrganisationKind[] }),
      ...Object.fromEntries(sides.filter(([, list]) => list)),
      ...Object.fromEntries(numbers.filter(([, text]) => text).map(([name, text]) => [name, Number(text)])),
    },
  };
}
