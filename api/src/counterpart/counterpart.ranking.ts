import { isVerifiedMember, type Actor } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';
import type { CounterpartPool } from './counterpart.pool.ts';
import { likeliestCandidates, MOST_CANDIDATES, passingOf, profilesOf, settledOf, type Gate } from './counterpart.reads.ts';
import type { Acquaintance } from './pool-members.ts';
import type { Profile } from './profile.ts';
import { scorePair, type Match, type ScoreContext, type Scored } from './score.ts';
import { NEAR } from './seldom-seen.ts';
import { textVector } from './similarity.ts';
import { idsOf } from './values.ts';

/** One organisation's search for partners: the gate it looks through and everything a score needs. */
export interface Search {
  readonly viewer: Scored;
  readonly gate: Gate;
  readonly context: ScoreContext;
}

/** Where somebody stands in an order: by falling score, equal ones by id, so that pages never overlap. */
export interface Place {
  readonly scoreTenths: number;
  readonly id: string;
}

/** A part of an order. */
export interface RankedPage {
  readonly matches: readonly Match[];
  readonly last: Place | null;
  readonly hasMore: boolean;
  readonly totalCount: number;
  /** The first of the whole order, wherever the part begins. In a large pool the gate has not been asked for all of them. */
  readonly near: readonly Place[];
}

/** Of a pool, some more are ranked than are kept: the gate may still refuse them. */
const LOOKED_AT = MOST_CANDIDATES + 250;

/** So many are asked for one by one: a count of few must be right to the last of them. */
const FEW = 250;

export const scored = (profile: Profile, { rarity }: ScoreContext): Scored => ({ profile, text: textVector(profile, rarity) });

const placeOf = (match: Match): Place => ({ scoreTenths: match.scoreTenths, id: match.candidate.id });

const byPlace = (a: Place, b: Place): number => b.scoreTenths - a.scoreTenths || (a.id < b.id ? -1 : 1);

const isAfter = (place: Place, after: Place | null): boolean => after === null || byPlace(after, place) < 0;

/** Ranks the likeliest candidates that a statement finds: everybody in a small pool. */
export async function rankByStatement(
  db: SqlClient,
  actor: Actor,
  search: Search,
  after: Place | null,
  limit: number,
): Promise<RankedPage> {
  const { viewer, gate, context } = search;
  const wishes = { needs: idsOf(viewer.profile, 'NEED'), offers: idsOf(viewer.profile, 'OFFER'), fields: viewer.profile.fieldIds };
  const candidates = await profilesOf(db, actor, await likeliestCandidates(db, actor, gate, wishes));
  const ranked = candidates
    .map((profile) => scorePair(viewer, scored(profile, context), context))
    .sort((a, b) => byPlace(placeOf(a), placeOf(b)));
  const rest = ranked.filter((match) => isAfter(placeOf(match), after));
  const matches = rest.slice(0, limit);
  const last = matches.at(-1);
  const near = ranked.slice(0, NEAR).map(placeOf);
  return { matches, last: last ? placeOf(last) : null, hasMore: rest.length > limit, totalCount: ranked.length, near };
}

/**
 * Ranks everybody by the pool and reads only those who are shown. Of few the gate is asked for all; of many the pool's own gate decides who is counted, less those with whom it
 * is settled, and the gate for those who are shown. Scores are made anew from what the viewer may know now; where the pool was behind, the order within a page follows these, the
 * page itself the pool. Null while there is no pool.
 */
export async function rankByPool(
  pool: CounterpartPool,
  db: SqlClient,
  actor: Actor,
  { viewer, gate, context }: Search,
  after: Place | null,
  limit: number,
): Promise<RankedPage | null> {
  const best = pool.best(viewer.profile, gate, context, acquaintanceOf(actor), LOOKED_AT);
  if (!best) return null;
  const ids = best.map(({ id }) => id);
  const isFew = best.length <= FEW;
  const chosen = isFew ? await passingOf(db, actor, gate, ids) : await settledOf(db, gate, ids);
  const places = best
    .filter(({ id }) => chosen.has(id) === isFew)
    .slice(0, MOST_CANDIDATES)
    .map(({ id, tenths }): Place => ({ id, scoreTenths: tenths }));
  const rest = places.filter((place) => isAfter(place, after));
  const found = isFew ? rest.slice(0, limit + 1) : await firstPassing(db, actor, gate, rest, limit + 1);
  const shown = found.slice(0, limit);
  const profiles = await profilesOf(
    db,
    actor,
    shown.map(({ id }) => id),
  );
  const matches = profiles
    .map((profile) => scorePair(viewer, scored(profile, context), context))
    .sort((a, b) => byPlace(placeOf(a), placeOf(b)));
  const near = places.slice(0, NEAR);
  return { matches, last: shown.at(-1) ?? null, hasMore: found.length > limit, totalCount: places.length, near };
}

/** The first of some places that the gate lets through at this moment, scored by what the viewer may know now. */
export async function firstMatch(
  db: SqlClient,
  actor: Actor,
  { viewer, gate, context }: Search,
  places: readonly Place[],
): Promise<Match | null> {
  const [first] = await firstPassing(db, actor, gate, places, 1);
  const [profile] = first ? await profilesOf(db, actor, [first.id]) : [];
  return profile ? scorePair(viewer, scored(profile, context), context) : null;
}

function acquaintanceOf(actor: Actor): Acquaintance {
  const organisations = new Set([...actor.organisationIds, ...actor.partnerOrganisationIds]);
  return { everybody: actor.isStaff, members: isVerifiedMember(actor), organisations };
}

/** The first of some places that the gate lets through: it refuses only whom the pool knows otherwise than they are now, so that one look is nearly always enough. */
async function firstPassing(db: SqlClient, actor: Actor, gate: Gate, places: readonly Place[], count: number): Promise<Place[]> {
  const found: Place[] = [];
  for (let start = 0; found.length < count && start < places.length; start += count) {
    const next = places.slice(start, start + count);
    const ids = next.map(({ id }) => id);
    const passing = await passingOf(db, actor, gate, ids);
    found.push(...next.filter(({ id }) => passing.has(id)));
  }
  return found.slice(0, count);
}
