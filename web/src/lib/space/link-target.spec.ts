import { isLinkTarget } from '@kopru/schema/prose';
import { expect, it } from 'vitest';
import { asLinkTarget } from './link-target.ts';

it.each([
  ['example.org', 'https://example.org'],
  ['  çocuk.org.tr/a?b#c ', 'https://çocuk.org.tr/a?b#c'],
  ['example.org:8080/x', 'https://example.org:8080/x'],
  ['sofia@example.org', 'mailto:sofia@example.org'],
  ['http://example.org', 'http://example.org'],
  ['mailto:sofia@example.org', 'mailto:sofia@example.org'],
])('%s leads to %s', (typed, target) => {
  expect(asLinkTarget(typed)).toBe(target);
  expect(isLinkTarget(target)).toBe(true);
});

it.each([
  '',
  'words',
  'javascript:alert(1)',
  'data:text/html,x',
  '/documents/1',
  'file:///etc/passwd',
  'JAVASCRIPT:alert(1)',
  'ftp://example.org',
  'mailto:',
  'MailTo: ',
  'mailto:?subject=x',
])('“%s” leads nowhere', (typed) => {
  expect(isLinkTarget(asLinkTarget(typed))).toBe(false);
});
