import { expect, it } from 'vitest';
import { mentionedIn } from './mentions.ts';

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
