import { expect, it } from 'vitest';
import { textOfBytes } from './file-text.ts';

it('reads UTF-8 with and without its mark', () => {
  expect(textOfBytes(new TextEncoder().encode('İçel'))).toBe('İçel');
  expect(textOfBytes(new TextEncoder().encode('\uFEFFİçel'))).toBe('İçel');
});

it('reads UTF-16 by its mark', () => {
  expect(textOfBytes(Uint8Array.of(0xff, 0xfe, ...new Uint8Array(Uint16Array.from('İçel', (c) => c.charCodeAt(0)).buffer)))).toBe('İçel');
  expect(textOfBytes(Uint8Array.of(0xfe, 0xff, 0x01, 0x30))).toBe('İ');
});

it('shows that bytes were broken instead of guessing', () => {
  expect(textOfBytes(Uint8Array.of(0x41, 0xfe, 0x42))).toBe('A\uFFFDB');
});
