import { ABBREVIATIONS } from '@kopru/schema/vocabulary';
import { is, isIn, type Filter, type SetAttribute } from './filter.ts';
import { nameKey, wordsOf } from './words.ts';

export const FACETS = ['countries', 'fields', 'issues', 'kinds', 'languages'] as const;

/** The facets of the directory, named as in the contract's `Facet.name`. */
export type FacetName = (typeof FACETS)[number];

/** The contract's `OrganisationFilter`: lists are OR inside, AND between; an empty or absent list filters nothing. */
export interface DirectoryFilter {
  readonly countries?: readonly string[] | null | undefined;
  readonly fields?: readonly string[] | null | undefined;
  readonly issues?: readonly string[] | null | undefined;
  /** Narrows `issues` to one direction; alone: has any issue in that direction. */
  readonly direction?: 'NEED' | 'OFFER' | null | undefined;
  readonly kinds?: readonly string[] | null | undefined;
  readonly languages?: readonly string[] | null | undefined;
  readonly withoutPartner?: boolean | null | undefined;
  readonly verified?: boolean | null | undefined;
}

/** The document attribute a facet counts. With a direction, issues are counted in that direction only. */
export function facetAttribute(facet: FacetName, filter: DirectoryFilter): SetAttribute {
  if (facet === 'countries') return 'country';
  if (facet === 'kinds') return 'kind';
  if (facet !== 'issues') return facet;
  if (filter.direction === 'NEED') return 'needs';
  return filter.direction === 'OFFER' ? 'offers' : 'issues';
}

/** Every condition of the filter but the one on this facet, for a facet's counts obey every filter but its own. All of them must hold. */
export function conditionsWithout(filter: DirectoryFilter, own?: FacetName): Filter[] {
  const chosen = FACETS.flatMap((facet) => {
    const values = filter[facet] ?? [];
    return facet === own || values.length === 0 ? [] : [isIn(facetAttribute(facet, filter), values)];
  });
  if (typeof filter.withoutPartner === 'boolean') chosen.push(is('withoutPartner', filter.withoutPartner));
  if (typeof filter.verified === 'boolean') chosen.push(is('verified', filter.verified));
  const issuesAreChosen = (filter.issues ?? []).length > 0;
  if (filter.direction && (!issuesAreChosen || own === 'issues')) chosen.push(isIn('directions', [filter.direction]));
  return chosen;
}

/** Engines look at ten words at most; the rest of a pasted paragraph would only exclude. */
const MAX_WORDS = 10;
const MAX_QUERY_LENGTH = 400;

/** Articles and conjunctions of the languages of the directory, folded: required nowhere when there is another word. */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  'the a an of and or for in on to ve ile icin bir der die das den und fur de la le les du des et en el los las y e di il della del van het een i o w z na'.split(
    ' ',
  ),
);

/** Phrases that say of an organisation only that it is one, which everybody here is: "youth NGO" asks for no more than "youth". Folded, by their first word, the longer first. */
const MERELY_ORGANISATION: ReadonlyMap<string, readonly (readonly string[])[]> = merelyOrganisation();

function merelyOrganisation(): Map<string, readonly (readonly string[])[]> {
  const endings = 'kurulus kurulusu kuruluslari orgut orgutu orgutleri organisation organisations organization organizations'.split(' ');
  const open = ['sivil toplum', 'civil society', 'non profit', 'non governmental'].map((phrase) => phrase.split(' '));
  const longer = open.map((phrase) => [...endings.map((ending) => [...phrase, ending]), phrase] as const);
  const short = ABBREVIATIONS.find((abbreviation) => abbreviation.short.includes('NGO'))?.short.flatMap(wordsOf) ?? [];
  const phrases = [...longer.flat(), ...short.map((word) => [word])];
  return new Map(phrases.map(([first = '']) => [first, phrases.filter((phrase) => phrase[0] === first)]));
}

/** The words without such phrases. */
function besidesOrganisation(words: readonly string[]): string[] {
  const left: string[] = [];
  for (let at = 0; at < words.length;) {
    const said = MERELY_ORGANISATION.get(words[at]!)?.find((phrase) => phrase.every((word, index) => words[at + index] === word));
    if (said === undefined) left.push(words[at]!);
    at += said?.length ?? 1;
  }
  return left;
}

/**
 * The words to look for, folded, in order. The last one may be the beginning of a word. Function words are left out unless they are
 * all there is, or the last word, which may yet become another; so are words that
 * only say "organisation". No words means: everything.
 */
export function parseQuery(text: string | null | undefined): string[] {
  const words = wordsOf((text ?? '').slice(0, MAX_QUERY_LENGTH));
  const telling = words.filter((word, index) => index === words.length - 1 || !FUNCTION_WORDS.has(word));
  const named = besidesOrganisation(telling);
  const kept = [named, telling].find((some) => some.length > 0) ?? words;
  return kept.filter((word, index) => kept.indexOf(word) === index || index === kept.length - 1).slice(0, MAX_WORDS);
}

/** With how few of the words a search may go on that finds nothing: with one, and without any where they only say "organisation". */
export const fewestWords = (words: readonly string[]): 0 | 1 => (besidesOrganisation(words).length === 0 ? 0 : 1);

/** Keys of which a name that is meant exactly has one: the words looked for; and while none of them was dropped, all that was typed, function words included. */
export function keysMeant(text: string | null | undefined, words: readonly string[]): string[] {
  const key = words.join(' ');
  return words.length < parseQuery(text).length ? [key] : [...new Set([key, nameKey((text ?? '').slice(0, MAX_QUERY_LENGTH))])];
}
