import { describe, expect, it } from 'vitest';
import { seldomSeen, turnsWith, type Looking } from './seldom-seen.ts';

/** Everybody fits as well as the others, except the small letters, who hardly fit. */
const rows = (ids: string): { id: string; scoreTenths: number }[] =>
  [...ids].map((id) => ({ id, scoreTenths: id === id.toUpperCase() ? 600 : 120 }));

function chosen(best: string, page: string, impressions: Record<string, number>, asker: Partial<Looking> = {}): string {
  const looking = { knows: (id: string) => page.includes(id), hasTurn: () => true, counts: true, ...asker };
  return seldomSeen(rows(best), new Map(Object.entries(impressions)), looking)
    .map(({ id }) => id)
    .join('');
}

it('puts whoever was shown least before those who fit better', () => {
  expect(chosen('ABCDEF', 'AB', { A: 50, B: 50, C: 9, D: 4, E: 1 })).toBe('FEDC');
});

it('keeps the order of the list among those who were shown about as often', () => {
  expect(chosen('ABCDEF', 'A', { A: 90, B: 6, C: 3, D: 2, E: 1, F: 7 })).toBe('DEBCF');
});

it('never takes anybody whom the asker has seen, and nobody when that is all of them', () => {
  expect(chosen('ABC', 'AB', { A: 1, B: 1 })).toBe('C');
  expect(chosen('ABC', 'ABC', { A: 9 })).toBe('');
  expect(chosen('', '', {})).toBe('');
});

it('calls nobody seldom who is shown about as often as the others', () => {
  expect(chosen('ABCD', 'A', { A: 10, B: 10, C: 10, D: 10 })).toBe('');
  expect(chosen('ABCD', 'A', { A: 5, B: 5, C: 3, D: 3 })).toBe('');
  expect(chosen('ABCD', 'A', { A: 6, B: 5, C: 3, D: 2 })).toBe('D');
  expect(chosen('ABCD', 'A', {})).toBe('');
});

it('leaves out who was shown before and fits less than half as well as the tenth, but nobody who never was', () => {
  expect(chosen('ABCDEFGHIJKl', 'A', { A: 100, K: 1, l: 1 })).toBe('BCDEFGHIJK');
  expect(chosen('ABCDEFGHIJKl', 'A', { A: 100, K: 1 })).toBe('BCDEFGHIJlK');
});

it('waits for the turn of who was shown before, and of who never was only where the look counts for nothing', () => {
  const hasTurn = (id: string): boolean => id === 'B';
  expect(chosen('ABCD', 'A', { A: 100, B: 5, C: 1 }, { hasTurn })).toBe('DB');
  expect(chosen('ABCD', 'A', { A: 100, B: 5, C: 1 }, { hasTurn, counts: false })).toBe('B');
});

it('shows everybody of the best one after the other, before anybody for a second time, when one organisation looks alone', () => {
  const impressions: Record<string, number> = {};
  const note = (id: string): unknown => (impressions[id] = (impressions[id] ?? 0) + 1);
  let seen = '';
  for (let look = 0; look < 8; look += 1) {
    for (const id of 'AB') note(id);
    const [first] = chosen('ABCDEFGHIJ', 'AB', impressions, { hasTurn: () => false });
    note(first!);
    seen += first;
  }
  expect(seen).toBe('CDEFGHIJ');
});

describe('a turn', () => {
  const days = Array.from({ length: 21 }, (_, day) => 20_000 + day);
  const turns = (asker: string, id: string, secret = 'secret'): number[] => days.filter((day) => turnsWith(secret, asker, day)(id));

  it('comes every third day', () => {
    const [first, ...later] = turns('asker', 'a');
    expect(later).toEqual([1, 2, 3, 4, 5, 6].map((times) => first! + 3 * times));
  });

  it('comes on other days with other askers, to other ones and under another secret', () => {
    const others = Array.from({ length: 40 }, (_, index) => String(index));
    for (const firsts of [
      others.map((asker) => turns(asker, 'a')[0]),
      others.map((id) => turns('asker', id)[0]),
      others.map((secret) => turns('asker', 'a', secret)[0]),
    ])
      expect(new Set(firsts).size).toBe(3);
  });

  it('lets nobody see the same one on two days running, however seldom it was shown', () => {
    const seen = days.map((day) => chosen('ABCD', 'A', { A: 100, B: 100, C: 100, D: 3 }, { hasTurn: turnsWith('secret', 'asker', day) }));
    expect(seen.filter((ids) => ids === 'D')).toHaveLength(7);
    expect(seen.some((ids, day) => ids === 'D' && seen[day + 1] === 'D')).toBe(false);
  });
});
