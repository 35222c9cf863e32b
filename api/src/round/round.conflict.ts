import { quotaLabel } from './round.labels.ts';
import type { StoredLimit } from './round.outcome.ts';

/** What a language says of each limit, and of all together. `missing` organisations fall short; where no minimum is among the limits, so many are too many. */
interface Words {
  readonly locale: string;
  readonly least: (value: number, label: string, isCountry: boolean) => string;
  readonly most: (value: number, label: string, isCountry: boolean) => string;
  readonly places: (value: number) => string;
  readonly lowest: (value: number) => string;
  readonly settled: (names: string) => string;
  readonly settledMany: (count: number) => string;
  readonly apart: (names: string) => string;
  readonly apartMany: (count: number) => string;
  readonly together: (limits: string, consequence: string) => string;
  /** `lowest` is the lowest score that is asked, 0 for none. */
  readonly alone: (limit: string, consequence: string, members: number, isEnough: boolean, lowest: number) => string;
  readonly missing: (count: number) => string;
  readonly tooMany: string;
}

const ENGLISH: Words = {
  locale: 'en-GB',
  least: (value, label, isCountry) => `at least ${value} ${isCountry ? 'from' : 'with the field'} ${label}`,
  most: (value, label, isCountry) => `at most ${value} ${isCountry ? 'from' : 'with the field'} ${label}`,
  places: (value) => (value === 1 ? 'one place in all' : `${value} places in all`),
  lowest: (value) => `the lowest score of ${value}`,
  settled: (names) => `the settled pair ${names}`,
  settledMany: (count) => `${count} settled pairs`,
  apart: (names) => `${names} kept apart`,
  apartMany: (count) => `${count} pairs kept apart`,
  together: (limits, consequence) => `${limits} cannot all be met: ${consequence}.`,
  alone: (limit, consequence, members, isEnough, lowest) =>
    isEnough
      ? `${limit} cannot be met: ${consequence}. The round has ${members} of them, but too few can be matched with anybody${lowest > 0 ? ` above the lowest score (${lowest})` : ''}.`
      : `${limit} cannot be met: ${consequence}, for the round has only ${members} of them.`,
  missing: (count) => (count === 1 ? 'one organisation is missing' : `${count} organisations are missing`),
  tooMany: 'that is one organisation too many',
};

const TURKISH: Words = {
  locale: 'tr',
  least: (value, label) => `${label} için en az ${value}`,
  most: (value, label) => `${label} için en çok ${value}`,
  places: (value) => `toplam ${value} yer`,
  lowest: (value) => `en düşük puan olarak ${value}`,
  settled: (names) => `sabitlenmiş ${names} çifti`,
  settledMany: (count) => `sabitlenmiş ${count} çift`,
  apart: (names) => `ayrı tutulan ${names} çifti`,
  apartMany: (count) => `ayrı tutulan ${count} çift`,
  together: (limits, consequence) => `${limits} birlikte sağlanamıyor: ${consequence}.`,
  alone: (limit, consequence, members, isEnough, lowest) =>
    isEnough
      ? `${limit} sağlanamıyor: ${consequence}. Turda bunlardan ${members} kuruluş var, ama ${lowest > 0 ? `en düşük puanın (${lowest}) üzerinde ` : ''}pek azının eşleşebileceği biri bulunuyor.`
      : `${limit} sağlanamıyor: ${consequence}; turda bunlardan yalnızca ${members} kuruluş var.`,
  missing: (count) => `${count} kuruluş eksik kalıyor`,
  tooMany: 'bir kuruluş fazla geliyor',
};

/** More pairs than this are counted and not named. */
const NAMED_PAIRS = 3;

/** “At least 5 from Bulgaria (B), at most 3 with the field Ecology (B) and 10 places in all cannot all be met: 2 organisations are missing.” */
export function conflictSentence(
  limits: readonly StoredLimit[],
  [missing = 1, lowest = 0]: readonly number[],
  names: ReadonlyMap<string, string>,
  spoken: 'en' | 'tr',
): string {
  const words = spoken === 'tr' ? TURKISH : ENGLISH;
  const [only, ...others] = limits.filter(({ kind }) => kind !== 'LOWEST');
  // Its own sentence speaks of the lowest score.
  const isAlone = only?.kind === 'MIN' && others.length === 0;
  const listed = [
    ...(isAlone ? [only] : limits).flatMap((limit) => counted(limit, words, spoken)),
    ...pairs(limits, 'MUST', names, words.settled, words.settledMany),
    ...pairs(limits, 'NEVER', names, words.apart, words.apartMany),
  ];
  const text = new Intl.ListFormat(words.locale).format(listed);
  const sentence = text.charAt(0).toLocaleUpperCase(words.locale) + text.slice(1);
  const consequence = limits.some(({ kind }) => kind === 'MIN') ? words.missing(missing) : words.tooMany;
  return isAlone
    ? words.alone(sentence, consequence, only.members, only.members >= only.value, lowest)
    : words.together(sentence, consequence);
}

function counted(limit: StoredLimit, words: Words, spoken: 'en' | 'tr'): string[] {
  if (limit.kind === 'PLACES') return [words.places(limit.value)];
  if (limit.kind === 'LOWEST') return [words.lowest(limit.value)];
  if (limit.kind !== 'MIN' && limit.kind !== 'MAX') return [];
  const say = limit.kind === 'MIN' ? words.least : words.most;
  return [say(limit.value, quotaLabel(limit.quota, spoken), limit.quota.startsWith('COUNTRY'))];
}

function pairs(
  limits: readonly StoredLimit[],
  kind: 'MUST' | 'NEVER',
  names: ReadonlyMap<string, string>,
  one: (names: string) => string,
  many: (count: number) => string,
): string[] {
  const found = limits.flatMap((limit) => (limit.kind === kind ? [limit] : []));
  if (found.length > NAMED_PAIRS) return [many(found.length)];
  return found.map(({ organisationIds }) => one(organisationIds.map((id) => names.get(id) ?? '…').join(' – ')));
}
