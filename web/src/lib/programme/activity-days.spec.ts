import { describe, expect, it } from 'vitest';
import { byDay, pieces } from './activity-days.ts';

describe('days', () => {
  it('change at midnight of the zone', () => {
    const lines = [{ at: '2027-03-01T21:30:00Z' }, { at: '2027-03-01T20:30:00Z' }, { at: '2027-03-01T10:00:00Z' }];
    const days = byDay(lines, 'en-GB', 'Europe/Istanbul');
    expect(days.map(({ day, lines: ofDay }) => [day, ofDay.length])).toEqual([
      ['Tuesday 2 March', 1],
      ['Monday 1 March', 2],
    ]);
  });
});

describe('pieces', () => {
  const su = { id: 'a', name: 'Su' };
  const suYolu = { id: 'b', name: 'Su Yolu' };

  it('mark the names', () => {
    expect(pieces('Su Yolu invited Su.', [su, suYolu])).toEqual([
      { text: 'Su Yolu', organisationId: 'b' },
      { text: ' invited ' },
      { text: 'Su', organisationId: 'a' },
      { text: '.' },
    ]);
  });

  it('always add up to the sentence', () => {
    for (const text of ['Su joined.', 'Nobody here.', '', 'SuSuSu Yolu']) {
      expect(
        pieces(text, [su, suYolu, { id: 'c', name: '' }])
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }
  });
});
