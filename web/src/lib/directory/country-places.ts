import { MAP_PLACES } from '#lib/design/map-places.ts';

/** A country of the results: how many of them are based there, and the address that adds it to the filter or takes it away. */
export interface CountryCount {
  code: string;
  label: string;
  count: number;
  chosen: boolean;
  href: string;
}

/** A country on the map with its bubble, in the map's units. */
export interface MapPlace extends CountryCount {
  x: number;
  y: number;
  radius: number;
}

const SMALLEST = 12;
const LARGEST = 30;

/** Bubbles whose area grows with the count; the largest first, so that small ones lie above them. Countries off the map have none. */
export function mapPlaces(countries: readonly CountryCount[]): MapPlace[] {
  const most = Math.max(1, ...countries.map(({ count }) => count));
  return countries
    .flatMap((country) => {
      const shape = MAP_PLACES[country.code];
      if (!shape) return [];
      const radius = Math.round(SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(country.count / most));
      return [{ ...country, x: shape.x, y: shape.y, radius }];
    })
    .toSorted((a, b) => b.radius - a.radius || (a.code < b.code ? -1 : 1));
}

/** Direction of an arrow key on the map; y grows downwards. */
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest place in the direction of an arrow key, straight ahead before aside; undefined for other keys and at the edge. */
export function placeTowards<Place extends { x: number; y: number }>(
  key: string,
  from: Place,
  places: readonly Place[],
): Place | undefined {
  const arrow = ARROWS[key];
  if (!arrow) return undefined;
  const effort = (place: Place): number => {
    const ahead = (place.x - from.x) * arrow[0] + (place.y - from.y) * arrow[1];
    const aside = Math.abs((place.x - from.x) * arrow[1]) + Math.abs((place.y - from.y) * arrow[0]);
    return ahead > 0 && aside <= ahead * 2 ? ahead + 2 * aside : Infinity;
  };
  const reachable = places.filter((place) => effort(place) < Infinity);
  return reachable.toSorted((a, b) => effort(a) - effort(b))[0];
}
