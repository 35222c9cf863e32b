import { keysMeant } from '../query.ts';
import { initialMark, initialOf, lexeme, placeMark, topicMark } from './tags.ts';
import type { ExpandedWord } from './terms.ts';

/** The tsqueries of one search as literals. Those about `names` ask for the weight of names there, which an alias has not. */
export interface TextQueries {
  /** For "is exactly this name". */
  readonly keys: readonly string[];
  /** Every word in the names as it stands; without a typo, the last one as a beginning; the same, or as the place where it is. */
  readonly whole: string;
  readonly named: string;
  readonly namedOrThere: string;
  /** One of the words says where it is. */
  readonly there: string;
  /** Every word without a typo in names and statements, or as its place; the same, or in a label of its fields and issues; and one of them in names or statements. Null: no more than `stated`. */
  readonly stated: string;
  readonly topics: { readonly all: string; readonly some: string } | null;
  /** Every word without a typo in what it writes itself. */
  readonly own: string;
  /** Without typos (the last word as a beginning), with at most one per word, with at most two: as many as differ. The last is a hit at all. */
  readonly levels: readonly string[];
  /** The same in the names. */
  readonly namedLevels: readonly string[];
}

const anyOf = (lexemes: readonly string[]): string => (lexemes.length === 1 ? (lexemes[0] as string) : `(${lexemes.join(' | ')})`);

/** A word with a mark before it, or none, as far as it was typed. A single letter begins a third of all words: it asks for names that have a word with this initial. */
function asTyped({ word, isPrefix }: ExpandedWord, marked: (word: string) => string = (text) => text): string[] {
  if (!isPrefix) return [lexeme(marked(word))];
  return initialOf(word) === word ? [lexeme(marked(word)), lexeme(initialMark(word))] : [`${lexeme(marked(word))}:*`];
}

const asStated = (word: ExpandedWord): string[] => [...asTyped(word, topicMark), ...word.stated];

function asPlace(word: ExpandedWord): string[] {
  const isLetter = initialOf(word.word) === word.word;
  return [...(isLetter ? [lexeme(placeMark(word.word))] : asTyped(word, placeMark)), ...word.places];
}

const inNames = (form: string): string => (form.endsWith(':*') ? `${form}A` : `${form}:A`);

/** All words are required; each in any of its forms. `text` is what was typed, of which these words are looked for. */
export function textQueries(text: string | null | undefined, words: readonly ExpandedWord[]): TextQueries {
  const all = (forms: (word: ExpandedWord) => readonly string[]): string => words.map((word) => anyOf(forms(word))).join(' & ');
  const some = (forms: (word: ExpandedWord) => readonly string[]): string => words.flatMap(forms).join(' | ');
  const within = [
    (word: ExpandedWord) => [...asTyped(word), ...word.exact],
    (word: ExpandedWord) => [...asTyped(word), ...word.oneTypo],
    (word: ExpandedWord) => [...asTyped(word), ...word.twoTypos],
  ] as const;
  const [asItStands] = within;
  const levels = [...new Map(within.map((forms) => [all(forms), forms] as const))];
  const mayBeMixed = words.length > 1 && words.some(({ labels }) => labels.length > 0);
  return {
    keys: keysMeant(
      text,
      words.map(({ word }) => word),
    ),
    whole: all(({ word }) => [inNames(lexeme(word))]),
    named: all((word) => asItStands(word).map(inNames)),
    namedOrThere: all((word) => [...asItStands(word).map(inNames), ...asPlace(word)]),
    there: some(asPlace),
    stated: all((word) => [...asStated(word), ...asPlace(word)]),
    topics: mayBeMixed ? { all: all((word) => [...asStated(word), ...asPlace(word), ...word.labels]), some: some(asStated) } : null,
    own: all((word) => [...asTyped(word), ...word.said, ...asPlace(word)]),
    levels: levels.map(([query]) => query),
    namedLevels: levels.map(([, forms]) => all((word) => forms(word).map(inNames))),
  };
}

export const widest = ({ levels }: TextQueries): string => levels[levels.length - 1] as string;

/** The last tier of hits that have every word without a typo. */
export const LAST_AS_IT_STANDS = 12;

/**
 * Better hits have smaller tiers: exactly the name; exactly the acronym or a former name; every word in the names; the same with the last as
 * a beginning; the same, or as the place where it is. Then those who are in a place that is named, and after them those who are not: every word in names and statements; in these or in
 * labels, but not all in labels; in any text; anywhere. Then with one typo per word in the names and anywhere, then with two. What stands only in an alias nobody has written.
 * `among` gives the condition that a face matches a query somewhere.
 */
export function tierSql(queries: TextQueries, bind: (value: unknown, type: string) => string, among: (query: string) => string): string {
  const { keys, levels, topics } = queries;
  const names = (query: string): string => `names @@ ${bind(query, 'tsquery')}`;
  const isMisspelt = levels.length > 1;
  const there = names(queries.there);
  const written = [
    `face = 'full' and ${among(queries.stated)}`,
    topics === null ? 'false' : `face = 'full' and ${among(topics.all)} and ${among(topics.some)}`,
    `face = 'full' and ${among(queries.own)}`,
  ];
  const exactly = isMisspelt ? among(levels[0] as string) : 'true';
  const tests = [
    `name_keys[1] = any(${bind(keys, 'text[]')})`,
    `name_keys && ${bind(keys, 'text[]')}`,
    names(queries.whole),
    names(queries.named),
    names(queries.namedOrThere),
    ...[...written, exactly].map((test) => `${there} and ${test}`),
    ...written,
    ...levels.slice(1).flatMap((_level, index) => [among(levels[index] as string), names(queries.namedLevels[index + 1] as string)]),
  ];
  return `case ${tests.map((test, tier) => `when ${test} then ${tier}`).join(' ')} else ${tests.length} end`;
}
