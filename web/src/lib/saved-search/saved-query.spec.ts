import { expect, it } from 'vitest';
import { directoryAddress, readQuery } from '#lib/directory/directory-query.ts';
import { directoryQuery, savedInput } from './saved-query.ts';

it('comes back from the API as it was saved', () => {
  const search = 'q=kad%C4%B1n&country=TR&field=youth&issue=digital-security&kind=FOUNDATION&language=tr&direction=need&without-partner=1';
  const query = readQuery(new URLSearchParams(search));
  const { query: text, filter } = savedInput(query);
  const nothing = { countries: null, fields: null, issues: null, kinds: null, languages: null, direction: null, withoutPartner: null };
  const back = directoryQuery({ query: text ?? '', filter: { ...nothing, ...filter } as Parameters<typeof directoryQuery>[0]['filter'] });
  expect(directoryAddress({ ...back, sort: 'RELEVANCE' })).toBe(directoryAddress(query));
});
