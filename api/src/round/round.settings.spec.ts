import 'reflect-metadata';
import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, sameSettings, wrongSettings, type QuotaSetting, type RoundSettings } from './round.settings.ts';

const sides = { sideA: ['TR'], sideB: ['DE', 'FR'] };
const wrong = (change: Partial<RoundSettings>): string[] => Object.keys(wrongSettings({ ...DEFAULT_SETTINGS, ...change }, sides));
const weights = (change: Record<string, number>): RoundSettings['weights'] => ({ ...DEFAULT_SETTINGS.weights, ...change });
const none = Object.fromEntries(Object.keys(DEFAULT_SETTINGS.weights).map((name) => [name, 0])) as RoundSettings['weights'];
const quota = (change: Partial<QuotaSetting>): QuotaSetting => ({ kind: 'COUNTRY', value: 'DE', side: 'B', min: 1, max: null, ...change });

it('takes the settings it starts with', () => {
  expect(wrong({})).toEqual([]);
  expect(
    wrong({ places: 8, waitingPoints: 10, quotas: [quota({}), quota({ kind: 'FIELD', value: 'ecology', side: 'A', max: 3 })] }),
  ).toEqual([]);
});

it('refuses weights that are negative, unknown, no number, or all zero', () => {
  expect(wrong({ weights: weights({ fields: -1 }) })).toEqual(['weights']);
  expect(wrong({ weights: weights({ fields: Number.NaN }) })).toEqual(['weights']);
  expect(wrong({ weights: weights({ beauty: 3 }) })).toEqual(['weights']);
  expect(wrong({ weights: none })).toEqual(['weights']);
  expect(wrong({ weights: { ...none, fields: 1 } })).toEqual([]);
});

it('refuses quotas that say nothing, contradict themselves or name what is not in the call', () => {
  for (const change of [
    { min: null },
    { min: 3, max: 2 },
    { min: -1 },
    { value: 'TR' },
    { side: 'A' as const },
    { kind: 'FIELD' as const, value: 'magic' },
  ])
    expect(wrong({ quotas: [quota(change)] }), JSON.stringify(change)).toEqual(['quotas']);
  expect(wrong({ quotas: [quota({}), quota({ min: 2 })] })).toEqual(['quotas']);
});

it('names every quota that is wrong, by the name of its country or field', () => {
  const quotas = [
    quota({ min: 3, max: 2 }),
    quota({ value: 'FR', min: null }),
    quota({ kind: 'FIELD', value: 'human-rights', max: -1 }),
    quota({ value: 'TR' }),
  ];
  expect(wrongSettings({ ...DEFAULT_SETTINGS, quotas }, sides)['quotas']).toBe(
    'The quota of Germany asks for at least 3 and at most 2. Say how many of France at least or at most. ' +
      'The limits of Human rights are whole numbers from 0 to 10,000. Turkey is not a country of side B of the call.',
  );
});

it('refuses pairs that contradict each other or the places', () => {
  expect(wrong({ must: [['a', 'b']], never: [['a', 'b']] })).toEqual(['must']);
  expect(
    wrong({
      must: [
        ['a', 'b'],
        ['a', 'c'],
      ],
    }),
  ).toEqual(['must']);
  expect(
    wrong({
      must: [
        ['a', 'b'],
        ['c', 'd'],
      ],
      places: 1,
    }),
  ).toEqual(['must']);
  expect(wrong({ places: 0 })).toEqual(['places']);
  expect(wrong({ waitingPoints: 101, lowestScore: -1 })).toEqual(['waitingPoints', 'lowestScore']);
});

it('knows the same settings in another order, and others by one difference', () => {
  const one = {
    ...DEFAULT_SETTINGS,
    must: [
      ['a', 'b'],
      ['c', 'd'],
    ] as const,
  };
  expect(
    sameSettings(one, {
      ...one,
      must: [
        ['c', 'd'],
        ['a', 'b'],
      ],
    }),
  ).toBe(true);
  expect(sameSettings(one, { ...one, must: [['c', 'd']] })).toBe(false);
  expect(sameSettings(one, { ...one, weights: weights({ fields: 19 }) })).toBe(false);
  expect(sameSettings(one, { ...one, lowestScore: 21 })).toBe(false);
});
