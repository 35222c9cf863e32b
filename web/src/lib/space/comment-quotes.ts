import type { Node } from '@tiptap/pm/model';
import { occurrences } from './word-place.ts';

/** From where to where something stands in a text of the editor. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The letters of a text without the spaces between them, and where each stands. */
interface Letters {
  readonly letters: string;
  readonly positions: readonly number[];
}

const known = new WeakMap<Node, Letters>();

/**
 * Where quoted words stand; of several places the nearest to where they stood (`near`; null: nobody knows), null when they are nowhere. Spaces do
 * not count where nothing else fits: paragraphs that were joined or divided have others.
 */
export function quotedRange(doc: Node, quote: string, near: Range | null): Range | null {
  const wanted = quote.replace(/\s+/g, '');
  const { letters, positions } = lettersOf(doc);
  const found = occurrences(letters, wanted).map((at) => ({ from: positions[at]!, to: positions[at + wanted.length - 1]! + 1 }));
  const spaced = (words: string): string => words.trim().replace(/\s+/g, ' ');
  const exact = found.filter(({ from, to }) => spaced(doc.textBetween(from, to, '\n')) === spaced(quote));
  const distance = ({ from }: Range): number =>
    near === null || Number.isNaN(near.from) ? 0 : Math.max(0, near.from - from, from - near.to);
  return (exact.length > 0 ? exact : found).sort((one, other) => distance(one) - distance(other))[0] ?? null;
}

function lettersOf(doc: Node): Letters {
  const before = known.get(doc);
  if (before) return before;
  let letters = '';
  const positions: number[] = [];
  doc.descendants((node, position) => {
    for (let at = 0; node.isText && at < node.text!.length; at += 1) {
      if (/\s/.test(node.text![at]!)) continue;
      letters += node.text![at]!;
      positions.push(position + at);
    }
  });
  known.set(doc, { letters, positions });
  return { letters, positions };
}
