/** A text of the editor by its lines: the letters and words of each, read once for as long as the line stays as it is. */
import type { Node } from '@tiptap/pm/model';
import type { Range } from './comment-quotes.ts';

export interface Word {
  readonly text: string;
  /** From where to where it stands: in the line, and among the letters of the line. */
  readonly from: number;
  readonly letter: number;
}

interface Line {
  /** Without the spaces between them. */
  readonly letters: string;
  /** Where each letter stands in the line. */
  readonly places: readonly number[];
  readonly words: ReadonlyMap<string, readonly Word[]>;
}

/** A line in its text. */
export interface PlacedLine extends Line {
  readonly start: number;
  readonly end: number;
  /** How many letters stand before it. */
  readonly before: number;
}

export interface Lines {
  readonly lines: readonly PlacedLine[];
  /** Of all lines. */
  readonly letters: string;
}

const ofLine = new WeakMap<Node, Line>();
const ofText = new WeakMap<Node, Lines>();
/** In place of what is no text, so that places in the words are places in the line. */
const OTHER = '\uFFFC';

export function linesOf(doc: Node): Lines {
  const before = ofText.get(doc);
  if (before) return before;
  const lines: PlacedLine[] = [];
  let letters = '';
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    const line = lineOf(node);
    lines.push({ ...line, start: position + 1, end: position + 1 + node.content.size, before: letters.length });
    letters += line.letters;
    return false;
  });
  const made = { lines, letters };
  ofText.set(doc, made);
  return made;
}

export const linesWithin = ({ lines }: Lines, { from, to }: Range): PlacedLine[] =>
  lines.filter(({ start, end }) => end >= from && start <= to);

/** Where a letter stands in the text. */
export function placeOfLetter({ lines }: Lines, letter: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (lines[middle]!.before <= letter) low = middle;
    else high = middle - 1;
  }
  const { start, places, before } = lines[low]!;
  return start + places[letter - before]!;
}

function lineOf(node: Node): Line {
  const before = ofLine.get(node);
  if (before) return before;
  const text = node.textBetween(0, node.content.size, '', OTHER);
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) if (text[at] !== OTHER && !/\s/.test(text[at]!)) places.push(at);
  let letter = 0;
  const found = wordsOf(text).map((word) => {
    while (places[letter]! < word.from) letter += 1;
    return { ...word, letter };
  });
  const made = { letters: places.map((at) => text[at]).join(''), places, words: Map.groupBy(found, (word) => word.text) };
  ofLine.set(node, made);
  return made;
}

export const wordsOf = (text: string): Pick<Word, 'text' | 'from'>[] =>
  [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((match) => ({ text: match[0], from: match.index }));
