import { describe, expect, it } from 'vitest';
import { cleanText, holdsAddress } from './text.ts';

describe('a text from outside', () => {
  it.each([
    ['turned round', 'Abc \u202Egnp.exe\u202C', 'Abc gnp.exe'],
    ['isolated', '\u2066Su\u2069 Yolu', 'Su Yolu'],
    ['with a space of no width', 'Su\u200B Yo\uFEFFlu', 'Su Yolu'],
    ['joined where nothing joins', 'S\u200Du \u200CYolu\u200D', 'Su Yolu'],
    ['with soft hyphens', 'Der\u00ADneği', 'Derneği'],
    ['in pieces', '  Su \t\n Yolu\u2028Derneği ', 'Su Yolu Derneği'],
    ['of unseen letters', '\u200B\u3164\u2060', null],
  ])('%s', (_what, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('keeps joiners in words that need them, and marks of direction', () => {
    for (const text of ['می\u200Cخواهم', 'क्\u200Dष', '\u{1F469}\u200D\u{1F33E}', 'مرحبا \u200F (x)'])
      expect(cleanText(text)).toBe(text.normalize('NFC'));
  });

  it('keeps lines where they are wanted, and nothing unseen in them', () => {
    expect(cleanText('One\r\ntwo\u202E\n\n  three\u0007', true)).toBe('One\ntwo\n\n  three');
  });
});

it('sees an address in a name', () => {
  for (const name of ['Win now http://evil.example/x', 'WWW.evil.example', 'a ftp://b']) expect(holdsAddress(name)).toBe(true);
  for (const name of ['Su Yolu Derneği', 'Wwwrona', 'Köprü: e. V. / Brücke']) expect(holdsAddress(name)).toBe(false);
});
