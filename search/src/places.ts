import { CITIES_OF_SEVERAL_WORDS, KNOWN_PLACES, type CountryId } from '@kopru/schema/vocabulary';
import { allowedTypos, editDistance } from './distance.ts';
import { indexedWordsOf, wordsOf } from './words.ts';

/** A place by one of its names, as that is written. */
export interface KnownPlace {
  readonly name: string;
  readonly country: CountryId;
}

/** The place of each name, by its words, folded, joined by one blank; a name of one word also as it is spelt without its letters. */
const PLACE_OF: ReadonlyMap<string, KnownPlace> = new Map(
  KNOWN_PLACES.toReversed().flatMap(([name, country]) => {
    const words = indexedWordsOf(name);
    const keys = [words.map(({ word }) => word).join(' '), ...(words.length === 1 ? (words[0]?.alternatives ?? []) : [])];
    return keys.map((key) => [key, { name, country }] as const);
  }),
);

/** The names of one word, and the words of cities that have more; those of countries say too much else ("united", "islands"). */
export const PLACE_WORDS: ReadonlySet<string> = new Set([
  ...[...PLACE_OF.keys()].filter((key) => !key.includes(' ')),
  ...Object.values(CITIES_OF_SEVERAL_WORDS)
    .flat()
    .flatMap((name) => wordsOf(name)),
]);

const MOST_WORDS = Math.max(...[...PLACE_OF.keys()].map((key) => key.split(' ').length));

/** Whether a folded word is one of the name of a place. */
export const isPlaceWord = (word: string): boolean => PLACE_WORDS.has(word);

/** A place that is named among words: the words of its name, from one to before another. */
export interface NamedPlace extends KnownPlace {
  readonly start: number;
  readonly end: number;
}

/** The places that stand among words as they were typed, the longest name at each word, with the name as it was typed. */
export function placesNamed(typed: readonly string[]): NamedPlace[] {
  const named: NamedPlace[] = [];
  for (let start = 0; start < typed.length; start = Math.max(start + 1, named.at(-1)?.end ?? 0)) {
    for (let end = Math.min(typed.length, start + MOST_WORDS); end > start; end -= 1) {
      const name = typed.slice(start, end).join(' ');
      const place = PLACE_OF.get(wordsOf(name).join(' '));
      if (place === undefined) continue;
      named.push({ name, country: place.country, start, end });
      break;
    }
  }
  return named;
}

/** The place whose name of one word this may be, with one typo, but not in the first letter. */
export function placeMisspelt(typed: string): KnownPlace | undefined {
  const [word = '', ...others] = wordsOf(typed);
  if (others.length > 0 || allowedTypos(word.length) === 0) return undefined;
  const key = [...PLACE_OF.keys()].find((known) => known[0] === word[0] && editDistance(word, known, 1) === 1);
  return key === undefined ? undefined : PLACE_OF.get(key);
}
