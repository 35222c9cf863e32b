import { expect, it } from 'vitest';
import { isOpen, isTimeZone, momentText } from './call.deadline.ts';

it('is open from the opening moment to just before the deadline', () => {
  const call = { opensAt: new Date('2027-01-01T00:00:00+03:00'), deadline: new Date('2027-03-26T23:59:00+03:00') };
  const at = (moment: string): boolean => isOpen(call, new Date(moment));
  expect([at('2026-12-31T20:59:59.999Z'), at('2026-12-31T21:00:00Z')]).toEqual([false, true]);
  expect([at('2027-03-26T20:58:59.999Z'), at('2027-03-26T20:59:00Z')]).toEqual([true, false]);
});

it('says a deadline in the zone it was announced in, also on both sides of a change to summer time', () => {
  // Germany changes on 28 March 2027, Turkey never does: the same wall clock is another moment.
  expect(momentText(new Date('2027-03-27T22:30:00Z'), 'Europe/Berlin')).toBe('Saturday, 27 March 2027 at 23:30 (Europe/Berlin)');
  expect(momentText(new Date('2027-03-28T21:30:00Z'), 'Europe/Berlin')).toBe('Sunday, 28 March 2027 at 23:30 (Europe/Berlin)');
  expect(momentText(new Date('2027-03-28T21:30:00Z'), 'Europe/Istanbul')).toBe('Monday, 29 March 2027 at 00:30 (Europe/Istanbul)');
});

it('knows named zones only: an offset has no summer time', () => {
  expect(['Europe/Istanbul', 'Europe/Berlin', 'America/Argentina/Ushuaia', 'Etc/GMT+3', 'UTC'].map(isTimeZone)).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
  expect(['+03:00', '', 'Europe/Atlantis', 'CET; drop table', 'europe', 'Europe/Istanbul\n'].map(isTimeZone)).toEqual(Array(6).fill(false));
});
