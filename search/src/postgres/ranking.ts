import { initialMark, initialOf, lexeme } from './tags.ts';
import type { ExpandedWord } from './terms.ts';

/** The tsqueries of one search as literals, from the strictest to the widest. */
export interface TextQueries {
  /** The words joined, for "is exactly this name". */
  readonly key: string;
  /** Every word as it stands. */
  readonly whole: string;
  /** Without typos (the last word as a beginning), with at most one per word, with at most two: as many as differ. The last is a hit at all. */
  readonly levels: readonly string[];
}

const anyOf = (lexemes: readonly string[]): string => (lexemes.length === 1 ? (lexemes[0] as string) : `(${lexemes.join(' | ')})`);

/** A single letter begins a third of all words: it asks for names that have a word with this initial. */
function asItStands({ word, isPrefix }: ExpandedWord): string[] {
  if (!isPrefix) return [lexeme(word)];
  return initialOf(word) === word ? [lexeme(word), lexeme(initialMark(word))] : [`${lexeme(word)}:*`];
}

/** All words are required; each in any of its forms. */
export function textQueries(words: readonly ExpandedWord[]): TextQueries {
  const query = (forms: (word: ExpandedWord) => readonly string[]): string =>
    words.map((word) => anyOf([...asItStands(word), ...forms(word)])).join(' & ');
  const levels = [query((word) => word.exact), query((word) => word.oneTypo), query((word) => word.twoTypos)];
  return {
    key: words.map(({ word }) => word).join(' '),
    whole: words.map(({ word }) => lexeme(word)).join(' & '),
    levels: [...new Set(levels)],
  };
}

export const widest = ({ levels }: TextQueries): string => levels[levels.length - 1] as string;

/**
 * Better hits have smaller tiers: exactly the name; every word in the names; every word, the last as a beginning, in the names; the same
 * anywhere; then likewise with one typo per word, then with two. `anywhere` gives the condition that a face matches a level somewhere.
 */
export function tierSql(queries: TextQueries, bind: (value: string, type: string) => string, anywhere: (level: number) => string): string {
  const tests = [
    `${bind(queries.key, 'text')} = any(name_keys)`,
    `names @@ ${bind(queries.whole, 'tsquery')}`,
    ...queries.levels.flatMap((level, index) => {
      const inNames = `names @@ ${bind(level, 'tsquery')}`;
      return index === queries.levels.length - 1 ? [inNames] : [inNames, anywhere(index)];
    }),
  ];
  return `case ${tests.map((test, tier) => `when ${test} then ${tier}`).join(' ')} else ${tests.length} end`;
}
