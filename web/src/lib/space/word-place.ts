/** Where a place in a text lies in another text that was made from it: after it was made a heading, joined to the one before, or written on. */

/** Characters on each side of a place that are looked for again. */
const CONTEXT = 64;
/** So many of them, one after the other, say that it is the same text; a shorter text has to be there wholly. */
export const ENOUGH = 12;

export interface WordPlace {
  readonly at: number;
  /** Characters around the place that stand around it there too. */
  readonly alike: number;
}

/** Null when the other text has too little of this one. `enough`: characters that have to be alike. Of several places the nearest to `near`. */
export function placeIn(text: string, offset: number, other: string, enough = enoughOf(text), near = offset): WordPlace | null {
  const before = longest(Math.min(CONTEXT, offset), (length) => other.includes(text.slice(offset - length, offset)));
  const after = longest(Math.min(CONTEXT, text.length - offset), (length) => other.includes(text.slice(offset, offset + length)));
  const places = [
    ...occurrences(other, text.slice(offset - before, offset)).map((at) => at + before),
    ...occurrences(other, text.slice(offset, offset + after)),
  ];
  let best: WordPlace | null = null;
  for (const at of places) {
    const alike = alikeAt(text, offset, other, at);
    const nearer = best !== null && alike === best.alike && Math.abs(at - near) < Math.abs(best.at - near);
    if (best === null || alike > best.alike || nearer) best = { at, alike };
  }
  return best && best.alike >= enough ? best : null;
}

/** Characters on either side that have to be beside a place again when a text was divided, so that nothing else is said of what was left out there. */
const BESIDE = 3;

/** Which of the parts that a text was divided into holds a place of it, and where; null when that is not certain. */
export function placeInParts(
  text: string,
  offset: number,
  parts: readonly string[],
): { readonly part: number; readonly at: number } | null {
  const whole = parts.join('');
  const place = whole.startsWith(text) ? offset : onlyPlace(text, offset, whole);
  if (place === null || offset === 0) return null;
  // Where two parts meet it is behind what stands on its left.
  for (let part = 0, from = 0; part < parts.length; from += parts[part]!.length, part += 1)
    if (place - from <= parts[part]!.length) return { part, at: place - from };
  return null;
}

function onlyPlace(text: string, offset: number, other: string): number | null {
  const places: WordPlace[] = [];
  for (let at = 1; at <= other.length; at += 1) {
    const before = alikeBefore(text, offset, other, at);
    const after = before > 0 ? alikeAfter(text, offset, other, at) : 0;
    const isBeside = before >= Math.min(BESIDE, offset) && after >= Math.min(BESIDE, text.length - offset);
    if (isBeside && before + after >= ENOUGH) places.push({ at, alike: before + after });
  }
  const [best, second] = places.toSorted((one, another) => another.alike - one.alike);
  return best && best.alike !== second?.alike ? best.at : null;
}

export const enoughOf = ({ length }: string): number => Math.min(ENOUGH, length);

/** How many characters on both sides of two places are the same. */
const alikeAt = (text: string, offset: number, other: string, at: number): number =>
  alikeBefore(text, offset, other, at) + alikeAfter(text, offset, other, at);

function alikeBefore(text: string, offset: number, other: string, at: number): number {
  let before = 0;
  while (before < Math.min(CONTEXT, offset, at) && text[offset - before - 1] === other[at - before - 1]) before += 1;
  return before;
}

function alikeAfter(text: string, offset: number, other: string, at: number): number {
  let after = 0;
  while (after < CONTEXT && offset + after < text.length && text[offset + after] === other[at + after]) after += 1;
  return after;
}

/** The largest length up to `most` that fits; what fits longer fits shorter too. */
function longest(most: number, fits: (length: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where `words` begin in a text. */
export function occurrences(text: string, words: string): number[] {
  const found: number[] = [];
  if (words === '') return found;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) found.push(at);
  return found;
}
