import { expect, it } from 'vitest';
import { readOnce } from './double-encoding.ts';

it.each([
  ['GÃ¶teborg FÃ¶rening', 'Göteborg Förening'],
  ['Ã‡aÄŸdaÅŸ YaÅŸam DerneÄŸi', 'Çağdaş Yaşam Derneği'],
  ['Stowarzyszenie ÅšrÃ³dmieÅ›cie', 'Stowarzyszenie Śródmieście'],
  ['Women â€“ Rivers', 'Women – Rivers'],
  ['Î•Î»Î»Î¬Î´Î±', 'Ελλάδα'],
])('%s was meant to be %s', (text, meant) => {
  expect(readOnce(text)).toBe(meant);
});

it.each(['Göteborg Förening', 'Çağdaş Yaşam Derneği', 'São João', 'Łódź – “Śródmieście”', 'ÃO', 'Ελλάδα', 'Plain', 'Ñandú €', ''])(
  '%s is what it says',
  (text) => {
    expect(readOnce(text)).toBeNull();
  },
);
