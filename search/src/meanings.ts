import { EQUIVALENTS_OF } from './equivalents.ts';
import { typosFrom, variantsOfTerm, variantsOfWord } from './neighbourhood.ts';
import { VOCABULARY_WORDS, type VocabularyEntry } from './vocabulary-words.ts';

/** Something of the vocabulary that a word may stand for, and how misspelt the word then is. */
export interface MeantEntry extends VocabularyEntry {
  readonly typos: 0 | 1 | 2;
}

const WORDS = [...VOCABULARY_WORDS.keys()].sort();
const WORDS_BY_VARIANT = new Map<number, string[]>();
for (const word of WORDS) {
  for (const variant of variantsOfTerm(word)) WORDS_BY_VARIANT.set(variant, [...(WORDS_BY_VARIANT.get(variant) ?? []), word]);
}

/** The words of a sorted list that begin like this. */
export function startingWith(sorted: readonly string[], start: string): string[] {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < sorted.length && sorted[end]!.startsWith(start)) end += 1;
  return sorted.slice(low, end);
}

/** One letter begins too many labels to mean any of them. */
const SHORTEST_BEGINNING = 2;

/** The words of the vocabulary that share a deletion with one of these, for measuring. */
export const vocabularyNear = (variants: readonly number[]): string[] => [
  ...new Set(variants.flatMap((variant) => WORDS_BY_VARIANT.get(variant) ?? [])),
];

/** The fields, issues and countries in whose labels or search words this word stands. */
export function entriesMeant(word: string, isPrefix: boolean): MeantEntry[] {
  const begun = isPrefix && [...word].length >= SHORTEST_BEGINNING ? startingWith(WORDS, word) : [];
  const typosTo = typosFrom(word, isPrefix);
  return [...new Set([word, ...begun, ...vocabularyNear(variantsOfWord(word))])].flatMap((label) => {
    const typos = typosTo(label);
    return typos === undefined ? [] : (VOCABULARY_WORDS.get(label) ?? []).map((entry) => ({ ...entry, typos }));
  });
}

/** What a word of a query may mean besides itself and what it begins. */
export interface Meanings {
  readonly entries: readonly MeantEntry[];
  /** What it is in the other language. */
  readonly others: readonly string[];
  /** Words of the index. */
  readonly terms: readonly { readonly term: string; readonly typos: 0 | 1 | 2 }[];
}

/** More terms than this would only slow the search down: the nearest ones are what the person meant. */
const MAX_TERMS = 60;

/** Everything a word may mean; of the words of the index those among the candidates. */
export function meaningsOf(word: string, isPrefix: boolean, candidates: readonly string[]): Meanings {
  const near: { term: string; typos: 0 | 1 | 2; off: number }[] = [];
  const typosTo = typosFrom(word, isPrefix);
  for (const term of candidates) {
    const typos = typosTo(term);
    if (typos) near.push({ term, typos, off: Math.abs(term.length - word.length) });
  }
  const terms = near.sort((a, b) => a.typos - b.typos || a.off - b.off).slice(0, MAX_TERMS);
  return { entries: entriesMeant(word, isPrefix), others: EQUIVALENTS_OF.get(word) ?? [], terms };
}
