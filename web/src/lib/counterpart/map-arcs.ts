import { MAP_PLACES } from '#lib/design/map-places.ts';

/** The counterparts of one country, and the arc that leads to it. */
export interface MapArc {
  code: string;
  count: number;
  /** Undefined where one of the two is not on the map. */
  path: string | undefined;
  /** In units of the map. */
  width: number;
}

/** How far an arc rises above the straight line, as a part of its length. */
const RISE = 0.28;

/** One arc for each country in `to`, most counterparts first. Arcs rise to the north, as a bridge does. */
export function arcsBetween(from: string, to: readonly string[]): MapArc[] {
  const counts = Map.groupBy(to, (code) => code);
  return [...counts]
    .map(([code, { length }]) => ({ code, count: length, path: arc(from, code), width: 2 + Math.min(4, length - 1) }))
    .toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

function arc(from: string, to: string): string | undefined {
  const [start, end] = [MAP_PLACES[from], MAP_PLACES[to]];
  if (!start || !end || from === to) return undefined;
  const rise = Math.hypot(end.x - start.x, end.y - start.y) * RISE;
  const [x, y] = [(start.x + end.x) / 2, (start.y + end.y) / 2 - rise];
  return `M${start.x} ${start.y}Q${Math.round(x)} ${Math.round(y)} ${end.x} ${end.y}`;
}
