import type { OrganisationRow } from '../organisation/organisation-batch.service.ts';
import { Visibility } from '../organisation/organisation.enums.ts';
import { draftOf, europeanSketches, turkishSketches, type Sketch } from './drafts.ts';
import { Random } from './random.ts';

const DAY = 86_400_000;
const TURKISH_SHARE = 0.3;

/** Sketches of the demo by country: what generated names are put together from. */
function sketchesByCountry(): Map<string, Sketch[]> {
  const byCountry = new Map<string, Sketch[]>();
  for (const sketch of [...turkishSketches(), ...europeanSketches()])
    byCountry.set(sketch.country, [...(byCountry.get(sketch.country) ?? []), sketch]);
  return byCountry;
}

/** The beginning of one name with the end of another of the same country, sometimes with a town: spelt right, and as alike as real names are. */
function nameOf(known: readonly Sketch[], random: Random): string {
  const [first, second] = [random.pick(known), random.pick(known)].map(({ name }) => name.split(' '));
  const head = first?.slice(0, Math.max(1, (first.length + 1) >> 1)) ?? [];
  const tail = second?.slice(second.length >> 1) ?? [];
  const town = random.chance(0.3) ? [random.pick(known).city] : [];
  return [...town, ...head, ...tail].join(' ');
}

function visibilityOf(random: Random): Visibility {
  const draw = random.next();
  if (draw < 0.8) return Visibility.PUBLIC;
  if (draw < 0.9) return Visibility.MEMBERS;
  return draw < 0.97 ? Visibility.PSEUDONYMOUS : Visibility.HIDDEN;
}

/**
 * Invents any number of organisations for benchmarks: the demo's countries, fields, issues and words in other combinations, a third Turkish,
 * seven in ten verified, four in five public. Pure, lazy, and the same for the same seed; store them with `insertOrganisations`.
 * @param now latest moment of `createdAt` and `updatedAt`.
 */
export function* generateOrganisations(
  count: number,
  seed = 1,
  now = new Date(),
): Generator<OrganisationRow & { alias: string }, void, void> {
  const random = new Random(seed);
  const byCountry = sketchesByCountry();
  const europeans = europeanSketches();
  for (let made = 0; made < count; made += 1) {
    const country = random.chance(TURKISH_SHARE) ? 'TR' : random.pick(europeans).country;
    const known = byCountry.get(country) ?? europeans;
    const outline: Sketch = {
      country,
      name: nameOf(known, random),
      city: random.pick(known).city,
      kind: random.pick(known).kind,
      fields: [...new Set([...random.pick(europeans).fields, ...(random.chance(0.4) ? random.pick(europeans).fields : [])])].slice(0, 4),
    };
    const createdAt = new Date(now.getTime() - random.whole(1, 900) * DAY);
    yield {
      ...draftOf(outline, random),
      visibility: visibilityOf(random),
      verifiedAt: random.chance(0.7) ? createdAt : null,
      createdAt,
      updatedAt: new Date(createdAt.getTime() + Math.floor(random.next() * (now.getTime() - createdAt.getTime()))),
    };
  }
}
