import { expect, it } from 'vitest';
import { draftOf, isNoWeight, readRoundSettings, wrongQuotas } from './round-draft.ts';

function form(entries: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

it('reads numbers, weights and the quotas that are chosen', () => {
  const { input, quotaRows, wrong } = readRoundSettings(
    form([
      ['places', '8'],
      ['weight-fields', '12,5'],
      ['verifiedOnly', 'yes'],
      ['quota', 'COUNTRY DE B'],
      ['quota', ''],
      ['quota', 'FIELD human-rights A'],
      ['quota-min', '1'],
      ['quota-min', ''],
      ['quota-min', ''],
      ['quota-max', ''],
      ['quota-max', ''],
      ['quota-max', '3'],
    ]),
  );
  expect(wrong).toEqual({});
  expect(quotaRows).toEqual([0, 2]);
  expect(input).toMatchObject({ places: 8, waitingPoints: 0, verifiedOnly: true, weights: [{ component: 'fields', weight: 12.5 }] });
  expect(input.quotas).toEqual([
    { kind: 'COUNTRY', value: 'DE', side: 'B', min: 1, max: null },
    { kind: 'FIELD', value: 'human-rights', side: 'A', min: null, max: 3 },
  ]);
});

it('keeps what was typed, letter by letter, and knows which weight is none', () => {
  const typed = form([
    ['places', '-3'],
    ['weight-fields', '-4'],
    ['weight-texts', '12,5'],
    ['quota', 'COUNTRY DE B'],
    ['quota', ''],
    ['quota-min', 'many'],
    ['quota-min', ''],
    ['quota-max', '2'],
    ['quota-max', ''],
  ]);
  expect(draftOf(typed)).toEqual({
    places: '-3',
    lowestScore: '',
    waitingPoints: '',
    verifiedOnly: false,
    weights: { fields: '-4', texts: '12,5' },
    quotas: [
      { quota: 'COUNTRY DE B', min: 'many', max: '2' },
      { quota: '', min: '', max: '' },
    ],
  });
  expect(['-4', 'much', '1001', '12,5', '0', ''].map(isNoWeight)).toEqual([true, true, true, false, false, true]);
});

it('names what is no number, and reads an empty number of places as no limit', () => {
  expect(readRoundSettings(form([['places', 'eight']])).wrong).toEqual({ places: 'round.wrongNumber' });
  expect(readRoundSettings(form([['lowestScore', '40.5']])).wrong).toEqual({ lowestScore: 'round.wrongNumber' });
  for (const weight of ['much', ' ', '-1'])
    expect(readRoundSettings(form([['weight-texts', weight]])).wrong).toEqual({ weights: 'round.wrongWeight' });
  const quota = (of: string, least: string): FormData =>
    form([
      ['quota', of],
      ['quota-min', least],
    ]);
  expect(readRoundSettings(quota('COUNTRY DE B', '2,5')).wrong).toEqual({ 'quotas-0': 'round.wrongNumber' });
  expect(readRoundSettings(quota('', '4')).wrong).toEqual({ 'quotas-0': 'round.quotaOfWhat' });
  expect(readRoundSettings(form([])).input.places).toBeNull();
});

it('knows every quota that says nothing, what cannot be, or what stands there already', () => {
  const quota = (value: string, min: number | null, max: number | null) => ({
    kind: 'COUNTRY' as const,
    value,
    side: 'B' as const,
    min,
    max,
  });
  const quotas = [
    quota('DE', 3, 2),
    quota('FR', null, null),
    quota('GR', 2, 2),
    quota('PL', null, 0),
    quota('NL', -1, 4),
    quota('ES', 10_001, null),
    quota('GR', 1, null),
  ];
  expect(wrongQuotas({ quotas }).map(({ at, value, wrong }) => `${at} ${value} ${wrong}`)).toEqual([
    '0 DE round.quotaCrossed',
    '1 FR round.quotaUnlimited',
    '4 NL round.quotaRange',
    '5 ES round.quotaRange',
    '6 GR round.quotaTwice',
  ]);
});
