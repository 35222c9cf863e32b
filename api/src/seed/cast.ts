import type { OrganisationRow } from '../organisation/organisation-batch.service.ts';
import { Visibility } from '../organisation/organisation.enums.ts';
import { draftOf, europeanSketches, turkishSketches } from './drafts.ts';
import { momentAgo } from './moments.ts';
import { Registry, type DemoEmail, type InventedPerson } from './people.ts';
import { PROTAGONISTS } from './protagonists.ts';
import { Random } from './random.ts';

/** One organisation of the demo with its people. Rows come in the order in which they joined. */
export interface CastMember {
  readonly row: OrganisationRow;
  readonly joinedDaysAgo: number;
  readonly people: readonly InventedPerson[];
  /** Demo account that represents it. */
  readonly account: DemoEmail | null;
  readonly registration: { readonly scheme: string; readonly value: string } | null;
}

const AT_RISK = new Set(['lgbti-rights', 'human-rights', 'refugees-and-migration', 'womens-rights']);
const PSEUDONYMOUS = 8;
const HIDDEN = 4;

/** A profile of somebody in danger is drawn first; a few others show themselves to members only. */
function visibilityOf(place: number, atRisk: readonly number[], random: Random): Visibility {
  const rank = atRisk.indexOf(place);
  if (rank >= 0 && rank < PSEUDONYMOUS) return Visibility.PSEUDONYMOUS;
  if (rank >= 0 && rank < PSEUDONYMOUS + HIDDEN) return Visibility.HIDDEN;
  return random.chance(0.09) ? Visibility.MEMBERS : Visibility.PUBLIC;
}

/** Two in three joined during the last year, the rest for the earlier call; a tenth of them in the last weeks. */
function joined(random: Random): number {
  if (random.chance(0.34)) return random.whole(440, 520);
  return random.chance(0.15) ? random.whole(1, 20) : random.whole(21, 400);
}

/** Invents the 300 organisations of the demo and who represents them. The same for the same `now`. */
export function castOf(now: Date, seed = 2026): CastMember[] {
  const random = new Random(seed);
  const registry = new Registry(random);
  // Shuffled, so that both sides draw evenly from the stock of sentences.
  const listed = [...turkishSketches(), ...europeanSketches()];
  const sketches = random.some(listed, listed.length);
  const atRisk = random.some(
    sketches.flatMap(({ fields }, place) => (fields.some((field) => AT_RISK.has(field)) ? [place] : [])),
    PSEUDONYMOUS + HIDDEN,
  );
  const ago = (days: number): Date => momentAgo(now, days);
  const invented = sketches.map((outline, place): CastMember => {
    const joinedDaysAgo = joined(random) + random.next();
    const verified = random.chance(0.88);
    const people = Array.from({ length: verified ? (random.chance(0.78) ? 2 : 1) : random.whole(0, 1) }, () =>
      registry.personOf(outline.country),
    );
    const row = {
      ...draftOf(outline, random),
      visibility: visibilityOf(place, atRisk, random),
      verifiedAt: verified ? ago(Math.max(0, joinedDaysAgo - random.whole(1, 6))) : null,
      createdAt: ago(joinedDaysAgo),
      updatedAt: ago(joinedDaysAgo * random.next() ** 2),
    };
    return { row, joinedDaysAgo, people, account: null, registration: null };
  });
  const known = PROTAGONISTS.map(({ email, colleague, joinedDaysAgo, registration, row }): CastMember => {
    const dates = { verifiedAt: ago(joinedDaysAgo - 2), createdAt: ago(joinedDaysAgo), updatedAt: ago(5) };
    return { row: { ...row, ...dates }, joinedDaysAgo, people: [colleague], account: email, registration };
  });
  return [...invented, ...known].sort((a, b) => b.joinedDaysAgo - a.joinedDaysAgo || (a.row.name < b.row.name ? -1 : 1));
}
