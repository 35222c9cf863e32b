import type { SqlClient } from '../sql-client.ts';
import { EQUIVALENTS_OF } from '../equivalents.ts';
import { VOCABULARY_WORDS } from '../vocabulary-words.ts';
import { typosBetween, variantsOfTerm, variantsOfWord } from './neighbourhood.ts';
import { initialOf, lexeme, tagLexeme, TAG_PREFIX, topicMark } from './tags.ts';

/** A word of the query with everything it may mean: lexemes of other words, and of tags whose labels hold the word. */
export interface ExpandedWord {
  readonly word: string;
  /** Whether the word may be the beginning of a longer one. */
  readonly isPrefix: boolean;
  /** Without a typo: tags whose labels have the word, and what the word is in the other language. */
  readonly exact: readonly string[];
  /** The same where it stands in names, statements and labels. */
  readonly topics: readonly string[];
  /** With at most one typo, those of `exact` included. */
  readonly oneTypo: readonly string[];
  /** With at most two. */
  readonly twoTypos: readonly string[];
}

/** More terms than this would only slow the search down: the nearest ones are what the person meant. */
const MAX_TERMS = 60;

interface Meaning {
  readonly lexeme: string;
  readonly typos: 0 | 1 | 2;
}

function termMeanings(word: string, isPrefix: boolean, candidates: readonly string[]): Meaning[] {
  const near = candidates.flatMap((term) => {
    const typos = typosBetween(word, term, isPrefix);
    return typos ? [{ lexeme: lexeme(term), typos, off: Math.abs(term.length - word.length) }] : [];
  });
  return near.sort((a, b) => a.typos - b.typos || a.off - b.off).slice(0, MAX_TERMS);
}

const vocabularyByVariant = new Map<number, string[]>();
for (const word of VOCABULARY_WORDS.keys()) {
  for (const variant of variantsOfTerm(word)) vocabularyByVariant.set(variant, [...(vocabularyByVariant.get(variant) ?? []), word]);
}
const vocabularyWords = [...VOCABULARY_WORDS.keys()];

/** The labels are not written into every document; a word of a label asks for the tag instead. So a changed label needs no new index. */
function tagMeanings(word: string, isPrefix: boolean): Meaning[] {
  const near = variantsOfWord(word).flatMap((variant) => vocabularyByVariant.get(variant) ?? []);
  const begun = isPrefix && initialOf(word) !== word ? vocabularyWords.filter((label) => label.startsWith(word)) : [];
  return [...new Set([word, ...begun, ...near])].flatMap((label) => {
    const typos = typosBetween(word, label, isPrefix);
    if (typos === undefined) return [];
    return (VOCABULARY_WORDS.get(label) ?? []).map(({ attribute, id }) => ({ lexeme: tagLexeme(TAG_PREFIX[attribute] + id), typos }));
  });
}

function expand(word: string, isPrefix: boolean, candidates: readonly string[]): ExpandedWord {
  const others = EQUIVALENTS_OF.get(word) ?? [];
  const tags = tagMeanings(word, isPrefix);
  const said = others.map((other): Meaning => ({ lexeme: lexeme(other), typos: 0 }));
  const meanings = [...tags, ...said, ...termMeanings(word, isPrefix, candidates)];
  const within = (typos: number): string[] => [
    ...new Set(meanings.filter((meaning) => meaning.typos <= typos).map((meaning) => meaning.lexeme)),
  ];
  const labels = tags.filter(({ typos }) => typos === 0).map((tag) => tag.lexeme);
  const topics = [...new Set([...labels, ...others.map((other) => lexeme(topicMark(other)))])];
  return { word, isPrefix, exact: within(0), topics, oneTypo: within(1), twoTypos: within(2) };
}

/** Looks up, in one statement, what the words may mean. The last word is taken as a beginning when `lastIsPrefix`. */
export async function expandWords(client: SqlClient, words: readonly string[], lastIsPrefix: boolean): Promise<ExpandedWord[]> {
  const variants = [...new Set(words.flatMap(variantsOfWord))];
  const found = variants.length === 0 ? [] : (await client.query('select term from search.terms_near($1::integer[])', [variants])).rows;
  const terms = found.map((row) => row['term'] as string);
  return words.map((word, index) => expand(word, lastIsPrefix && index === words.length - 1, terms));
}

/** Makes the words known, with what is needed to find them misspelt. Words already known cost a look-up. */
export async function ensureTerms(client: SqlClient, words: Iterable<string>): Promise<void> {
  const missing = await client.query(
    'select word from unnest($1::text[]) as word where not exists (select from search.term where term = word)',
    [[...new Set(words)]],
  );
  if (missing.rows.length === 0) return;
  const terms = missing.rows.map((row) => ({ term: row['word'] as string, variants: variantsOfTerm(row['word'] as string) }));
  await client.query('select search.add_terms($1::jsonb)', [JSON.stringify(terms)]);
}
