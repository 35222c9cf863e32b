/**
 * Characters that come into a text at once: some forty pages. What lays out in a moment, and the server takes in a few updates; a book pasted
 * by accident holds up this page and everybody else's.
 */
export const MAX_PASTE = 100_000;
/** Markup may be this much longer than its words before it is taken for words alone. */
const MAX_MARKUP = 20 * MAX_PASTE;

/** The words of what comes in, when that is too much for a text at once; null when it is not. */
export function tooMuch(plain: string, markup = ''): string | null {
  if (plain.length <= MAX_PASTE && markup.length <= MAX_MARKUP) return null;
  return plain || markup.replace(/<[^>]*>/g, ' ');
}

/** How many of the first characters fit into `room`: never the half of one. */
export function fitting(text: string, room: number): number {
  if (room >= text.length) return text.length;
  const code = text.charCodeAt(room - 1);
  return Math.max(0, code >= 0xd800 && code <= 0xdbff ? room - 1 : room);
}
