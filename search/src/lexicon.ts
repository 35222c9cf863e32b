import { typosFrom, variantsOfTerm, variantsOfWord } from './neighbourhood.ts';

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

/** A word of a lexicon, and how misspelt it then is. */
export interface Meant {
  readonly word: string;
  readonly typos: 0 | 1 | 2;
}

/** Words that are known beforehand, found as the words of texts are: begun, and misspelt. */
export class Lexicon {
  readonly #words: readonly string[];
  readonly #byVariant = new Map<number, string[]>();
  readonly #shortestBeginning: number;

  /** Shorter beginnings than `shortestBeginning` mean no word. */
  constructor(words: Iterable<string>, shortestBeginning: number) {
    this.#words = [...words].sort();
    this.#shortestBeginning = shortestBeginning;
    for (const word of this.#words) {
      for (const variant of variantsOfTerm(word)) this.#byVariant.set(variant, [...(this.#byVariant.get(variant) ?? []), word]);
    }
  }

  /** The words that share a deletion with one of these, for measuring. */
  near(variants: readonly number[]): Set<string> {
    const found = new Set<string>();
    for (const variant of variants) for (const word of this.#byVariant.get(variant) ?? []) found.add(word);
    return found;
  }

  /** What somebody may mean who typed this. */
  meant(word: string, isPrefix: boolean): Meant[] {
    const begun = isPrefix && [...word].length >= this.#shortestBeginning ? startingWith(this.#words, word) : [];
    const typosTo = typosFrom(word, isPrefix);
    const meant: Meant[] = [];
    for (const known of new Set([word, ...begun, ...this.near(variantsOfWord(word))])) {
      const typos = typosTo(known);
      if (typos !== undefined) meant.push({ word: known, typos });
    }
    return meant;
  }
}
