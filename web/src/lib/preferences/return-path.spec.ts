import { expect, it } from 'vitest';
import { returnPath } from './return-path.ts';

it('keeps paths of this site', () => {
  expect(returnPath('/organisations?q=çevre#3')).toBe('/organisations?q=%C3%A7evre#3');
});

it.each([
  'https://evil.test',
  '/.//evil.test',
  '/a/..//evil.test',
  '//evil.test',
  '/\\evil.test',
  '/\t/evil.test',
  '/\n//evil.test',
  'javascript:alert(1)',
  '',
  null,
  7,
])('never leads to another site: %s', (value) => {
  expect(returnPath(value, '/home')).toBe('/home');
});
