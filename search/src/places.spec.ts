import { describe, expect, it } from 'vitest';
import { placeMisspelt, placesNamed } from './places.ts';

const named = (typed: string): string[] => placesNamed(typed.split(' ')).map(({ name, country }) => `${name} ${country}`);

describe('places', () => {
  it.each([
    ['Den Haag', ['Den Haag NL']],
    ['youth the hague', ['the hague NL']],
    ['Stara Zagora kadın', ['Stara Zagora BG']],
    ['Novi Sad Zagora', ['Novi Sad RS', 'Zagora BG']],
    ['san sebastian', ['san sebastian ES']],
    ['Aix-en-Provence Muenchen', ['Aix-en-Provence FR', 'Muenchen DE']],
    ['Saudi Arabia', ['Saudi Arabia SA']],
    ['Sebastián den youth', []],
  ])('are named by as many words as there are: %s', (typed, places) => {
    expect(named(typed)).toEqual(places);
  });

  it('are meant by a word with one typo that begins alike', () => {
    expect(placeMisspelt('Berln')).toEqual({ name: 'Berlin', country: 'DE' });
    expect(placeMisspelt('İstambul')?.name).toBe('İstanbul');
    for (const typed of ['Perlin', 'Bonm', 'Brln', 'zzzzzz', 'Den Haagg']) expect(placeMisspelt(typed), typed).toBeUndefined();
  });
});
