import { EQUIVALENTS_OF, equivalentsOf, type Equivalent } from './equivalents.ts';
import { Lexicon } from './lexicon.ts';
import { typosFrom } from './neighbourhood.ts';
import { isPlaceWord } from './places.ts';
import { VOCABULARY_WORDS, type VocabularyEntry } from './vocabulary-words.ts';

/** Something of the vocabulary that a word may stand for, and how misspelt the word then is. */
export interface MeantEntry extends VocabularyEntry {
  readonly typos: 0 | 1 | 2;
}

/** One letter begins too many labels to mean any of them. */
const LABELS = new Lexicon(VOCABULARY_WORDS.keys(), 2);

/** The words of the vocabulary that share a deletion with one of these, for measuring. */
export const vocabularyNear = (variants: readonly number[]): Iterable<string> => LABELS.near(variants);

/** Whether a folded word is known to be written so: in the name of a place, as a word of the vocabulary, or as one that says the same. */
export const isKnownWord = (word: string): boolean => isPlaceWord(word) || VOCABULARY_WORDS.has(word) || EQUIVALENTS_OF.has(word);

/** The fields, issues and countries in whose labels or search words this word stands. */
export function entriesMeant(word: string, isPrefix: boolean): MeantEntry[] {
  return LABELS.meant(word, isPrefix).flatMap(({ word: label, typos }) =>
    (VOCABULARY_WORDS.get(label) ?? []).map((entry) => ({ ...entry, typos })),
  );
}

/** What a word of a query may mean besides itself and what it begins. */
export interface Meanings {
  readonly entries: readonly MeantEntry[];
  /** What says the same: in the other language, in short, or as the name of the same place. */
  readonly others: readonly Equivalent[];
  /** Words of the index. */
  readonly terms: readonly { readonly term: string; readonly typos: 0 | 1 | 2 }[];
}

/** More terms than this would only slow the search down: the nearest ones are what the person meant. */
const MAX_TERMS = 60;

/** Everything a word may mean; of the words of the index those among the candidates. */
export function meaningsOf(word: string, isPrefix: boolean, candidates: readonly string[]): Meanings {
  const others = equivalentsOf(word, isPrefix);
  const near: { term: string; typos: 0 | 1 | 2; off: number }[] = [];
  const typosTo = typosFrom(word, isPrefix);
  for (const term of candidates) {
    const typos = typosTo(term);
    if (typos && !others.some((other) => other.word === term)) near.push({ term, typos, off: Math.abs(term.length - word.length) });
  }
  const terms = near.sort((a, b) => a.typos - b.typos || a.off - b.off).slice(0, MAX_TERMS);
  return { entries: entriesMeant(word, isPrefix), others, terms };
}
