import type { OrganisationQuery, OrganisationResult } from './port.ts';
import { fewestWords } from './query.ts';

/** Answers a query with those of its words that stand at these places, in order. */
type Ask = (query: OrganisationQuery, used: readonly number[]) => Promise<OrganisationResult>;

/**
 * Searches with all words; when nothing has them all, without those that by themselves find nobody under the filters, wherever they stand; and while that is not enough,
 * without the last of the rest. When none of them finds anybody, none is dropped.
 */
export async function searchWithFewer(query: OrganisationQuery, words: readonly string[], ask: Ask): Promise<OrganisationResult> {
  const all = words.map((_word, place) => place);
  const fewest = fewestWords(words);
  let result = await ask(query, all);
  if (result.totalCount > 0 || words.length <= fewest) return result;
  const counting = { ...query, first: 0, facets: undefined };
  const alone = words.length === 1 ? [result] : await Promise.all(all.map((place) => ask(counting, [place])));
  let used: readonly number[] = all.filter((place) => alone[place]!.totalCount > 0);
  if (used.length < fewest) return result;
  if (used.length === words.length) used = used.slice(0, -1);
  result = await ask(query, used);
  while (result.totalCount === 0 && used.length > fewest) {
    used = used.slice(0, -1);
    result = await ask(query, used);
  }
  return result;
}

/** The words at these places. */
export const wordsAt = (words: readonly string[], used: readonly number[]): string[] => used.map((place) => words[place] ?? '');

/** The words at all other places. */
export const wordsBesides = (words: readonly string[], used: readonly number[]): string[] =>
  words.filter((_word, place) => !used.includes(place));

/** Whether the word that was typed last, and so may be a beginning, is among them. */
export const isLastUsed = (words: readonly string[], used: readonly number[]): boolean => used.at(-1) === words.length - 1;
