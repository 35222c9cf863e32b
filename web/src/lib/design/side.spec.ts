import { EU_27 } from '@kopru/schema/vocabulary';
import { expect, it } from 'vitest';
import { EUROPEAN_UNION, leftFirst, sideOf } from './side.ts';

it('knows the sides without a call', () => {
  expect(sideOf('TR')).toBe('turkey');
  expect(sideOf('GR')).toBe('europe');
  expect(sideOf('GB')).toBe('elsewhere');
});

it('lets the call decide', () => {
  const sides = { sideA: ['TR'], sideB: ['DE', 'GB'] };
  expect(sideOf('GB', sides)).toBe('europe');
  expect(sideOf('FR', sides)).toBe('elsewhere');
});

it('puts Turkey left whoever asks', () => {
  expect(leftFirst([{ country: 'DE' }, { country: 'TR' }]).map(({ country }) => country)).toEqual(['TR', 'DE']);
  expect(leftFirst([{ country: 'TR' }, { country: 'DE' }]).map(({ country }) => country)).toEqual(['TR', 'DE']);
});

it('counts the same members of the EU as the vocabulary', () => {
  expect(EUROPEAN_UNION.toSorted()).toEqual([...EU_27].toSorted());
});
