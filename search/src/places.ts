import { KNOWN_PLACES, type CountryId } from '@kopru/schema/vocabulary';
import { EQUIVALENTS_OF } from './equivalents.ts';
import { VOCABULARY_WORDS } from './vocabulary-words.ts';
import { indexedWordsOf } from './words.ts';

/** The country of each place that has a name of one word, by the name, folded, also as it is spelt without its letters. */
const COUNTRY_OF: ReadonlyMap<string, CountryId> = new Map(
  KNOWN_PLACES.toReversed().flatMap(([name, country]) => {
    const words = indexedWordsOf(name);
    const [only] = words.length === 1 ? words : [];
    return only ? [only.word, ...only.alternatives].map((word) => [word, country] as const) : [];
  }),
);

/** In which country the place with this name, folded, is; undefined when it is not known as one. */
export const countryOfPlace = (word: string): CountryId | undefined => COUNTRY_OF.get(word);

/** Whether a folded word is known to be written so: as a place, as a word of the vocabulary, or as one that says the same. */
export const isKnownWord = (word: string): boolean => COUNTRY_OF.has(word) || VOCABULARY_WORDS.has(word) || EQUIVALENTS_OF.has(word);
