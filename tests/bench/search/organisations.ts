import { FIELDS, ISSUES, LANGUAGES, ORGANISATION_KINDS } from '@kopru/schema/vocabulary';
import type { IndexedOrganisation } from '@kopru/search/document';
import { seeded } from '../../support/place-names.ts';
import { TONGUES, type Tongue } from './languages.ts';

type Random = (below: number) => number;

const one = <Value>(list: readonly Value[], random: Random): Value => list[random(list.length)] as Value;
const some = <Value>(list: readonly Value[], most: number, random: Random): Value[] =>
  Array.from({ length: 1 + random(most) }, () => one(list, random));

/** Few words are frequent and most are rare, as in real texts. */
const skewed = <Value>(list: readonly Value[], random: Random): Value =>
  list[Math.floor(list.length * (random(1_000_000) / 1_000_000) ** 3)] as Value;

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

const coined = (tongue: Tongue, count: number, most: number, random: Random): string[] =>
  Array.from({ length: count }, () => Array.from({ length: 2 + random(most) }, () => one(tongue.syllables, random)).join(''));

/** The words of one language: names of places and people, and for each field of work the words that its organisations share. */
interface Lexicon extends Tongue {
  readonly proper: readonly string[];
  readonly everyday: readonly string[];
  readonly ofField: readonly (readonly string[])[];
}

function lexicons(): Lexicon[] {
  const random = seeded(20_261);
  return TONGUES.map((tongue) => ({
    ...tongue,
    proper: coined(tongue, 6_000, 2, random).map(capital),
    everyday: coined(tongue, 4_000, 3, random),
    ofField: FIELDS.map(() => coined(tongue, 300, 3, random)),
  }));
}

const LEXICONS = lexicons();

export const idOf = (index: number): string => `0199a000-0000-7000-8000-${String(index).padStart(12, '0')}`;

function nameOf(lexicon: Lexicon, random: Random): string {
  const proper = random(4) === 0 ? `${one(lexicon.proper, random)} ${one(lexicon.proper, random)}` : one(lexicon.proper, random);
  return `${proper} ${one(lexicon.themes, random)} ${one(lexicon.forms, random)}`;
}

function organisation(index: number): IndexedOrganisation {
  const random = seeded(1 + index * 7_919);
  for (let warm = 0; warm < 3; warm += 1) random(2);
  const lexicon = random(5) < 2 ? LEXICONS[0]! : one(LEXICONS.slice(1), random);
  const fields = some(FIELDS, 3, random);
  const topic = lexicon.ofField[FIELDS.indexOf(fields[0]!)]!;
  const text = (count: number): string =>
    Array.from({ length: count }, () => skewed(random(2) ? topic : lexicon.everyday, random)).join(' ');
  const lot = random(100);
  return {
    id: idOf(index),
    visibility: lot < 91 ? 'PUBLIC' : lot < 95 ? 'MEMBERS' : lot < 98 ? 'PSEUDONYMOUS' : 'HIDDEN',
    name: nameOf(lexicon, random),
    alias: `${one(lexicon.themes, random)} ${index}`,
    acronym: random(3) ? null : coined(lexicon, 1, 1, random)[0]!.slice(0, 4).toUpperCase(),
    formerNames: random(10) ? [] : [nameOf(lexicon, random)],
    about: text(12 + random(40)),
    city: one(lexicon.proper.slice(0, 200), random),
    country: one(lexicon.countries, random),
    kind: one(ORGANISATION_KINDS, random).id,
    fields: fields.map((field) => field.id),
    issues: uniqueBy(some(ISSUES, 5, random)).map((issue) => ({
      issueId: issue.id,
      direction: random(2) ? 'NEED' : 'OFFER',
      statement: random(2) ? text(6 + random(6)) : null,
    })),
    languages: [...new Set(some(LANGUAGES, 3, random).map((language) => language.id))],
    verified: random(4) > 0,
    withoutPartner: random(8) > 0,
    createdAt: new Date(Date.UTC(2024, 0, 1) + index * 60_000),
  };
}

function uniqueBy<Entry extends { readonly id: string }>(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry, index) => entries.findIndex(({ id }) => id === entry.id) === index);
}

/** Invented organisations in a dozen languages, the same every time: 91% public, 4% for members, 3% under an alias, 2% hidden. */
export function* organisations(count: number, batch = 1000): Generator<IndexedOrganisation[]> {
  for (let start = 0; start < count; start += batch) {
    yield Array.from({ length: Math.min(batch, count - start) }, (_, index) => organisation(start + index));
  }
}
