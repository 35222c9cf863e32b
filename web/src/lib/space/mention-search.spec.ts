import { expect, it } from 'vitest';
import { matching, mentionQuery, type Mentionable } from './mention-search.ts';

it.each([
  ['@', '', 1],
  ['Ask @Ada', 'Ada', 4],
  ['Ask (@Ada L', 'Ada L', 6],
  ['\uFFFC@ş', 'ş', 2],
])('looks for something in %o', (before, words, length) => {
  expect(mentionQuery(before)).toEqual({ words, length });
});

it.each(['', 'anna@example.org', '@ two', 'Ask @Ada  later', `@${'x'.repeat(41)}`, '@a\uFFFCb', '@one@'])('leaves %o alone', (before) => {
  expect(mentionQuery(before)).toBeNull();
});

const all: Mentionable[] = [
  { kind: 'person', id: '1', label: 'Işık Çağlar' },
  { kind: 'person', id: '2', label: 'Ada Isik' },
  { kind: 'action', id: '3', label: 'Train mentors in İzmir' },
];

it('finds names however they are spelled, those that begin so first, and nothing else', () => {
  expect(matching(all, 'isik').map(({ id }) => id)).toEqual(['1', '2']);
  expect(matching(all, 'izmir').map(({ id }) => id)).toEqual(['3']);
  expect(matching(all, 'cag').map(({ id }) => id)).toEqual(['1']);
  expect(matching(all, '')).toHaveLength(3);
  expect(matching(all, 'zzz')).toEqual([]);
});
