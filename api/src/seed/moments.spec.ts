import { expect, it } from 'vitest';
import { momentAgo } from './moments.ts';

const now = new Date('2026-11-23T02:00:00Z');
const at = (daysAgo: number): string => momentAgo(now, daysAgo).toISOString();

it('lies in working hours, on the day that the whole days say', () => {
  expect(at(3)).toBe('2026-11-20T15:30:00.000Z');
  expect(at(3.5)).toBe('2026-11-20T10:30:00.000Z');
  expect(at(-3)).toBe('2026-11-26T15:30:00.000Z');
});

it('never lies in the future when it should be past, and keeps the order of days', () => {
  expect(at(0.2)).toBe(now.toISOString());
  const days = Array.from({ length: 200 }, (_, n) => n / 23 - 2);
  const moments = days.map((daysAgo) => momentAgo(now, daysAgo).getTime());
  expect(moments).toEqual([...moments].sort((a, b) => b - a));
});
