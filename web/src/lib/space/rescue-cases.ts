/** Texts and changes of a paragraph that specs of co-editing try. */
import { expect } from 'vitest';
import { type COMMANDS, paragraph, type Writer } from './editors-without-page.ts';

export const TWO = [paragraph('Volunteers leave.'), paragraph('Nobody asks them why.')];
export const THREE = [...TWO, paragraph('We do.')];

/** What all of them read, which is the same. */
export function agree(...writers: Writer[]): string {
  const [first] = new Set(writers.map(({ text }) => text));
  for (const { text } of writers) expect(text).toBe(first);
  return first!;
}

/** Changes of a paragraph, and what becomes of `TWO` with the word “ever” in it. */
export const CASES: readonly [keyof typeof COMMANDS, string][] = [
  ['heading', 'paragraph(Volunteers leave.) heading(Nobody ever asks them why.)'],
  ['list', 'paragraph(Volunteers leave.) bulletList(listItem(paragraph(Nobody ever asks them why.)))'],
  ['quote', 'paragraph(Volunteers leave.) blockquote(paragraph(Nobody ever asks them why.))'],
  ['code', 'paragraph(Volunteers leave.) codeBlock(Nobody ever asks them why.)'],
  ['join', 'paragraph(Volunteers leave.Nobody ever asks them why.)'],
];

/** The same numbers for the same seed (mulberry32). */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
