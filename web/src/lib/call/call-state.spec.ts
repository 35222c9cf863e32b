import { expect, it } from 'vitest';
import { callState, daysUntil } from './call-state.ts';

const NOW = new Date('2027-01-30T12:00:00Z');

it('tells a call that comes from one that is over', () => {
  expect(callState({ opensAt: '2027-02-01T00:00:00Z', isOpen: false }, NOW)).toBe('coming');
  expect(callState({ opensAt: '2026-02-01T00:00:00Z', isOpen: false }, NOW)).toBe('closed');
  expect(callState({ opensAt: '2026-02-01T00:00:00Z', isOpen: true }, NOW)).toBe('open');
});

it('counts the days that are left', () => {
  expect(daysUntil('2027-01-31T22:59:00Z', NOW)).toBe(2);
  expect(daysUntil('2027-01-30T12:30:00Z', NOW)).toBe(1);
  expect(daysUntil('2027-01-29T12:00:00Z', NOW)).toBe(0);
});
