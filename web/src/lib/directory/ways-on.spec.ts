import { expect, it } from 'vitest';
import { readQuery } from './directory-query.ts';
import { waysOn } from './ways-on.ts';

it('links to the same search with one thing less, and names what that is', () => {
  const query = readQuery(new URLSearchParams('q=su&country=TR&country=DE&direction=need&without-partner=1'));
  const relaxations = ['query', 'countries', 'direction', 'withoutPartner', 'somethingNew'].map((without) => ({ without, totalCount: 3 }));
  const alone = { without: 'words', words: 'deniz', totalCount: 2 };
  const unfiltered = [null, 'deniz'].map((words) => ({ without: 'filters', words, totalCount: 1 }));
  expect(
    waysOn([...relaxations, alone, ...unfiltered], query, (name, value) => `${name} ${value}`).map(({ href, names }) => [href, names]),
  ).toEqual([
    ['/organisations?country=TR&country=DE&direction=need&without-partner=1', '“su”'],
    ['/organisations?q=su&direction=need&without-partner=1', 'country TR, country DE'],
    ['/organisations?q=su&country=TR&country=DE&without-partner=1', ''],
    ['/organisations?q=su&country=TR&country=DE&direction=need', ''],
    ['/organisations?q=deniz&country=TR&country=DE&direction=need&without-partner=1', '“deniz”'],
    ['/organisations?q=su', ''],
    ['/organisations?q=deniz', '“deniz”'],
  ]);
});
