import { describe, expect, it } from 'vitest';
import { allowedTypos, editDistance, prefixDistance } from './distance.ts';
import { typosBetween, variantsOfTerm, variantsOfWord } from './neighbourhood.ts';

describe('editDistance', () => {
  it.each([
    ['dernek', 'dernek', 0],
    ['dernek', 'dernk', 1],
    ['dernek', 'derenk', 1],
    ['dernek', 'ednrek', 2],
    ['dernek', 'xernek', 1],
    ['dernek', 'vakif', 3],
    ['ca', 'abc', 3],
  ])('%s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b, 2)).toBe(Math.min(distance, 3));
    expect(editDistance(b, a, 2)).toBe(Math.min(distance, 3));
  });

  it('to a beginning', () => {
    expect(prefixDistance('istambu', 'istanbul', 1)).toBe(1);
    expect(prefixDistance('istanbul', 'istanbullu', 1)).toBe(0);
    expect(prefixDistance('xxxxx', 'istanbul', 1)).toBe(2);
  });

  it('typos are allowed from five and from nine letters', () => {
    expect([4, 5, 8, 9, 40].map(allowedTypos)).toEqual([0, 1, 1, 2, 2]);
  });
});

describe('deletion neighbourhoods', () => {
  let state = 7;
  const random = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;
  const letters = 'abcdeiknrst';
  const word = (length: number): string => Array.from({ length }, () => letters[random(letters.length)]).join('');

  function misspell(text: string, times: number): string {
    let result = text;
    for (let time = 0; time < times; time += 1) {
      const at = random(result.length);
      const letter = letters[random(letters.length)] as string;
      const forms = [
        result.slice(0, at) + letter + result.slice(at + 1),
        result.slice(0, at) + letter + result.slice(at),
        result.slice(0, at) + result.slice(at + 1),
        result.slice(0, at) + (result[at + 1] ?? '') + (result[at] ?? '') + result.slice(at + 2),
      ];
      result = forms[random(4)] as string;
    }
    return result;
  }

  it('reach every term within the allowed typos, wherever the typos are', () => {
    let reached = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const term = word(4 + random(10));
      const typed = misspell(term, 1 + random(2));
      for (const query of [typed, typed.slice(0, 5 + random(6))]) {
        const typos = typosBetween(query, term, true);
        if (typos === undefined || typos === 0) continue;
        reached += 1;
        const variants = new Set(variantsOfTerm(term));
        expect({ query, term, reached: variantsOfWord(query).some((variant) => variants.has(variant)) }).toEqual({
          query,
          term,
          reached: true,
        });
      }
    }
    expect(reached).toBeGreaterThan(5_000);
  });

  it('forgive none in a beginning of five letters, which begins too much', () => {
    expect(typosBetween('sosia', 'social', true)).toBeUndefined();
    expect(typosBetween('sosia', 'sosya', true)).toBe(1);
    expect(typosBetween('sosia', 'sosialilar', true)).toBe(0);
    expect(typosBetween('istabu', 'istanbullu', true)).toBe(1);
  });

  it('forgive none in the names of places, which may be begun', () => {
    for (const [typed, other] of [
      ['athen', 'then'],
      ['munich', 'municipality'],
      ['atina', 'katina'],
      ['sofya', 'sofra'],
      ['stara', 'start'],
    ] as const) {
      expect(typosBetween(typed, other, true), typed).toBeUndefined();
      expect(variantsOfWord(typed)).toEqual([]);
    }
    expect(typosBetween('atina', 'atinalilar', true)).toBe(0);
    expect(typosBetween('munihc', 'munich', false)).toBe(1);
  });

  it('are small', () => {
    expect(variantsOfTerm('abcdefghijkl').length).toBeLessThanOrEqual(35);
    expect(variantsOfTerm('abc')).toEqual([]);
    expect(variantsOfWord('abcd')).toEqual([]);
  });
});
