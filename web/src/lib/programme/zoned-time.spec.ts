import { expect, it } from 'vitest';
import { localTime, momentOf } from './zoned-time.ts';

it.each([
  ['2027-01-15T23:59', 'Europe/Istanbul', '2027-01-15T20:59:00.000Z'],
  ['2027-01-15T23:59', 'Europe/Berlin', '2027-01-15T22:59:00.000Z'],
  ['2027-07-15T23:59', 'Europe/Berlin', '2027-07-15T21:59:00.000Z'],
  ['2027-03-28T02:30', 'Europe/Berlin', '2027-03-28T01:30:00.000Z'], // skipped: 02:30 of winter time
  ['2027-10-31T02:30', 'Europe/Berlin', '2027-10-31T00:30:00.000Z'], // twice: the first
  ['2027-01-15T00:00:30', 'UTC', '2027-01-15T00:00:30.000Z'],
])('%s in %s is %s', (local, zone, moment) => {
  expect(momentOf(local, zone)).toBe(moment);
});

it.each(['', 'tomorrow', '2027-02-31T10:00', '2027-13-01T10:00', '2027-01-01T25:00', '2027-01-01'])('%j is no local time', (text) => {
  expect(momentOf(text, 'Europe/Berlin')).toBeNull();
});

it('knows no zone that does not exist', () => {
  expect(momentOf('2027-01-15T23:59', 'Europe/Nowhere')).toBeNull();
});

it('reads back what it wrote', () => {
  for (const zone of ['Europe/Istanbul', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu']) {
    for (let day = 0; day < 365; day += 7) {
      const moment = new Date(Date.UTC(2027, 0, 1 + day, 12, 34)).toISOString();
      expect(momentOf(localTime(moment, zone), zone)).toBe(moment);
    }
  }
});
