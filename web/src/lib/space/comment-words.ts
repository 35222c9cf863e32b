/** What a quote was changed into: its words in their order, with few of them gone and little put in between. The same text gives the same in every window. */
import { type PlacedLine, wordsOf } from './comment-lines.ts';
import type { Range } from './comment-quotes.ts';

/** Words of a quote as they stand in a text now. All in letters. */
export interface ChangedRange extends Range {
  readonly kept: number;
  readonly lost: number;
  /** Of other words among them. */
  readonly between: number;
}

/** A word of the quote somewhere in the text. */
interface Hit extends Range {
  readonly text: string;
  /** How many letters of the text stand before it. */
  readonly letter: number;
}

interface Quote {
  readonly words: readonly string[];
  readonly letters: number;
  /** Letters that have to be there. */
  readonly enough: number;
}

/** Fewer words than this have to be there all of them. */
const FEW = 3;
/** Shorter ones stand together in any text. */
export const SHORT = 10;
/** What a letter in between takes from the worth of one that is kept. */
const BETWEEN = 1 / 4;
/** A text in which the words stand so often cannot tell which are meant, and would be long to search. */
const MANY = 4000;

/** `whole`: only where none of them is gone. */
export function changedRanges(lines: readonly PlacedLine[], quoted: string, whole = false): ChangedRange[] {
  const quote = quoteOf(quoted, whole);
  if (quote.words.length < 2 || quote.letters < SHORT) return [];
  const hits = hitsIn(promising(lines, quote), new Set(quote.words));
  return apart(endings(hits, quote)).map(({ first, last, kept }) => {
    const [begin, end] = [hits[first]!, hits[last]!];
    return { from: begin.from, to: end.to, kept, lost: quote.letters - kept, between: lengthOf(begin, end) - kept };
  });
}

const lengthOf = (begin: Hit, end: Hit): number => end.letter + end.text.length - begin.letter;

function quoteOf(quoted: string, whole: boolean): Quote {
  const words = wordsOf(quoted).map(({ text }) => text);
  const letters = words.join('').length;
  return { words, letters, enough: whole || words.length < FEW ? letters : (letters * 2) / 3 };
}

/** The lines around those of its words that are seldom in the text: enough of the quote cannot be there without one of them. */
function promising(lines: readonly PlacedLine[], { words, letters, enough }: Quote): PlacedLine[] {
  const places = [...Map.groupBy(words, (word) => word)].map(([word, all]) => ({
    letters: word.length * all.length,
    at: lines.flatMap((line, index) => (line.words.has(word) ? [index] : [])),
  }));
  const near = new Set<number>();
  let spared = 0;
  for (const { at, letters: own } of places.sort((one, other) => one.at.length - other.at.length)) {
    if (spared > letters - enough) break;
    spared += own;
    for (const index of at) {
      const { before, letters: ofLine } = lines[index]!;
      for (let up = index; up >= 0 && before - endOf(lines[up]!) <= 2 * letters; up -= 1) near.add(up);
      for (let down = index + 1; down < lines.length && lines[down]!.before - before - ofLine.length <= 2 * letters; down += 1)
        near.add(down);
    }
  }
  return [...near].sort((one, other) => one - other).map((index) => lines[index]!);
}

const endOf = ({ before, letters }: PlacedLine): number => before + letters.length;

/** In the order of the text; none when there are too many. */
function hitsIn(lines: readonly PlacedLine[], wanted: ReadonlySet<string>): Hit[] {
  const hits: Hit[] = [];
  for (const { start, before, words } of lines) {
    const found = [...wanted].flatMap((word) => words.get(word) ?? []).sort((one, other) => one.from - other.from);
    for (const { text, from, letter } of found)
      hits.push({ text, from: start + from, to: start + from + text.length, letter: before + letter });
    if (hits.length > MANY) return [];
  }
  return hits;
}

/** A row of the table: by the words of the quote up to which it was looked at. */
const rowOf = (words: number) => ({
  worth: new Float64Array(words + 1),
  kept: new Uint32Array(words + 1),
  first: new Uint32Array(words + 1),
});

/** Words of the quote in its order, from a hit to another. */
interface Ending {
  readonly first: number;
  readonly last: number;
  readonly kept: number;
  readonly worth: number;
}

/** Every hit at which enough of the quote ends: a local alignment (Smith and Waterman 1981), word by word, in which what stands in between counts against it. */
function endings(hits: readonly Hit[], { words, letters, enough }: Quote): Ending[] {
  const found: Ending[] = [];
  let [before, now] = [rowOf(words.length), rowOf(words.length)];
  for (const [last, hit] of hits.entries()) {
    const gap = last === 0 ? 0 : hit.letter - hits[last - 1]!.letter - hits[last - 1]!.text.length;
    for (let at = 1; at <= words.length; at += 1) {
      // Another word, or the same one not meant here; then a word of the quote that is gone.
      const passed = before.worth[at]! - (gap + hit.text.length) * BETWEEN;
      const [from, index] = passed >= now.worth[at - 1]! ? [before, at] : [now, at - 1];
      now.worth[at] = Math.max(0, passed, now.worth[at - 1]!);
      [now.kept[at], now.first[at]] = [from.kept[index]!, from.first[index]!];
      if (words[at - 1] !== hit.text) continue;
      const ahead = before.worth[at - 1]! - gap * BETWEEN;
      const worth = hit.text.length + Math.max(0, ahead);
      if (worth <= now.worth[at]!) continue;
      const [kept, first] = [hit.text.length + (ahead > 0 ? before.kept[at - 1]! : 0), ahead > 0 ? before.first[at - 1]! : last];
      [now.worth[at], now.kept[at], now.first[at]] = [worth, kept, first];
      if (kept >= enough && lengthOf(hits[first]!, hit) - kept <= letters) found.push({ first, last, kept, worth });
    }
    [before, now] = [now, before];
  }
  return found;
}

/** The best of those that share a hit. */
function apart(found: Ending[]): Ending[] {
  const taken = new Set<number>();
  return found
    .sort((one, other) => other.worth - one.worth || one.first - other.first || one.last - other.last)
    .filter(({ first, last }) => {
      const all = Array.from({ length: last - first + 1 }, (_, at) => first + at);
      const isFree = !all.some((hit) => taken.has(hit));
      if (isFree) for (const hit of all) taken.add(hit);
      return isFree;
    });
}
