import { expect, it } from 'vitest';
import { seldomSeen } from './seldom-seen.ts';

const rows = (ids: string): { id: string }[] => [...ids].map((id) => ({ id }));
const chosen = (best: string, page: string, impressions: Record<string, number>): string =>
  seldomSeen(rows(best), new Set(page), new Map(Object.entries(impressions)))
    .map(({ id }) => id)
    .join('');

it('puts whoever was shown least before those who fit better', () => {
  expect(chosen('abcdef', 'ab', { a: 50, b: 50, c: 9, d: 4, e: 1 })).toBe('fedc');
});

it('keeps the order of the list among those who were shown about as often', () => {
  expect(chosen('abcdef', 'a', { a: 90, b: 6, c: 3, d: 2, e: 1, f: 7 })).toBe('debcf');
});

it('never takes anybody from the page, and nobody when all are on it', () => {
  expect(chosen('abc', 'ab', { a: 1, b: 1 })).toBe('c');
  expect(chosen('abc', 'abc', { a: 9 })).toBe('');
  expect(chosen('', '', {})).toBe('');
});

it('calls nobody seldom who is shown about as often as the others', () => {
  expect(chosen('abcd', 'a', { a: 10, b: 10, c: 10, d: 10 })).toBe('');
  expect(chosen('abcd', 'a', { a: 5, b: 5, c: 3, d: 3 })).toBe('');
  expect(chosen('abcd', 'a', { a: 6, b: 5, c: 3, d: 2 })).toBe('d');
  expect(chosen('abcd', 'a', {})).toBe('');
});

it('shows everybody of the best one after the other, before anybody for a second time, when one organisation looks alone', () => {
  const best = rows('abcdefghij');
  const impressions = new Map<string, number>();
  const note = (id: string): unknown => impressions.set(id, (impressions.get(id) ?? 0) + 1);
  const seen: string[] = [];
  for (let look = 0; look < 8; look += 1) {
    for (const id of 'ab') note(id);
    const [first] = seldomSeen(best, new Set('ab'), impressions);
    note(first!.id);
    seen.push(first!.id);
  }
  expect(seen.join('')).toBe('cdefghij');
});
