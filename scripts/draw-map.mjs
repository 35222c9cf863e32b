/**
 * Draws the map of the programme's countries once: outlines into web/src/lib/design/map.svg, which pages point to, and the place of each
 * country into map-places.ts beside it. Run it again after changing what is drawn:
 *
 *   node scripts/draw-map.mjs && npx prettier --write web/src/lib/design/map-places.ts
 *
 * Shapes are Natural Earth's (public domain, 1:50 million), as the package world-atlas holds them. Lines are thinned before they are
 * projected, each border once for both its countries, so that neighbours still touch.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoAzimuthalEqualArea, geoPath } from 'd3-geo';
import { inProject } from './project.mjs';

const WIDTH = 600;
/** Lines are thinned by this much, and islands below this area left out, in units of the map. */
const FINENESS = 1.3;
const SMALLEST = 9;
/** West, south, east, north: whose middle lies outside is not drawn, like France overseas. */
const WINDOW = [-11.5, 33.5, 46, 72];

/** ISO 3166-1: what the atlas calls by number, and we by letters. */
const COUNTRIES = /** @type {Record<string, string>} */ ({
  '040': 'AT',
  '056': 'BE',
  100: 'BG',
  191: 'HR',
  196: 'CY',
  203: 'CZ',
  208: 'DK',
  233: 'EE',
  246: 'FI',
  250: 'FR',
  276: 'DE',
  300: 'GR',
  348: 'HU',
  372: 'IE',
  380: 'IT',
  428: 'LV',
  440: 'LT',
  442: 'LU',
  470: 'MT',
  528: 'NL',
  616: 'PL',
  620: 'PT',
  642: 'RO',
  703: 'SK',
  705: 'SI',
  724: 'ES',
  752: 'SE',
  792: 'TR',
});

/** Where the middle of the largest part would lie badly: bubbles of small neighbours would cover each other. */
const NUDGES = /** @type {Record<string, [number, number]>} */ ({
  NL: [-14, -22],
  BE: [-26, -8],
  LU: [4, 6],
  HR: [-2, 26],
  SI: [-8, 2],
  AT: [10, -2],
  CZ: [-2, -4],
  SK: [4, -6],
  HU: [2, 4],
  IT: [4, 14],
  SE: [-4, 20],
  FI: [2, 24],
  EE: [8, -4],
  LV: [6, 0],
  LT: [-2, 6],
  CY: [4, 6],
  MT: [0, 4],
});

/** @typedef {[number, number]} Point */
/** @typedef {{ type: string, id?: string, arcs: number[][] | number[][][] }} Shape */

const atlas = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('world-atlas/countries-50m.json'), 'utf8'));
const { scale, translate } = atlas.transform;

/** Arcs are differences of whole numbers, to be added up, scaled and moved. @type {Point[][]} */
const arcs = atlas.arcs.map((/** @type {Point[]} */ arc) => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => /** @type {Point} */ ([(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]));
});

const shapes = /** @type {Shape[]} */ (atlas.objects.countries.geometries);
const projection = geoAzimuthalEqualArea().rotate([-16, -52]).precision(0);
projection.fitWidth(WIDTH, {
  type: 'MultiPoint',
  coordinates: [
    [-10.5, 36.9],
    [44.8, 37],
    [-6, 36],
    [30, 69.5],
  ],
});
const flat = geoPath(projection).digits(0);

/** Leaves out points that lie nearer than FINENESS to the line between those that stay (Douglas and Peucker 1973). @type {(points: Point[]) => Point[]} */
function thinned(points) {
  const first = projection(points[0] ?? [0, 0]) ?? [0, 0];
  const last = projection(points.at(-1) ?? [0, 0]) ?? [0, 0];
  let [farthest, distance] = [0, 0];
  points.forEach((point, place) => {
    const away = distanceTo(first, last, projection(point) ?? [0, 0]);
    if (away > distance) [farthest, distance] = [place, away];
  });
  if (distance <= FINENESS) return [points[0], points.at(-1)].filter((point) => point !== undefined);
  return [...thinned(points.slice(0, farthest + 1)).slice(0, -1), ...thinned(points.slice(farthest))];
}

/** @type {(a: Point, b: Point, point: Point) => number} */
function distanceTo([ax, ay], [bx, by], [x, y]) {
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return Math.hypot(x - ax, y - ay);
  return Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
}

const thin = arcs.map(thinned);

