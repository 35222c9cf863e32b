import { keysMeant } from '../query.ts';
import { initialMark, initialOf, lexeme, topicMark } from './tags.ts';
import type { ExpandedWord } from './terms.ts';

/** The tsqueries of one search as literals, from the strictest to the widest. */
export interface TextQueries {
  /** For "is exactly this name". */
  readonly keys: readonly string[];
  /** Every word as it stands. */
  readonly whole: string;
  /** Every word without a typo in the names, the statements or the labels. */
  readonly topics: string;
  /** Without typos (the last word as a beginning), with at most one per word, with at most two: as many as differ. The last is a hit at all. */
  readonly levels: readonly string[];
}

const anyOf = (lexemes: readonly string[]): string => (lexemes.length === 1 ? (lexemes[0] as string) : `(${lexemes.join(' | ')})`);

/** A single letter begins a third of all words: it asks for names that have a word with this initial. */
function asItStands({ word, isPrefix }: ExpandedWord): string[] {
  if (!isPrefix) return [lexeme(word)];
  return initialOf(word) === word ? [lexeme(word), lexeme(initialMark(word))] : [`${lexeme(word)}:*`];
}

function asTopic({ word, isPrefix }: ExpandedWord): string[] {
  if (!isPrefix) return [lexeme(topicMark(word))];
  return initialOf(word) === word ? [lexeme(topicMark(word)), lexeme(initialMark(word))] : [`${lexeme(topicMark(word))}:*`];
}

/** All words are required; each in any of its forms. `text` is what was typed, of which these words are looked for. */
export function textQueries(text: string | null | undefined, words: readonly ExpandedWord[]): TextQueries {
  const query = (forms: (word: ExpandedWord) => readonly string[]): string =>
    words.map((word) => anyOf([...asItStands(word), ...forms(word)])).join(' & ');
  const levels = [query((word) => word.exact), query((word) => word.oneTypo), query((word) => word.twoTypos)];
  return {
    keys: keysMeant(
      text,
      words.map(({ word }) => word),
    ),
    whole: words.map(({ word }) => lexeme(word)).join(' & '),
    topics: words.map((word) => anyOf([...asTopic(word), ...word.topics])).join(' & '),
    levels: [...new Set(levels)],
  };
}

export const widest = ({ levels }: TextQueries): string => levels[levels.length - 1] as string;

/** The last tier of hits that have every word without a typo. */
export const LAST_AS_IT_STANDS = 5;

/**
 * Better hits have smaller tiers: exactly the name; exactly the acronym or a former name; every word in the names; the same with the last as
 * a beginning; every word in names, statements or labels; anywhere; then with one typo per word in the names and anywhere, then with two.
 * `among` gives the condition that a face matches a query somewhere.
 */
export function tierSql(queries: TextQueries, bind: (value: unknown, type: string) => string, among: (query: string) => string): string {
  const { keys, whole, topics, levels } = queries;
  const [exact, ...misspelt] = levels;
  const tests = [
    `name_keys[1] = any(${bind(keys, 'text[]')})`,
    `name_keys && ${bind(keys, 'text[]')}`,
    `names @@ ${bind(whole, 'tsquery')}`,
    `names @@ ${bind(exact ?? whole, 'tsquery')}`,
    among(topics),
    ...misspelt.flatMap((level, index) => [among(levels[index] ?? level), `names @@ ${bind(level, 'tsquery')}`]),
  ];
  return `case ${tests.map((test, tier) => `when ${test} then ${tier}`).join(' ')} else ${tests.length} end`;
}
