/**
 * Edits that turn one word into the other, a swap of neighbours counting as one: the restricted Damerau–Levenshtein distance
 * ("optimal string alignment", Boytsov 2011, ACM JEA 16). Answers `limit + 1` as soon as it is known to exceed the limit.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  return lastRow(a, b, limit)[b.length] ?? limit + 1;
}

/** The smallest distance between the word and any beginning of the other: "istambu" is 1 away from "istanbul". */
export function prefixDistance(start: string, word: string, limit: number): number {
  const cut = word.slice(0, start.length + limit);
  return Math.min(limit + 1, ...lastRow(start, cut, limit));
}

/** Distances from the whole of `a` to every beginning of `b`; values above the limit are only known to be above it. */
function lastRow(a: string, b: string, limit: number): number[] {
  const width = b.length + 1;
  let previous = Array.from({ length: width }, (_, index) => index);
  let [beforePrevious, row] = [[...previous], [...previous]];
  for (let i = 1; i <= a.length; i += 1) {
    let least = i;
    row[0] = i;
    for (let j = 1; j < width; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, beforePrevious[j - 2]! + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return row.fill(limit + 1);
    [beforePrevious, previous, row] = [previous, row, beforePrevious];
  }
  return previous;
}

/** How many typos a query word of this length may have: none below 5 letters, one from 5, two from 9. */
export function allowedTypos(wordLength: number): 0 | 1 | 2 {
  if (wordLength >= 9) return 2;
  return wordLength >= 5 ? 1 : 0;
}
