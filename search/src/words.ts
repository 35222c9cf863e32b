import { latinFold } from './fold.ts';

/** Longest word that is indexed or looked up, in UTF-16 units; longer ones are cut on both sides alike. */
export const MAX_WORD_LENGTH = 40;

const APOSTROPHES = /['’‘ʼ`´]/u;
/** Runs of letters and digits; single letters joined by "&" are one word: M&E, R & D. */
const WORD_CHARACTERS = /(?<![\p{L}\p{N}\p{M}])\p{L}\p{M}*(?: ?& ?\p{L}\p{M}*)+(?![\p{L}\p{N}\p{M}])|[\p{L}\p{N}\p{M}'’‘ʼ`´]+/gu;
const INDEXABLE = /[\p{L}\p{N}]/u;

/** A word as it stands in a text. */
interface RawWord {
  readonly raw: string;
  /** Where it begins, in UTF-16 units. */
  readonly start: number;
}

function partsOf(run: string, start: number): RawWord[] {
  let at = start;
  return run.split(APOSTROPHES).flatMap((raw) => {
    const part = { raw, start: at };
    at += raw.length + 1;
    return INDEXABLE.test(raw) ? [part] : [];
  });
}

/**
 * Splits at everything that is neither letter nor digit, but for the "&" of initials. An apostrophe separates a stem from its ending (İstanbul'da, l'eau,
 * women's); a single letter left over on either side of it is an article or an ending and is dropped.
 */
function rawWords(text: string): RawWord[] {
  const words: RawWord[] = [];
  for (const match of text.matchAll(WORD_CHARACTERS)) {
    const parts = partsOf(match[0], match.index);
    const kept = parts.length > 1 ? parts.filter(({ raw }) => raw.length > 1) : parts;
    words.push(...(kept.length > 0 ? kept : parts));
  }
  return words;
}

/** A piece of text as the index knows it: lower-case folded words in Latin letters, in order, with repetitions. */
export function wordsOf(text: string): string[] {
  return rawWords(text).map(({ raw }) => folded(raw));
}

const folded = (raw: string): string => latinFold(raw).replaceAll(' ', '').slice(0, MAX_WORD_LENGTH);

/** A word of a document, and the other ways in which people write the same word. */
export interface IndexedWord {
  readonly word: string;
  readonly alternatives: readonly string[];
}

const DIGRAPHS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

/**
 * As `wordsOf`, with the digraph spelling where there is one: German, Danish and others write ü as ue, å as aa when the letter is
 * missing on the keyboard (Muenchen, Aarhus). Initials are also letters by themselves. Only the index holds both, so a query stays one word.
 */
export function indexedWordsOf(text: string): IndexedWord[] {
  return rawWords(text.normalize('NFC')).map(({ raw }) => indexedWord(raw));
}

function indexedWord(raw: string): IndexedWord {
  const word = folded(raw);
  if (word.includes('&')) return { word, alternatives: word.split('&') };
  const lower = raw.toLowerCase();
  const spelledOut = lower.replace(/[äöüøå]/gu, (letter) => DIGRAPHS[letter] ?? letter);
  if (spelledOut === lower) return { word, alternatives: [] };
  return { word, alternatives: [folded(spelledOut)] };
}

/** A word of a text with its place there. */
export interface PlacedWord extends IndexedWord, RawWord {}

/** The words of a text, which must be in Unicode's NFC, with where they stand. */
export function placedWordsOf(text: string): PlacedWord[] {
  return rawWords(text).map(({ raw, start }) => ({ raw, start, ...indexedWord(raw) }));
}

/** One string per name for "is exactly this name": its words, joined by one blank. */
export function nameKey(name: string): string {
  return wordsOf(name).join(' ');
}
