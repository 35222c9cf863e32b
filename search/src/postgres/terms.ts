import { AUDIENCE_BITS, seenBits } from '../audience.ts';
import type { Audience } from '../document.ts';
import type { Filter } from '../filter.ts';
import type { SqlClient } from '../sql-client.ts';
import { meaningsOf } from '../meanings.ts';
import { variantsOfTerm, variantsOfWord } from '../neighbourhood.ts';
import { lexeme, placeMark, tagLexeme, TAG_PREFIX, topicMark } from './tags.ts';

/** A word of the query with everything it may mean: lexemes of other words, and of tags whose labels hold the word. */
export interface ExpandedWord {
  readonly word: string;
  /** Whether the word may be the beginning of a longer one. */
  readonly isPrefix: boolean;
  /** Without a typo: tags whose labels have the word, and words that say the same. */
  readonly exact: readonly string[];
  /** Of these the tags of fields and issues: whoever is found by them alone need not say it. */
  readonly labels: readonly string[];
  /** The words that say the same, where they stand anywhere, and in names and statements. */
  readonly said: readonly string[];
  readonly stated: readonly string[];
  /** Marks of the places that the word may name, by another name or as a country. */
  readonly places: readonly string[];
  /** With at most one typo, those of `exact` included. */
  readonly oneTypo: readonly string[];
  /** With at most two. */
  readonly twoTypos: readonly string[];
}

/** The labels are not written into every document; a word of a label asks for the tag instead. So a changed label needs no new index. */
function expand(word: string, isPrefix: boolean, candidates: readonly string[]): ExpandedWord {
  const { entries, others, terms } = meaningsOf(word, isPrefix, candidates);
  const tags = entries.map(({ attribute, id, typos }) => ({ lexeme: tagLexeme(TAG_PREFIX[attribute] + id), typos }));
  const said = others.map((other) => ({ lexeme: lexeme(other.word), typos: other.typos }));
  const meanings = [...tags, ...said, ...terms.map(({ term, typos }) => ({ lexeme: lexeme(term), typos }))];
  const within = (typos: number): string[] => [
    ...new Set(meanings.filter((meaning) => meaning.typos <= typos).map((meaning) => meaning.lexeme)),
  ];
  const meant = entries.filter(({ typos }) => typos === 0);
  const labels = meant.flatMap(({ attribute, id }) => (attribute === 'country' ? [] : tagLexeme(TAG_PREFIX[attribute] + id)));
  const countries = meant.flatMap(({ attribute, id }) => (attribute === 'country' ? TAG_PREFIX.country + id : []));
  const rightly = others.flatMap((other) => (other.typos === 0 ? other.word : []));
  return {
    word,
    isPrefix,
    exact: within(0),
    labels,
    said: rightly.map(lexeme),
    stated: rightly.map((other) => lexeme(topicMark(other))),
    places: [...rightly, ...countries].map((place) => lexeme(placeMark(place))),
    oneTypo: within(1),
    twoTypos: within(2),
  };
}

/** The word as it stands, with the labels that have it and the words that say the same. */
export const plainWord = (word: string): ExpandedWord => expand(word, false, []);

/** Looks up, in one statement, what the words may mean. The last word is taken as a beginning when `lastIsPrefix`. */
export async function expandWords(
  client: SqlClient,
  words: readonly string[],
  lastIsPrefix: boolean,
  audience: Filter,
): Promise<ExpandedWord[]> {
  const terms = await termsNear(client, words.flatMap(variantsOfWord), audience);
  return words.map((word, index) => expand(word, lastIsPrefix && index === words.length - 1, terms));
}

/** The terms that share a deletion with one of these variants; of those that nobody of the audience ever could see, none. */
export async function termsNear(client: SqlClient, variants: readonly number[], audience: Filter): Promise<string[]> {
  if (variants.length === 0) return [];
  const { rows } = await client.query('select term from search.terms_near($1::integer[], $2::smallint)', [
    [...new Set(variants)],
    seenBits(audience),
  ]);
  return rows.map((row) => row['term'] as string);
}

/** Those of the words that a face of the audience has, or once had. */
export async function termsKnown(client: SqlClient, words: readonly string[], audience: Filter): Promise<string[]> {
  const { rows } = await client.query('select term from search.term where term = any($1::text[]) and audiences & $2::smallint <> 0', [
    [...words],
    seenBits(audience),
  ]);
  return rows.map((row) => row['term'] as string);
}

/** Words with the audiences whose faces have them. */
type Seen = ReadonlyMap<string, number>;

/** The words of some faces. */
export function wordsSeen(faces: readonly { readonly audience: Audience; readonly words: Iterable<string> }[]): Seen {
  const bits = new Map<string, number>();
  for (const { audience, words } of faces) for (const word of words) bits.set(word, (bits.get(word) ?? 0) | AUDIENCE_BITS[audience]);
  return bits;
}

/** Words as rows of `search.term`, with what is needed to find them misspelt. */
export const termRows = (bits: Seen): string =>
  JSON.stringify([...bits].map(([term, audiences]) => ({ term, variants: variantsOfTerm(term), audiences })));

/** Makes words known. Those already known cost a look-up. */
export async function ensureTerms(client: SqlClient, bits: Seen): Promise<void> {
  const { rows } = await client.query(
    `select word from unnest($1::text[], $2::smallint[]) as given (word, bits)
     where not exists (select from search.term where term = word and audiences & bits = bits)`,
    [[...bits.keys()], [...bits.values()]],
  );
  if (rows.length === 0) return;
  const missing = rows.map(({ word }) => String(word));
  await client.query('select search.add_terms($1::jsonb)', [termRows(new Map(missing.map((word) => [word, bits.get(word) ?? 0])))]);
}
