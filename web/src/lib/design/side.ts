/** The two sides of the bridge, and everybody who stands on neither. */
export type Side = 'turkey' | 'europe' | 'elsewhere';

/** ISO 3166-1 codes of the 27 members. Written here too, so that a page need not load the whole vocabulary to draw a mark. */
export const EUROPEAN_UNION = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

/** Country codes of a call's sides: A stands left, B right. */
export interface Sides {
  sideA: readonly string[];
  sideB: readonly string[];
}

/** The side a country stands on: as the call says, or Turkey and the EU-27 without one. */
export function sideOf(country: string, sides?: Sides): Side {
  if (sides ? sides.sideA.includes(country) : country === 'TR') return 'turkey';
  if (sides ? sides.sideB.includes(country) : EUROPEAN_UNION.includes(country)) return 'europe';
  return 'elsewhere';
}

/** The same things with the left side first, so that Turkey always stands left whoever wrote to whom. */
export function leftFirst<Item extends { country: string }>(items: readonly Item[], sides?: Sides): Item[] {
  const place = (item: Item): number => ['turkey', 'elsewhere', 'europe'].indexOf(sideOf(item.country, sides));
  return items.toSorted((a, b) => place(a) - place(b));
}
