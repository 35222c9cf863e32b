import { expect, it } from 'vitest';
import { readStaffList, staffListAddress, staffListVariables } from './staff-list.ts';

const read = (search: string) => readStaffList(new URLSearchParams(search));

it('begins with the newest of all', () => {
  expect(staffListVariables(read(''))).toEqual({ query: undefined, sort: 'NEWEST', filter: {} });
});

it('filters by what the address says', () => {
  expect(staffListVariables(read('q=su&verified=no&country=TR&field=ecology&partner=without&sort=name'))).toEqual({
    query: 'su',
    sort: 'NAME',
    filter: { verified: false, countries: ['TR'], fields: ['ecology'], withoutPartner: true },
  });
});

it('takes nothing for a filter that is none', () => {
  expect(read('verified=perhaps&country=Turkey&partner=x&sort=random')).toEqual(read(''));
});

it('reads back the address it wrote', () => {
  for (const search of ['', 'q=su', 'q=su&sort=name', 'verified=yes&sort=name', 'country=DE&partner=with']) {
    const query = read(search);
    expect(readStaffList(new URL(staffListAddress(query), 'http://localhost').searchParams)).toEqual(query);
  }
});
