import { describe, expect, it } from 'vitest';
import { mapPlaces, placeTowards } from './country-places.ts';

const country = (code: string, count: number) => ({ code, label: code, count, chosen: false, href: '' });

describe('places on the map', () => {
  it('grow with the count, and the largest lies lowest', () => {
    const places = mapPlaces([country('MT', 1), country('TR', 100), country('DE', 25)]);
    expect(places.map(({ code }) => code)).toEqual(['TR', 'DE', 'MT']);
    expect(places[0]!.radius).toBeGreaterThan(places[1]!.radius);
    expect(places[1]!.radius).toBeGreaterThan(places[2]!.radius);
  });

  it('are none for a country that is not drawn', () => {
    expect(mapPlaces([country('CH', 3)])).toEqual([]);
  });

  it('know every country of both sides', () => {
    const sides = 'TR AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');
    const places = mapPlaces(sides.map((code) => country(code, 1)));
    expect(places).toHaveLength(28);
    for (const { x, y } of places) expect(Math.min(x, y)).toBeGreaterThan(0);
  });
});

describe('walking over the map', () => {
  const places = mapPlaces(['TR', 'GR', 'ES', 'PT', 'SE', 'FI', 'DE', 'PL'].map((code) => country(code, 1)));
  const from = (code: string) => places.find((place) => place.code === code)!;

  it.each([
    ['ES', 'ArrowLeft', 'PT'],
    ['DE', 'ArrowRight', 'PL'],
    ['TR', 'ArrowLeft', 'GR'],
    ['SE', 'ArrowRight', 'FI'],
  ])('from %s by %s to %s', (start, key, end) => {
    expect(placeTowards(key, from(start), places)?.code).toBe(end);
  });

  it('stays where there is nothing, and at other keys', () => {
    expect(placeTowards('ArrowLeft', from('PT'), places)).toBeUndefined();
    expect(placeTowards('a', from('DE'), places)).toBeUndefined();
  });

  it('reaches everybody from everywhere', () => {
    const reached = new Set(['DE']);
    for (const code of reached)
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
        const next = placeTowards(key, from(code), places);
        if (next) reached.add(next.code);
      }
    expect(reached.size).toBe(places.length);
  });
});
