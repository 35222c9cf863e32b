import { allowedTypos, editDistance, prefixDistance } from '../distance.ts';
import type { SqlClient } from '../sql-client.ts';

/**
 * Finding terms within one or two typos by "deletion neighbourhoods" (Mor & Fraenkel 1982; the beginning-only form: Garbe, SymSpell): two words
 * within k edits share a string that each becomes by deleting at most k letters, and it is enough to look at their first letters.
 * A term stores the hashes of its strings; a query word asks for terms that share one of its own. Complete, unlike trigrams, which a
 * swap in a short word destroys. What is found is then measured exactly.
 */
const NEIGHBOURHOODS = [
  { typos: 1, letters: 5 },
  { typos: 2, letters: 7 },
] as const;

/** FNV-1a, 32 bit, as a signed integer: the neighbourhood's number first, so that the two never meet. */
function hash(typos: number, text: string): number {
  let value = Math.imul(0x811c9dc5 ^ typos, 0x01000193);
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value | 0;
}

function deletions(text: string, depth: number, into: Set<string>): Set<string> {
  into.add(text);
  if (depth > 0) {
    for (let index = 0; index < text.length; index += 1) deletions(text.slice(0, index) + text.slice(index + 1), depth - 1, into);
  }
  return into;
}

function neighbourhood(word: string, typos: 1 | 2): number[] {
  const { letters } = NEIGHBOURHOODS[typos - 1] as (typeof NEIGHBOURHOODS)[number];
  return [...deletions(word.slice(0, letters), typos, new Set())].map((text) => hash(typos, text));
}

/** The hashes a term is stored with. A term is reachable with one typo from 4 letters (a 5-letter word minus one), with two from 7. */
export function variantsOfTerm(term: string): number[] {
  return [...(term.length >= 4 ? neighbourhood(term, 1) : []), ...(term.length >= 7 ? neighbourhood(term, 2) : [])];
}

/** A word of the query with the terms it may be a misspelling of. */
export interface ExpandedWord {
  readonly word: string;
  /** Whether the word may be the beginning of a longer one. */
  readonly isPrefix: boolean;
  readonly oneTypo: readonly string[];
  readonly twoTypos: readonly string[];
}

/** More terms than this would only slow the search down: the nearest ones are what the person meant. */
const MAX_EXPANSIONS = 60;

function distanceTo(term: string, word: string, isPrefix: boolean, limit: number): number {
  const whole = editDistance(word, term, limit);
  return isPrefix ? Math.min(whole, prefixDistance(word, term, limit)) : whole;
}

function expand(word: string, isPrefix: boolean, candidates: readonly string[]): ExpandedWord {
  const limit = allowedTypos(word.length);
  const near = candidates
    .filter((term) => term !== word && !(isPrefix && term.startsWith(word)))
    .map((term) => ({ term, distance: distanceTo(term, word, isPrefix, limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || Math.abs(a.term.length - word.length) - Math.abs(b.term.length - word.length))
    .slice(0, MAX_EXPANSIONS);
  const at = (distance: number): string[] => near.filter((entry) => entry.distance <= distance).map(({ term }) => term);
  return { word, isPrefix, oneTypo: at(1), twoTypos: at(2) };
}

/** Looks up, in one statement, what the words may mean. The last word is taken as a beginning when `lastIsPrefix`. */
export async function expandWords(client: SqlClient, words: readonly string[], lastIsPrefix: boolean): Promise<ExpandedWord[]> {
  const variants = [
    ...new Set(words.flatMap((word) => (allowedTypos(word.length) === 0 ? [] : neighbourhood(word, allowedTypos(word.length) as 1 | 2)))),
  ];
  const terms =
    variants.length === 0
      ? []
      : (await client.query('select term from search.term where variants && $1::integer[]', [variants])).rows.map(
          (row) => row['term'] as string,
        );
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
  await client.query(
    `insert into search.term (term, variants)
     select term, array(select jsonb_array_elements_text(variants)::integer) from jsonb_to_recordset($1::jsonb) as (term text, variants jsonb)
     order by term on conflict do nothing`,
    [JSON.stringify(terms)],
  );
}
