import { allowedTypos, editDistance, mayBeMisspeltBeginning, prefixDistance } from './distance.ts';
import { hash32 } from './hash.ts';
import { isPlaceWord } from './places.ts';

/**
 * Finding terms within one or two typos by "deletion neighbourhoods" (Mor & Fraenkel 1982; on the first letters only: Garbe, SymSpell): two
 * words within k edits share a string that each becomes by deleting at most k letters, and it is enough to look at their first letters. A
 * term is stored with the hashes of its strings; a query word asks for terms that share one of its own, and what is found is then measured
 * exactly. Complete, unlike trigrams, most of which a swap in a short word destroys.
 */
const LETTERS = { 1: 5, 2: 7 } as const;

function deletions(text: string, depth: number, into: Set<string>): Set<string> {
  into.add(text);
  if (depth === 0) return into;
  for (let index = 0; index < text.length; index += 1) deletions(text.slice(0, index) + text.slice(index + 1), depth - 1, into);
  return into;
}

const neighbourhood = (word: string, typos: 1 | 2): number[] =>
  [...deletions(word.slice(0, LETTERS[typos]), typos, new Set())].map((text) => hash32(typos, text));

/** The hashes a term is stored with. A word may have one typo from 5 letters and two from 9, so terms of 4 and of 7 letters can be meant. */
export function variantsOfTerm(term: string): number[] {
  return [...(term.length >= 4 ? neighbourhood(term, 1) : []), ...(term.length >= 7 ? neighbourhood(term, 2) : [])];
}

/** How many typos a word of a query is forgiven. None in the name of a place, which is taken at its word: "Athen" means no "then", whoever is there. */
export const forgivenTypos = (word: string): 0 | 1 | 2 => (isPlaceWord(word) ? 0 : allowedTypos(word.length));

/** The hashes of which a term must share one to be meant by this word of a query; none when the word is forgiven no typos. */
export function variantsOfWord(word: string): readonly number[] {
  // Asked in a row for the index, for labels and for places.
  if (last.word === word) return last.variants;
  const typos = forgivenTypos(word);
  last = { word, variants: typos === 0 ? [] : neighbourhood(word, typos) };
  return last.variants;
}

let last: { readonly word: string; readonly variants: readonly number[] } = { word: '', variants: [] };

/** Hashes that reach further than a search forgives: for offering words, not for finding them. */
export function variantsFurther(word: string): number[] {
  if (word.length < 3) return [];
  return [...neighbourhood(word, 1), ...(word.length >= 5 ? neighbourhood(word, 2) : [])];
}

/** Which letters a word has, folded into 32 bits. */
export function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

/**
 * How many typos lie between this word and a term, or undefined when they are too many. A beginning is compared with beginnings, a short one only as it stands. Made once for a word that is compared
 * with many terms.
 */
export function typosFrom(word: string, isPrefix: boolean): (term: string) => 0 | 1 | 2 | undefined {
  const limit = forgivenTypos(word);
  const letters = lettersOf(word);
  const comparesBeginnings = isPrefix && mayBeMisspeltBeginning(word.length);
  const distance = comparesBeginnings ? prefixDistance : editDistance;
  return (term) => {
    if (term === word || (isPrefix && term.startsWith(word))) return 0;
    const isOff = comparesBeginnings ? word.length - term.length > limit : Math.abs(word.length - term.length) > limit;
    if (limit === 0 || isOff || areMissing(letters & ~lettersOf(term), limit)) return undefined;
    const typos = distance(word, term, limit);
    return typos <= limit ? (typos as 1 | 2) : undefined;
  };
}

/** Whether more letters are missing than edits could have brought in: cheaper to see than the distance. */
export function areMissing(missing: number, limit: number): boolean {
  let left = missing;
  for (let seen = 0; seen < limit; seen += 1) left &= left - 1;
  return left !== 0;
}

export const typosBetween = (word: string, term: string, isPrefix: boolean): 0 | 1 | 2 | undefined => typosFrom(word, isPrefix)(term);
