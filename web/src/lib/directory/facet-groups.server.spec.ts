import { expect, it } from 'vitest';
import { readQuery } from './directory-query.ts';
import { facetGroups } from './facet-groups.server.ts';

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
