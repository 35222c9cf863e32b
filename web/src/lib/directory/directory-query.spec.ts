import { describe, expect, it } from 'vitest';
import {
  activeFilters,
  directoryAddress,
  filterCount,
  nextPlace,
  previousPlace,
  readPlace,
  readQuery,
  sortsOf,
} from './directory-query.ts';

const read = (search: string) => readQuery(new URLSearchParams(search));
const params = (address: string) => new URLSearchParams(address.split('?')[1]);

describe('a directory query', () => {
  it('survives the way into the address and back', () => {
    const search =
      'q=kadın&country=TR&country=DE&field=youth&issue=digital-security&kind=FOUNDATION&language=tr&direction=need&without-partner=1&sort=name';
    const query = read(search);
    expect(readQuery(params(directoryAddress(query)))).toEqual(query);
    expect(query).toMatchObject({ text: 'kadın', countries: ['TR', 'DE'], direction: 'NEED', withoutPartner: true, sort: 'NAME' });
  });

  it('takes no notice of what it does not understand', () => {
    expect(directoryAddress(read('country=tr&country=&direction=up&sort=magic&without-partner=yes&utm=1'))).toBe('/organisations');
  });

  it('counts and removes single filters', () => {
    const query = read('country=TR&country=DE&direction=offer&q=su');
    expect(filterCount(query)).toBe(3);
    expect(activeFilters(query).map(({ without }) => directoryAddress(without))).toEqual([
      '/organisations?q=su&country=DE&direction=offer',
      '/organisations?q=su&country=TR&direction=offer',
      '/organisations?q=su&country=TR&country=DE',
    ]);
  });
});

describe('paging', () => {
  const query = read('q=su');
  const walk = (cursors: string[]) =>
    cursors.reduce(
      (place, cursor) => readPlace(params(directoryAddress(query, nextPlace(place, cursor)))),
      readPlace(new URLSearchParams()),
    );

  it('leads back the way it came', () => {
    const third = walk(['a', 'b']);
    expect(third).toEqual({ cursors: ['a', 'b'], page: 3 });
    const second = previousPlace(third);
    expect(second).toEqual({ cursors: ['a'], page: 2 });
    expect(second && previousPlace(second)).toEqual({ cursors: [], page: 1 });
    expect(previousPlace({ cursors: [], page: 1 })).toBeUndefined();
  });

  it('keeps the number of the page when the trail grows too long, and finds back to the start', () => {
    const deep = walk(Array.from({ length: 30 }, (_, index) => `c${index}`));
    expect(deep.page).toBe(31);
    expect(directoryAddress(query, deep).length).toBeLessThan(400);
    let place = deep;
    for (let steps = 0; steps < 40 && place.page > 1; steps += 1) place = previousPlace(place) ?? place;
    expect(place).toEqual({ cursors: [], page: 1 });
  });

  it('starts again when the query changes', () => {
    expect(directoryAddress(query)).not.toContain('after');
  });
});

describe('the orders to choose from', () => {
  const shown = (text: string, sort: 'RELEVANCE' | 'NAME' | 'NEWEST'): string[] =>
    sortsOf({ text, sort }).map(({ label, chosen }) => (chosen ? `${label}!` : label));

  it('name the order that a list without words really has', () => {
    expect(shown('', 'RELEVANCE')).toEqual(['name!', 'newest']);
    expect(shown('', 'NAME')).toEqual(['name!', 'newest']);
    expect(shown('', 'NEWEST')).toEqual(['name', 'newest!']);
  });

  it('lead back to the best match with the first word', () => {
    expect(sortsOf({ text: '', sort: 'RELEVANCE' }).find(({ chosen }) => chosen)?.value).toBe('relevance');
    expect(shown('su', 'RELEVANCE')).toEqual(['relevance!', 'name', 'newest']);
    expect(shown('su', 'NAME')).toEqual(['relevance', 'name!', 'newest']);
  });
});
