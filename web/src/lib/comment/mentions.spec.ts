import { expect, it } from 'vitest';
import { addressing, addressingNobody, mentionedIn } from './mentions.ts';

const people = [
  { id: '1', name: 'Anna' },
  { id: '2', name: 'Anna Maria' },
  { id: '3', name: 'Çağla Işık' },
];

it('finds people by the name behind an @, the longer name first', () => {
  expect(mentionedIn('Ask @Anna Maria and @Çağla Işık.', people)).toEqual(['2', '3']);
  expect(mentionedIn('@Anna Maria and @Anna', people).sort()).toEqual(['1', '2']);
});

it('takes a name alone for no mention', () => {
  expect(mentionedIn('Anna said so, mail anna@example.org', people)).toEqual([]);
});

it('takes a first name for whom it is when only one has it, in small letters too', () => {
  const more = [...people, { id: '4', name: 'Çağla Demir' }, { id: '5', name: 'Sofia Marques' }];
  expect(mentionedIn('@sofia, look', more)).toEqual(['5']);
  expect(mentionedIn('@Çağla, look', more)).toEqual([]);
  expect(mentionedIn('@Sofiamar', more)).toEqual([]);
});

it('offers those whose names begin as it is typed', () => {
  const offered = (body: string) => addressing(body, people)?.people.map(({ id }) => id);
  expect(offered('Ask @cag')).toEqual(['3']);
  expect(offered('Ask @mar')).toEqual(['2']);
  expect(offered('@')).toHaveLength(3);
  expect(offered('anna@example.org')).toBeUndefined();
  expect(addressing('Ask @Çağ', people)?.length).toBe(4);
});

it('knows the words behind an @ that address nobody', () => {
  const more = [...people, { id: '4', name: 'Çağla Demir' }];
  expect(addressingNobody('@Sof and @Anna, write to mail@Sof.example', more)).toEqual(['@Sof']);
  expect(addressingNobody('@Çağla, which one?', more)).toEqual(['@Çağla']);
  expect(addressingNobody('@Çağla Işık and @anna maria', more)).toEqual([]);
});

it('offers nobody any more behind a whole name', () => {
  expect(addressing('@Çağla Işık', people)?.people).toHaveLength(1);
  expect(addressing('@Çağla Işık ', people)).toBeNull();
});
