import { expect, it } from 'vitest';
import { arcsBetween } from './map-arcs.ts';

it('draws one arc for each country, the thicker the more counterparts, rising to the north', () => {
  const arcs = arcsBetween('TR', ['DE', 'PL', 'DE', 'DE']);
  expect(arcs.map(({ code, count, width }) => [code, count, width])).toEqual([
    ['DE', 3, 4],
    ['PL', 1, 2],
  ]);
  const [, startY, , middleY, , endY] = arcs[0]!.path!.match(/\d+/g)!.map(Number);
  expect(middleY).toBeLessThan(Math.min(startY!, endY!));
});

it('keeps the count of a country that is not on the map', () => {
  expect(arcsBetween('TR', ['CH'])).toEqual([{ code: 'CH', count: 1, path: undefined, width: 2 }]);
});