/** @type {(numbers: number[], lines: Point[][]) => Point[]} */
function ring(numbers, lines) {
  const points = numbers.flatMap((number, place) => {
    const arc = number < 0 ? (lines[~number] ?? []).toReversed() : (lines[number] ?? []);
    return place === 0 ? arc : arc.slice(1);
  });
  return points.length > 3 ? points : [];
}

/** Polygons of which something is left when their lines are as thin as `lines`. @type {(shape: Shape, lines: Point[][]) => Point[][][]} */
function polygonsOf(shape, lines) {
  const polygons = /** @type {number[][][]} */ (shape.type === 'Polygon' ? [shape.arcs] : shape.arcs);
  return polygons
    .map((rings) => rings.map((numbers) => ring(numbers, lines)).filter((points) => points.length > 0))
    .filter(({ length }) => length > 0);
}

/** The parts of a country that lie in the window, the largest first; of a very small one nothing would be left but its full lines. @type {(shape: Shape) => Point[][][]} */
function partsOf(shape) {
  const thinParts = polygonsOf(shape, thin);
  const parts = thinParts.length > 0 ? thinParts : polygonsOf(shape, arcs);
  const area = (/** @type {Point[][]} */ part) => flat.area({ type: 'Polygon', coordinates: part });
  const sorted = parts.filter(isInWindow).toSorted((a, b) => area(b) - area(a));
  return sorted.filter((part, place) => place === 0 || area(part) >= SMALLEST);
}

/** @type {(part: Point[][]) => boolean} */
function isInWindow(part) {
  const [west = 0, south = 0, east = 0, north = 0] = WINDOW;
  const outline = part[0] ?? [];
  const middle = (/** @type {0 | 1} */ axis) =>
    (Math.min(...outline.map((point) => point[axis])) + Math.max(...outline.map((point) => point[axis]))) / 2;
  return middle(0) > west && middle(0) < east && middle(1) > south && middle(1) < north;
}

const height =
  Math.round(
    Math.max(
      ...[
        [16, 34.4],
        [33, 34.4],
      ].map((point) => (projection(/** @type {Point} */ (point)) ?? [0, 0])[1]),
    ),
  ) + 6;

// The whole island of Cyprus is one shape: ISO 3166 knows one code for it.
const own = shapes.filter(({ id }) => id && id in COUNTRIES);
const northernCyprus = shapes.filter((shape) => /** @type {{ properties?: { name?: string } }} */ (shape).properties?.name === 'N. Cyprus');
const drawn = own.map((shape) => {
  const code = COUNTRIES[shape.id ?? ''] ?? '';
  const parts = [...partsOf(shape), ...(code === 'CY' ? northernCyprus.flatMap(partsOf) : [])];
  const [x, y] = flat.centroid({ type: 'Polygon', coordinates: parts[0] ?? [] });
  const [right, down] = NUDGES[code] ?? [0, 0];
  const outline = flat({ type: 'MultiPolygon', coordinates: parts });
  return { code, outline, place: `  ${code}: { x: ${Math.round(x + right)}, y: ${Math.round(y + down)} },` };
});
drawn.sort((a, b) => (a.code < b.code ? -1 : 1));

// Everybody else is ground to stand on: one shape without borders, cut at the edge.
projection.clipExtent([
  [0, 0],
  [WIDTH, height],
]);
const around = shapes.filter((shape) => !own.includes(shape) && !northernCyprus.includes(shape));
const ground = flat({
  type: 'MultiPolygon',
  coordinates: around
    .flatMap((shape) => polygonsOf(shape, thin))
    .filter((part) => flat.area({ type: 'Polygon', coordinates: part }) > SMALLEST),
});

writeFileSync(
  inProject('web/src/lib/design/map.svg'),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}">
<!-- Drawn by scripts/draw-map.mjs from the shapes of Natural Earth (public domain); do not edit. -->
<path id="ground" d="${ground}"/>
${drawn.map(({ code, outline }) => `<path id="${code}" d="${outline}"/>`).join('\n')}
</svg>
`,
);
writeFileSync(
  inProject('web/src/lib/design/map-places.ts'),
  `// Written by scripts/draw-map.mjs together with map.svg; do not edit.

export const MAP_WIDTH = ${WIDTH};
export const MAP_HEIGHT = ${height};

/** Where to say something about Turkey and the EU-27, by ISO 3166-1 code, in the units of the map. */
export const MAP_PLACES: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
${drawn.map(({ place }) => place).join('\n')}
};
`,
);
