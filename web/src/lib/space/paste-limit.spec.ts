import { expect, it } from 'vitest';
import { fitting, MAX_PASTE, tooMuch } from './paste-limit.ts';

it('lets through what fits at once, and answers the words of what does not', () => {
  expect(tooMuch('x'.repeat(MAX_PASTE), '<p>x</p>')).toBeNull();
  const book = 'x'.repeat(MAX_PASTE + 1);
  expect(tooMuch(book)).toBe(book);
  expect(tooMuch('a picture of bytes', `<img src="data:${'A'.repeat(20 * MAX_PASTE)}">`)).toBe('a picture of bytes');
  expect(tooMuch('', `<p>words</p><img src="data:${'A'.repeat(20 * MAX_PASTE)}">`)?.trim()).toBe('words');
});

it('cuts between characters, not within one', () => {
  expect(fitting('abc', 2)).toBe(2);
  expect(fitting('abc', 9)).toBe(3);
  expect(fitting('a🌊b', 2)).toBe(1);
  expect(fitting('a🌊b', 3)).toBe(3);
  expect(fitting('🌊', 1)).toBe(0);
  expect(fitting('abc', 0)).toBe(0);
});
