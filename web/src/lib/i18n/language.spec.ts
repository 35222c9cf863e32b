import { expect, it } from 'vitest';
import { chooseLanguage } from './language.ts';

it('prefers the language that was chosen over the one of the browser', () => {
  expect(chooseLanguage('tr', 'en-GB,en;q=0.9')).toBe('tr');
  expect(chooseLanguage('xx', 'tr')).toBe('tr');
});

it('reads the weights of Accept-Language', () => {
  expect(chooseLanguage(undefined, 'en;q=0.4, tr-TR;q=0.8')).toBe('tr');
  expect(chooseLanguage(undefined, 'de, tr;q=0.8, en;q=0.9')).toBe('en');
  expect(chooseLanguage(undefined, 'tr;q=0')).toBe('en');
});

it('falls back to English', () => {
  expect(chooseLanguage(undefined, null)).toBe('en');
  expect(chooseLanguage(undefined, 'fr, de;q=0.5, constructor')).toBe('en');
});
