import { expect, it } from 'vitest';
import { centsOf, euroText } from './money.ts';

it.each([
  ['1250', 125_000],
  ['1,250.50', 125_050],
  ['1.250,5', 125_050],
  ['1 250', 125_000],
  ['0,07', 7],
  ['12.5', 1250],
  ['1.250', 125_000],
])('reads %s as %i cents', (text, cents) => expect(centsOf(text)).toBe(cents));

it.each(['', 'abc', '1,2,3', '-5', '1.2345,6', '12..5'])('refuses %s', (text) => expect(centsOf(text)).toBeNull());

it.each(['en', 'tr'] as const)('reads back what it shows in %s', (language) => {
  for (const cents of [0, 7, 125_050, 99_999_99]) expect(centsOf(euroText(cents, language))).toBe(cents);
});
