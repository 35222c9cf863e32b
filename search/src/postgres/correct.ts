import { allowedTypos, editDistance } from '../distance.ts';
import type { Face } from '../document.ts';
import { isKnownWord, vocabularyNear } from '../meanings.ts';
import { variantsFurther, variantsOfWord } from '../neighbourhood.ts';
import type { Filter } from '../filter.ts';
import type { Correction, OrganisationQuery } from '../port.ts';
import { parseQuery } from '../query.ts';
import type { SqlClient } from '../sql-client.ts';
import { SearchStatement } from './statement.ts';
import { plainWord, termsKnown, termsNear } from './terms.ts';

/** A pasted paragraph is not a misspelt word. */
const MAX_WORDS = 6;
/** So many ways to write a query are tried, nearest first. All of them are, whatever they find, so that time tells nothing. */
const MAX_TRIED = 6;
const NEIGHBOURS_PER_WORD = 3;

interface Attempt {
  readonly words: readonly string[];
  readonly distance: number;
}

/** One typo more than a search forgives: one in three and four letters, two from five, three from nine. */
function furthest(length: number): number {
  if (length >= 9) return 3;
  return length >= 5 ? 2 : length >= 3 ? 1 : 0;
}

/** Whether two words begin with the same letter, or with the same two the other way round: hardly anybody mistypes the first letter alone. */
const beginAlike = (one: string, other: string): boolean => one[0] === other[0] || (one[0] === other[1] && one[1] === other[0]);

/**
 * Words nearest to this one, itself left out; of those further away than a search forgives only such as begin alike. None for a word that is known to be written so: who
 * types the name of a city means it, also when nobody is there.
 */
function neighbours(word: string, candidates: readonly string[]): { word: string; distance: number }[] {
  if (isKnownWord(word)) return [];
  const [limit, forgiven] = [furthest(word.length), allowedTypos(word.length)];
  return candidates
    .map((candidate) => ({ word: candidate, distance: editDistance(word, candidate, limit), isAlike: beginAlike(word, candidate) }))
    .filter(({ distance, isAlike }) => distance > 0 && distance <= (isAlike ? limit : forgiven))
    .sort((a, b) => a.distance - b.distance || Number(b.isAlike) - Number(a.isAlike) || (a.word < b.word ? -1 : 1))
    .slice(0, NEIGHBOURS_PER_WORD);
}

/** Two words written as one, for each blank; a missing blank costs what a typo does. */
const joined = (words: readonly string[]): Attempt[] =>
  words.slice(1).map((word, index) => ({
    words: [...words.slice(0, index), `${words[index]}${word}`, ...words.slice(index + 2)],
    distance: 1,
  }));

const SHORTEST_PART = 3;

/** One long word written as two that both are known. */
async function split(client: SqlClient, words: readonly string[], audience: Filter): Promise<Attempt[]> {
  const [word = ''] = words;
  if (words.length > 1 || word.length < 2 * SHORTEST_PART || isKnownWord(word)) return [];
  const pairs = Array.from({ length: word.length - 2 * SHORTEST_PART + 1 }, (_, index) => [
    word.slice(0, index + SHORTEST_PART),
    word.slice(index + SHORTEST_PART),
  ]);
  const known = new Set(await termsKnown(client, pairs.flat(), audience));
  return pairs.filter((pair) => pair.every((part) => known.has(part))).map((pair) => ({ words: pair, distance: 1 }));
}

/** Every word may be replaced alone; or all that have a neighbour, each by its nearest. */
function replaced(words: readonly string[], candidates: readonly string[]): Attempt[] {
  const near = words.map((word) => neighbours(word, candidates));
  const alone = near.flatMap((options, index) =>
    options.map((option) => ({ words: words.map((word, at) => (at === index ? option.word : word)), distance: option.distance })),
  );
  if (near.filter((options) => options.length > 0).length < 2) return alone;
  const nearest = near.map((options, index) => options[0] ?? { word: words[index] ?? '', distance: 0 });
  return [...alone, { words: nearest.map(({ word }) => word), distance: nearest.reduce((sum, { distance }) => sum + distance, 0) }];
}

/**
 * "Did you mean": tries the nearest ways to write the query, as whole words without typos, in the same audience and filter; a word that only
 * others may see is therefore never offered.
 */
export async function correct(client: SqlClient, query: OrganisationQuery): Promise<Correction | null> {
  const words = parseQuery(query.query);
  if (words.length === 0 || words.length > MAX_WORDS) return null;
  const variants = words.flatMap((word) => [...variantsOfWord(word), ...variantsFurther(word)]);
  const candidates = [...(await termsNear(client, variants, query.audience)), ...vocabularyNear(variants)];
  const attempts = [...replaced(words, [...new Set(candidates)]), ...joined(words), ...(await split(client, words, query.audience))]
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MAX_TRIED);
  const found = await Promise.all(attempts.map((attempt) => firstHit(client, query, attempt.words)));
  return found.find((correction) => correction !== null) ?? null;
}

async function firstHit(client: SqlClient, query: OrganisationQuery, words: readonly string[]): Promise<Correction | null> {
  const asked = { ...query, first: 1, after: null, facets: [], sort: 'RELEVANCE' as const };
  const { text, values } = new SearchStatement(asked, words.map(plainWord)).build(undefined);
  const row = (await client.query(text, values)).rows[0] as { page: [organisationId: string, face: Face][] };
  const [hit] = row.page;
  return hit === undefined ? null : { words, organisationId: hit[0], face: hit[1] };
}
