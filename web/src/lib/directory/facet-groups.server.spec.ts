import { expect, it } from 'vitest';
import { readQuery } from './directory-query.ts';
import { countryCounts, facetGroups } from './facet-groups.server.ts';

const groups = (search: string, language = 'en') =>
  facetGroups(
    [
      {
        name: 'countries',
        values: [
          { value: 'DE', count: 3 },
          { value: 'TR', count: 9 },
          { value: 'AT', count: 1 },
        ],
      },
      {
        name: 'issues',
        values: [
          { value: 'digital-security', count: 2 },
          { value: 'volunteer-management', count: 4 },
        ],
      },
      { name: 'kinds', values: [] },
    ],
    readQuery(new URLSearchParams(search)),
    language,
  );

it('groups countries by side and sorts them by name in the language', () => {
  const country = groups('', 'tr').find(({ name }) => name === 'country');
  expect(country?.sections.map(({ id, choices }) => [id, choices.map(({ label }) => label)])).toEqual([
    ['turkey', ['Türkiye']],
    ['europe', ['Almanya', 'Avusturya']],
  ]);
});

it('keeps what was chosen, although nothing matches it any more', () => {
  const country = groups('country=MT').find(({ name }) => name === 'country');
  expect(country?.chosen).toBe(1);
  expect(country?.sections.flatMap(({ choices }) => choices)).toContainEqual({ value: 'MT', count: 0, label: 'Malta', checked: true });
});

it('groups issues by area and leaves empty groups without sections', () => {
  expect(
    groups('')
      .find(({ name }) => name === 'issue')
      ?.sections.map(({ id }) => id),
  ).toEqual(['people', 'practice']);
  expect(groups('').find(({ name }) => name === 'kind')?.sections).toEqual([]);
});

it('leads from each country to the results with it, and from a chosen one back', () => {
  const facets = [{ name: 'countries', values: [{ value: 'DE', count: 3 }] }];
  const counts = countryCounts(facets, readQuery(new URLSearchParams('q=su&country=MT')), 'en');
  expect(counts).toEqual([
    { code: 'DE', label: 'Germany', count: 3, chosen: false, href: '/organisations?q=su&country=MT&country=DE' },
    { code: 'MT', label: 'Malta', count: 0, chosen: true, href: '/organisations?q=su' },
  ]);
});
