import type { ExpandedWord } from './terms.ts';

/** The tsqueries of one search, from the strictest to the widest, as literals. Words are letters and digits only: nothing to escape. */
export interface TextQueries {
  /** The words joined, for "is exactly this name". */
  readonly key: string;
  /** Every word as it stands. */
  readonly whole: string;
  /** Every word as it stands, the last one as a beginning. */
  readonly exact: string;
  readonly oneTypo: string;
  /** Everything that counts as a hit. */
  readonly widest: string;
}

function anyOf({ word, isPrefix }: ExpandedWord, terms: readonly string[]): string {
  const forms = [`'${word}'${isPrefix ? ':*' : ''}`, ...terms.map((term) => `'${term}'`)];
  return forms.length === 1 ? (forms[0] as string) : `(${forms.join(' | ')})`;
}

/** All words are required; each in any of its forms. */
export function textQueries(words: readonly ExpandedWord[]): TextQueries {
  const query = (form: (word: ExpandedWord) => string): string => words.map(form).join(' & ');
  return {
    key: words.map(({ word }) => word).join(' '),
    whole: query(({ word }) => `'${word}'`),
    exact: query((word) => anyOf(word, [])),
    oneTypo: query((word) => anyOf(word, word.oneTypo)),
    widest: query((word) => anyOf(word, word.twoTypos)),
  };
}

/**
 * Better hits have smaller tiers: exactly the name; every word in the names; every word, the last as a beginning, in the names; the same
 * anywhere; with one typo per word in the names, anywhere; with two. `bind` makes a placeholder; equal queries share a tier, so that a
 * search without typos does not measure any.
 */
export function tierSql(queries: TextQueries, bind: (value: string, type: string) => string): string {
  const levels = [...new Set([queries.exact, queries.oneTypo, queries.widest])];
  const tests = [
    `${bind(queries.key, 'text')} = any(name_keys)`,
    `names @@ ${bind(queries.whole, 'tsquery')}`,
    ...levels.flatMap((level, index) => {
      const inNames = `names @@ ${bind(level, 'tsquery')}`;
      return index === levels.length - 1 ? [inNames] : [inNames, `body @@ ${bind(level, 'tsquery')}`];
    }),
  ];
  return `case ${tests.map((test, tier) => `when ${test} then ${tier}`).join(' ')} else ${tests.length} end`;
}
