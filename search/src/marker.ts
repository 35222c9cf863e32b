import { equivalentsOf } from './equivalents.ts';
import { entriesMeant } from './meanings.ts';
import { typosBetween } from './neighbourhood.ts';
import { parseQuery } from './query.ts';
import type { VocabularyEntry } from './vocabulary-words.ts';
import { placedWordsOf, type PlacedWord } from './words.ts';

/** A piece of a text: a word that was looked for, or what stands between. Together the pieces are the text. */
export interface TextPart {
  readonly text: string;
  readonly found: boolean;
}

/** A text with its found words marked, and which words of the query they are. */
export interface MarkedText {
  readonly parts: readonly TextPart[];
  readonly words: ReadonlySet<number>;
}

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly word: number;
}

/**
 * Marks the words of a query in texts, by the same rules by which the engines find: folded, misspelt, the last as a beginning, in the other
 * language. It is handed texts that the viewer may see and knows nothing else, so no mark can tell what the viewer may not know.
 */
export class Marker {
  readonly #words: readonly string[];
  readonly #lastIsPrefix: boolean;
  /** Of each word of the query what says the same. */
  readonly #sayings: readonly ReadonlyMap<string, number>[];
  /** Which word of the query a word of a text is; texts repeat their words. */
  readonly #known = new Map<string, number | undefined>();

  /** `dropped`: the words that were not asked for, because nothing had all of them. */
  constructor(query: string | null | undefined, dropped: readonly string[] = []) {
    const words = parseQuery(query);
    this.#words = words.filter((word, place) => !dropped.includes(word) || words.lastIndexOf(word) !== place);
    this.#lastIsPrefix = this.#words.at(-1) === words.at(-1);
    this.#sayings = this.#words.map(
      (word, index) => new Map(equivalentsOf(word, this.#isPrefix(index)).map((other) => [other.word, other.typos])),
    );
  }

  get hasWords(): boolean {
    return this.#words.length > 0;
  }

  /** Which of the words the fields, issues and countries answer by their labels. */
  entries(): (VocabularyEntry & { readonly word: number })[] {
    return this.#words.flatMap((word, index) =>
      entriesMeant(word, this.#isPrefix(index)).map(({ attribute, id }) => ({ attribute, id, word: index })),
    );
  }

  /** The whole text; undefined when nothing in it was looked for. */
  mark(text: string | null | undefined): MarkedText | undefined {
    const whole = (text ?? '').normalize('NFC');
    return this.#marked(whole, this.#marksIn(whole), 0, whole.length);
  }

  /** The piece of a long text, about `length` letters, in which most of the words stand; undefined when none does. */
  excerpt(text: string | null | undefined, length = 180): MarkedText | undefined {
    const whole = (text ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim();
    const marks = this.#marksIn(whole);
    const words = (from: number): number =>
      new Set(marks.filter(({ start, end }) => start >= from && end <= from + length).map(({ word }) => word)).size;
    const best = marks.reduce<Mark | undefined>(
      (found, mark) => (found === undefined || words(mark.start) > words(found.start) ? mark : found),
      undefined,
    );
    if (best === undefined) return undefined;
    const from = Math.min(best.start, atBlank(whole, Math.max(0, best.start - Math.floor(length / 4))));
    const to = Math.max(best.end, whole.length <= from + length ? whole.length : beforeBlank(whole, from + length));
    return this.#marked(whole, marks, from, to);
  }

  #isPrefix = (index: number): boolean => this.#lastIsPrefix && index === this.#words.length - 1;

  #marksIn(text: string): Mark[] {
    return placedWordsOf(text).flatMap((placed) => {
      const word = this.#wordOf(placed);
      return word === undefined ? [] : [{ start: placed.start, end: placed.start + placed.raw.length, word }];
    });
  }

  #wordOf({ word, alternatives }: PlacedWord): number | undefined {
    for (const form of [word, ...alternatives]) {
      if (!this.#known.has(form)) this.#known.set(form, this.#asked(form));
      const asked = this.#known.get(form);
      if (asked !== undefined) return asked;
    }
    return undefined;
  }

  /** The word of the query that a word of a text is: rather one that it is exactly than one that it may be. */
  #asked(form: string): number | undefined {
    const distances = this.#words.map((word, index) =>
      Math.min(...[this.#sayings[index]?.get(form), typosBetween(word, form, this.#isPrefix(index))].map((typos) => typos ?? Infinity)),
    );
    const nearest = Math.min(...distances);
    return nearest === Infinity ? undefined : distances.indexOf(nearest);
  }

  #marked(text: string, marks: readonly Mark[], from: number, to: number): MarkedText | undefined {
    const inside = marks.filter(({ start, end }) => start >= from && end <= to);
    if (inside.length === 0) return undefined;
    const parts: TextPart[] = [];
    let at = from;
    const between = (piece: string): void => void (piece !== '' && parts.push({ text: piece, found: false }));
    for (const { start, end } of inside) {
      between((at === from && from > 0 ? '…' : '') + text.slice(at, start));
      parts.push({ text: text.slice(start, end), found: true });
      at = end;
    }
    between(text.slice(at, to) + (to < text.length ? '…' : ''));
    return { parts, words: new Set(inside.map(({ word }) => word)) };
  }
}

/** The begin of the word at or after this place. */
function atBlank(text: string, place: number): number {
  if (place === 0) return 0;
  const blank = text.indexOf(' ', place);
  return blank === -1 ? place : blank + 1;
}

function beforeBlank(text: string, place: number): number {
  const blank = text.lastIndexOf(' ', place);
  return blank === -1 ? place : blank;
}

/** The word as it is written in one of these texts; undefined when it stands in none. */
export function spellingOf(word: string, texts: readonly (string | null | undefined)[]): string | undefined {
  for (const text of texts) {
    const placed = placedWordsOf((text ?? '').normalize('NFC')).find((found) => found.word === word || found.alternatives.includes(word));
    if (placed !== undefined) return placed.raw;
  }
  return undefined;
}
