import { spellingOf } from '@kopru/search/marker';
import type { DirectoryFilter } from '@kopru/search/query';
import type { OrganisationQuery, OrganisationResult } from '@kopru/search/port';
import { isKnownWord } from '@kopru/search/meanings';
import { placeMisspelt, placesNamed, type NamedPlace } from '@kopru/search/places';
import { vocabularyTexts } from '@kopru/search/vocabulary-words';
import { wordsOf } from '@kopru/search/words';
import type { OrganisationView } from '../organisation/organisation.reads.ts';
import type { EmptyPlace, Relaxation } from './directory.types.ts';

interface Relaxed {
  readonly without: string;
  readonly words: string | null;
  readonly query: OrganisationQuery;
}

/** Of a longer text each word alone would be a flood. */
const MOST_WORDS = 6;

/** What a search asks for: the names of its filters, a direction belonging to its issues, and its words, when they may be let go of one by one. */
function partsOf({ query, filter }: OrganisationQuery): { names: (keyof DirectoryFilter)[]; words: string[]; alone: string[] } {
  const isAsked = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null);
  const names = (Object.keys(filter ?? {}) as (keyof DirectoryFilter)[]).filter((name) => isAsked(filter?.[name]));
  const words = [...new Set((query ?? '').split(/\s+/).filter(Boolean))];
  const parts = withPlacesWhole(words);
  return { names, words, alone: parts.length > 1 && words.length <= MOST_WORDS ? parts : [] };
}

/** The words, the name of a place being one of them: "Den" says nothing of Den Haag. */
function withPlacesWhole(words: readonly string[]): string[] {
  const named = placesNamed(words);
  return words.flatMap((word, at) => {
    const place = named.find(({ start, end }) => start <= at && at < end);
    if (place === undefined) return [word];
    return place.start === at ? [place.name] : [];
  });
}

/** Each thing that a search asks for, with the search that asks for everything else; of several words also each alone. */
function withoutOne(query: OrganisationQuery): Relaxed[] {
  const { names, words, alone } = partsOf(query);
  const searches = names.map((name) => ({ without: name, words: null, query: { ...query, filter: { ...query.filter, [name]: null } } }));
  const byWord = alone.map((word) => ({ without: 'words', words: word, query: { ...query, query: word } }));
  const byFilter =
    words.length > 0 && names.length > 0 ? [{ without: 'query', words: null, query: { ...query, query: '' } }, ...searches] : searches;
  return [...byFilter, ...byWord];
}

/** The words without any filter, together and each alone. */
function withoutFilters(query: OrganisationQuery): Relaxed[] {
  const { names, words, alone } = partsOf(query);
  if (words.length === 0 || names.length === 0) return [];
  const all = { without: 'filters', words: null, query: { ...query, filter: {} } };
  return [all, ...alone.map((word) => ({ ...all, words: word, query: { ...all.query, query: word } }))];
}

/** What to let go of, when a search found nothing: everything that alone would bring hits, most of them first; where nothing alone would, all filters. */
export async function relaxationsOf(query: OrganisationQuery, count: (query: OrganisationQuery) => Promise<number>): Promise<Relaxation[]> {
  const asked = { ...query, first: 0, after: null, facets: undefined };
  const helpful = async (searches: readonly Relaxed[]): Promise<Relaxation[]> => {
    const counted = await Promise.all(
      searches.map(async ({ without, words, query: one }) => ({ without, words, totalCount: await count(one) })),
    );
    return counted.filter(({ totalCount }) => totalCount > 0).sort((a, b) => b.totalCount - a.totalCount);
  };
  const one = await helpful(withoutOne(asked));
  return one.length > 0 ? one : helpful(withoutFilters(asked));
}

/**
 * The places that a search names, rightly or with a typo, and from which nobody is shown under its filters, each with how many its country would bring with the rest of the
 * words. What the viewer may not see counts as nobody.
 */
export async function emptyPlacesOf(
  query: OrganisationQuery,
  ask: (query: OrganisationQuery) => Promise<OrganisationResult>,
): Promise<EmptyPlace[]> {
  const asked = { ...query, first: 0, after: null, facets: undefined };
  const typed = partsOf(asked).words;
  if (typed.length > MOST_WORDS) return [];
  const counted = await Promise.all(
    placesAmong(typed).map(async ({ name, country, start, end }) => {
      const words = typed.toSpliced(start, end - start).join(' ');
      const inCountry = { ...asked, query: words, filter: { ...asked.filter, countries: [country] } };
      const [here, there] = await Promise.all([ask({ ...asked, query: typed.slice(start, end).join(' ') }), ask(inCountry)]);
      const isEmpty = here.totalCount === 0 || here.droppedWords.length > 0;
      return isEmpty ? [{ name, country, words, totalCount: there.totalCount }] : [];
    }),
  );
  return counted.flat();
}

/** The places named, and those that a word may mean which is known as nothing else. */
function placesAmong(typed: readonly string[]): NamedPlace[] {
  const named = placesNamed(typed);
  const misspelt = typed.flatMap((word, start) => {
    const isKnown = wordsOf(word).some(isKnownWord) || named.some((place) => place.start <= start && start < place.end);
    const place = isKnown ? undefined : placeMisspelt(word);
    return place ? [{ ...place, start, end: start + 1 }] : [];
  });
  return [...named, ...misspelt].sort((a, b) => a.start - b.start);
}

/**
 * Folded words with their letters again, as the organisation that has them writes them, or the labels of what it carries. Null when a word is neither there nor the
 * vocabulary's nor the person's own: the index has it from before a change, and it is not said.
 */
export function spelledOut(words: readonly string[], typed: string | null | undefined, view: OrganisationView): string | null {
  const issues = view.issueRows.map(({ issueId }) => issueId);
  const { topics, country } = vocabularyTexts({ fields: view.fieldIds, issues, country: view.country });
  const statements = view.issueRows.map(({ statement }) => statement);
  const texts = [view.name, view.acronym, ...view.formerNames, view.city, ...statements, ...topics, ...country, view.about];
  const isNobodys = (word: string): boolean => isKnownWord(word) || wordsOf(typed ?? '').includes(word);
  const spelled = words.map((word) => spellingOf(word, texts) ?? (isNobodys(word) ? word : null));
  return spelled.includes(null) ? null : spelled.join(' ');
}
