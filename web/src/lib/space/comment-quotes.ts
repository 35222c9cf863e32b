import type { Node } from '@tiptap/pm/model';
import { linesOf, linesWithin, placeOfLetter } from './comment-lines.ts';
import { changedRanges } from './comment-words.ts';
import { occurrences } from './word-place.ts';

/** From where to where something stands in a text of the editor. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Where something that is gone stood. */
export interface Place extends Range {
  /** Otherwise it is known only from what stood around it. */
  readonly sure: boolean;
}

/** So far from their place are words that were changed still taken for the same when not all of them are there. */
export const REACH = 400;
/** So many letters in the same order are no chance, wherever they stand. */
const UNMISTAKABLE = 24;

/**
 * Where quoted words stand; of several places the nearest to where they stood (`near`; null: nobody knows), null when they are nowhere. Spaces do
 * not count where nothing else fits: paragraphs that were joined or divided have others. When they stand nowhere as they were, what they were changed into.
 */
export function quotedRange(doc: Node, quote: string, near: Place | null): Range | null {
  return exactRange(doc, quote, near) ?? changedRange(doc, quote, near);
}

export const exactRange = (doc: Node, quote: string, near: Place | null): Range | null =>
  exactRanges(doc, quote).sort((one, other) => distance(one, near) - distance(other, near))[0] ?? null;

/**
 * Where all quoted words stand within a range in which there are others too: as they were, of several places the nearest to one of its ends, or with what
 * was put among them.
 */
export function quoteWithin(doc: Node, quote: string, { from, to }: Range): Range | null {
  const toEnd = (words: Range): number => Math.min(words.from - from, to - words.to);
  const nearest = (found: Range[]): Range | undefined =>
    found.filter((words) => toEnd(words) >= 0).sort((one, other) => toEnd(one) - toEnd(other))[0];
  const exact = nearest(exactRanges(doc, quote));
  if (exact) return exact;
  const changed = nearest(changedRanges(linesWithin(linesOf(doc), { from, to }), quote, true));
  // Marks around the words, which may be the quote's own, stay with them.
  return changed
    ? { from: /^[\p{L}\p{N}]/u.test(quote) ? changed.from : from, to: /[\p{L}\p{M}\p{N}]$/u.test(quote) ? changed.to : to }
    : null;
}

function exactRanges(doc: Node, quote: string): Range[] {
  const wanted = quote.replace(/\s+/g, '');
  const text = linesOf(doc);
  const found = occurrences(text.letters, wanted).map((at) => ({
    from: placeOfLetter(text, at),
    to: placeOfLetter(text, at + wanted.length - 1) + 1,
  }));
  const spaced = (words: string): string => words.trim().replace(/\s+/g, ' ');
  const exact = found.filter(({ from, to }) => spaced(doc.textBetween(from, to, '\n')) === spaced(quote));
  return exact.length > 0 ? exact : found;
}

function changedRange(doc: Node, quote: string, near: Place | null): Range | null {
  const text = linesOf(doc);
  const place = near?.sure && !Number.isNaN(near.from) ? near : null;
  // Many conversations can have lost their words in a long text: what stands at the place is looked at first.
  const around = place && { from: place.from - REACH, to: place.to + REACH + 3 * quote.length };
  const atPlace = (around ? changedRanges(linesWithin(text, around), quote) : []).filter((range) => distance(range, place) <= REACH);
  const found =
    atPlace.length > 0 ? atPlace : changedRanges(text.lines, quote, place !== null).filter(({ kept }) => !place || kept >= UNMISTAKABLE);
  const [best] = found.sort(
    (one, other) =>
      distance(one, place) - distance(other, place) ||
      one.lost - other.lost ||
      distance(one, near) - distance(other, near) ||
      one.between - other.between ||
      one.from - other.from,
  );
  return best ? { from: best.from, to: best.to } : null;
}

const distance = ({ from }: Range, near: Range | null): number =>
  near === null || Number.isNaN(near.from) ? 0 : Math.max(0, near.from - from, from - near.to);
