import { ABBREVIATIONS, EQUIVALENTS, PLACE_NAMES } from '@kopru/schema/vocabulary';
import { Lexicon } from './lexicon.ts';
import { indexedWordsOf, wordsOf } from './words.ts';

/** Words, folded, with those that say the same. */
type Sayings = ReadonlyMap<string, readonly string[]>;

/** Of each pair the words of the first mean those of the second. */
function sayings(pairs: readonly (readonly [readonly string[], readonly string[]])[]): Sayings {
  const found = new Map<string, Set<string>>();
  for (const [words, others] of pairs) for (const word of words) found.set(word, new Set([...(found.get(word) ?? []), ...others]));
  return new Map([...found].map(([word, others]) => [word, [...others].filter((other) => other !== word)]));
}

/** What a word of the vocabulary is in the other interface language, which other forms of it say the same, and what is short for it: of "gonullu" volunteer, volunteers, volunteering. */
const WORDS = sayings([
  ...EQUIVALENTS.flatMap(({ en, tr, alike }) => {
    const [english, turkish] = [en.flatMap(wordsOf), tr.flatMap(wordsOf)];
    const all = [...english, ...turkish];
    if (alike) return [[all, all] as const];
    return [[english, turkish] as const, [turkish, english] as const];
  }),
  ...ABBREVIATIONS.map(({ short }) => [short.flatMap(wordsOf), short.flatMap(wordsOf)] as const),
  ...ABBREVIATIONS.map(({ short, long }) => [long.flatMap(wordsOf), short.flatMap(wordsOf)] as const),
]);

/** The words that a short form is short for: each says only a part of it, and whoever has one stands behind those who have it all. */
const PARTS = sayings(ABBREVIATIONS.map(({ short, long }) => [short.flatMap(wordsOf), long.flatMap(wordsOf)] as const));

/** The names of a place by each of them, also as they are spelt without its letters: of "munih" munich and munchen. */
const PLACES = sayings(
  PLACE_NAMES.map((names) => {
    const words = names.flatMap(indexedWordsOf);
    return [words.flatMap(({ word, alternatives }) => [word, ...alternatives]), words.map(({ word }) => word)] as const;
  }),
);

/** Everything that is known to say the same as a word typed wholly and rightly. */
export const EQUIVALENTS_OF: Sayings = sayings([...WORDS, ...PARTS, ...PLACES].map(([word, others]) => [[word], others]));

/** A place is found by its other name while that is being typed; three letters begin too many. */
const PLACES_MEANT = new Lexicon(PLACES.keys(), 4);

/** Another word that says the same, and how misspelt what was typed then is; a part of what it says counts as one typo. */
export interface Equivalent {
  readonly word: string;
  readonly typos: 0 | 1 | 2;
}

/** What says the same as this word. Names of places may be begun and misspelt, as they may where they stand. */
export function equivalentsOf(word: string, isPrefix: boolean): Equivalent[] {
  const typosOf = new Map<string, 0 | 1 | 2>();
  for (const meant of PLACES_MEANT.meant(word, isPrefix)) {
    for (const other of PLACES.get(meant.word) ?? []) typosOf.set(other, Math.min(typosOf.get(other) ?? 2, meant.typos) as 0 | 1 | 2);
  }
  for (const other of PARTS.get(word) ?? []) typosOf.set(other, 1);
  for (const other of WORDS.get(word) ?? []) typosOf.set(other, 0);
  typosOf.delete(word);
  return [...typosOf].map(([other, typos]) => ({ word: other, typos }));
}
