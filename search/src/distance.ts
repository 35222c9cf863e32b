/**
 * Edits that turn one word into the other, a swap of neighbours counting as one: the restricted Damerau–Levenshtein distance
 * ("optimal string alignment", Boytsov 2011, ACM JEA 16). Answers `limit + 1` as soon as it is known to exceed the limit.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  return Math.min(lastRow(a, b, b.length, limit)[b.length]!, limit + 1);
}

/** The smallest distance between the word and any beginning of the other: "istambu" is 1 away from "istanbul". */
export function prefixDistance(start: string, word: string, limit: number): number {
  const longest = Math.min(word.length, start.length + limit);
  const row = lastRow(start, word, longest, limit);
  let least = limit + 1;
  for (let end = Math.max(0, start.length - limit); end <= longest; end += 1) if (row[end]! < least) least = row[end]!;
  return least;
}

/** Three rows that every comparison writes over: an array for each would cost more than filling it. */
let rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)] as const;

function roomFor(width: number): typeof rows {
  if (width > rows[0].length) rows = [new Uint8Array(2 * width), new Uint8Array(2 * width), new Uint8Array(2 * width)];
  return rows;
}

/**
 * Distances from the whole of `a` to the beginnings of `b` whose lengths are within the limit of its own, up to `end`; only those are looked at, as all others are
 * further away (Ukkonen 1985). Values above the limit are only known to be above it.
 */
function lastRow(a: string, b: string, end: number, limit: number): Uint8Array {
  const over = limit + 1;
  let [before, previous, row] = roomFor(end + 2);
  for (let j = 0; j <= end + 1; j += 1) previous[j] = Math.min(j, over);
  for (let i = 1; i <= a.length; i += 1) {
    const [from, to] = [Math.max(1, i - limit), Math.min(end, i + limit)];
    let least = (row[from - 1] = from === 1 ? Math.min(i, over) : over);
    const letter = a.charCodeAt(i - 1);
    for (let j = from; j <= to; j += 1) {
      const other = b.charCodeAt(j - 1);
      let cost = letter === other ? previous[j - 1]! : 1 + Math.min(previous[j - 1]!, previous[j]!, row[j - 1]!);
      const isSwap = i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other;
      if (isSwap && before[j - 2]! < cost) cost = before[j - 2]! + 1;
      row[j] = cost;
      if (cost < least) least = cost;
    }
    // The next row looks one further.
    row[to + 1] = over;
    if (least > limit) return row.fill(over, 0, end + 1);
    [before, previous, row] = [previous, row, before];
  }
  return previous;
}

/** From how many letters a beginning may be misspelt: with every word that goes on from it to be compared with, five letters and a typo fit too many ("sofia", "social"). */
const SHORTEST_MISSPELT_BEGINNING = 6;

export const mayBeMisspeltBeginning = (length: number): boolean => length >= SHORTEST_MISSPELT_BEGINNING;

/** How many typos a query word of this length may have: none below 5 letters, one from 5, two from 9. */
export function allowedTypos(wordLength: number): 0 | 1 | 2 {
  if (wordLength >= 9) return 2;
  return wordLength >= 5 ? 1 : 0;
}
