import { isDeepStrictEqual } from 'node:util';
import { EU_27, ORGANISATION_KINDS, TURKEY } from '@kopru/schema/vocabulary';
import { represents, type Actor } from '../access/actor.ts';
import { notFound } from '../access/errors.ts';
import { sideOf, type CallService, type CallView } from '../call/call.service.ts';
import type { Database } from '../database/database.ts';
import { whileAllowed } from '../live/guard.ts';
import type { Live } from '../live/live.ts';
import { ORGANISATION_CHANGED_TOPIC } from '../organisation/organisation.events.ts';
import { decodeCursor, encodeCursor, isId, pageSize } from '../schema/paging.ts';
import { authorize, can } from './counterpart.policy.ts';
import {
  callWeights,
  hasPartner,
  isCandidate,
  MOST_CANDIDATES,
  profilesOf,
  rarityCounts,
  type CandidateFilter,
  type Gate,
} from './counterpart.reads.ts';
import { CounterpartPool } from './counterpart.pool.ts';
import { firstMatch, rankByPool, rankByStatement, scored, type Place, type RankedPage, type Search } from './counterpart.ranking.ts';
import type { Impressions } from './impression.store.ts';
import type { Profile } from './profile.ts';
import { Rarity } from './rarity.ts';
import { scorePair, type Match, type ScoreContext, type Scored } from './score.ts';
import { seldomSeen, turnsWith } from './seldom-seen.ts';
import { termsOf, type ScoreTerms } from './pair-scores.service.ts';
import { DAY } from './values.ts';
import { weightTenths, type Component } from './weights.ts';

export { COMPONENTS, DEFAULT_WEIGHTS, type Component } from './weights.ts';
export type { Match, Profile };

/** Scores any two organisations under one set of weights; texts are read once per organisation. */
export interface PairScorer {
  match(viewer: Profile, candidate: Profile): Match;
  /** What it scores by, for scoring many at once to the same tenth. */
  readonly terms: ScoreTerms;
}

/** What the viewer asks of the counterparts; null and empty lists ask nothing. */
export interface CounterpartFilter {
  countries?: readonly string[] | null;
  fields?: readonly string[] | null;
  issues?: readonly string[] | null;
  direction?: 'NEED' | 'OFFER' | null;
  kinds?: readonly string[] | null;
  languages?: readonly string[] | null;
  withoutPartner?: boolean | null;
  verified?: boolean | null;
}

export interface CounterpartQuery {
  readonly organisationId: string;
  readonly callId: string | null;
  readonly filter: CounterpartFilter;
  readonly first: number;
  readonly after: string | null;
  /** Whether somebody seldom seen is looked for beside the page. */
  readonly withSeldomSeen: boolean;
}

/** A match as it leaves the service; sentences are made from it where they are asked for. */
export interface CounterpartView {
  readonly match: Match;
  readonly score: number;
  readonly learningMode: Match['learningMode'];
  readonly representativesNeeded: number;
  /** The two are parties to something, so that the candidate is shown even where it is not in the viewer's lists: masked. */
  readonly party?: boolean;
}

export interface CounterpartPage {
  readonly nodes: CounterpartView[];
  readonly pageInfo: { endCursor: string | null; hasNextPage: boolean };
  readonly totalCount: number;
  readonly seldomSeen: CounterpartView | null;
}

/** Somebody with an open subscription; a context is one. */
export interface CounterpartWatcher {
  readonly actor: Actor;
  freshActor(): Promise<Actor>;
  /** Makes `actor` who they are now. */
  refresh(): Promise<void>;
}

/** What of a call decides who is a counterpart, and how good a one. */
type Conditions = Pick<CallView, 'sideA' | 'sideB' | 'kinds' | 'workingLanguage' | 'representativesPerOrganisation'> & {
  readonly id: string | null;
};

/** Between calls organisations look around under the programme's usual conditions. */
const NO_CALL: Conditions = {
  id: null,
  sideA: [TURKEY],
  sideB: [...EU_27],
  kinds: ORGANISATION_KINDS.map((kind) => kind.id).filter((kind) => kind !== 'OTHER') as CallView['kinds'],
  workingLanguage: 'en',
  representativesPerOrganisation: 2,
};

const RARITY_MS = 10 * 60_000;

/** How rare everything was when it was last counted. */
interface Counted {
  readonly until: number;
  readonly rarity: Rarity;
  readonly organisations: number;
}

const NOBODY: RankedPage = { matches: [], last: null, hasMore: false, totalCount: 0, near: [] };

const view = (match: Match, context: ScoreContext): CounterpartView => ({
  match,
  score: match.scoreTenths / 10,
  learningMode: match.learningMode,
  representativesNeeded: context.representativesNeeded,
});

function cleanFilter(filter: CounterpartFilter): CandidateFilter {
  const unique = (values: readonly string[] | null | undefined): string[] => [...new Set(values ?? [])].sort();
  return {
    countries: unique(filter.countries),
    fields: unique(filter.fields),
    issues: unique(filter.issues),
    direction: filter.direction ?? null,
    kinds: unique(filter.kinds),
    languages: unique(filter.languages),
    verified: filter.verified ?? null,
  };
}

/** Finds partners across the border, ranked and explained. */
export class CounterpartService {
  private counted: Counted | null = null;
  private counting: Promise<Counted> | null = null;
  private readonly pool: CounterpartPool;

  constructor(
    private readonly db: Database,
    private readonly live: Live,
    private readonly calls: CallService,
    private readonly impressions: Impressions,
    /** Keeps whose turn it is to be shown from being worked out. */
    private readonly secret: string,
  ) {
    this.pool = new CounterpartPool(db, live);
  }

  /**
   * A page of counterparts of an organisation, best first. Empty when it already has a partner in the call or is on neither side of it.
   * @throws NOT_FOUND unless the actor represents the organisation or is staff; BAD_USER_INPUT for a page size or cursor that is not ours.
   */
  async page(actor: Actor, query: CounterpartQuery): Promise<CounterpartPage> {
    authorize(actor, 'find', query);
    const limit = pageSize(query.first);
    const list = JSON.stringify(['counterparts', query.organisationId, query.callId, query.filter]);
    const after = query.after === null ? null : placeOf(decodeCursor(list, query.after));
    const search = await this.begin(actor, query.organisationId, query.callId, query.filter);
    const found = search ? await this.rank(actor, search, after, limit) : NOBODY;
    const seldom = search && after === null && query.withSeldomSeen ? await this.seldomSeen(actor, search, found) : null;
    this.noteShown(actor, query.organisationId, seldom ? [seldom, ...found.matches] : found.matches);
    return {
      nodes: search ? found.matches.map((match) => view(match, search.context)) : [],
      pageInfo: {
        endCursor: found.last ? encodeCursor(list, found.last.scoreTenths, found.last.id) : null,
        hasNextPage: found.hasMore,
      },
      totalCount: found.totalCount,
      seldomSeen: search && seldom ? view(seldom, search.context) : null,
    };
  }

  /**
   * Organisations that come to match at `minScore` or above from now on, each once: a new one, a changed one, one that was just verified.
   * Who watches, and what they may see, is asked anew for every one of them.
   */
  watch(watcher: CounterpartWatcher, organisationId: string, minScore: number): AsyncGenerator<CounterpartView, void, void> {
    authorize(watcher.actor, 'find', { organisationId });
    const changes = this.live.stream<{ organisationId: string }>([ORGANISATION_CHANGED_TOPIC]);
    const allowed = whileAllowed(this.live, watcher, changes, (actor) => can(actor, 'find', { organisationId }));
    return this.found(allowed, watcher, organisationId, minScore);
  }

  /**
   * One organisation as a counterpart of another in a call, whatever the gate says: for two that staff have suggested to each other. What the actor may
   * not know is masked before scoring. The caller has checked that they are parties; null when one of them is gone.
   */
  async between(actor: Actor, organisationId: string, otherId: string, callId: string): Promise<CounterpartView | null> {
    authorize(actor, 'find', { organisationId });
    const call = await this.calls.byId(callId);
    const profiles = await profilesOf(this.db, actor, [organisationId, otherId]);
    const [own, other] = [organisationId, otherId].map((id) => profiles.find((profile) => profile.id === id));
    if (!call || !own || !other) return null;
    const context = await this.contextOf(call);
    return { ...view(scorePair(scored(own, context), scored(other, context), context), context), party: true };
  }

  /** A call's own weights, of the components that it changes. */
  async weightsOf(callId: string): Promise<Partial<Record<Component, number>>> {
    return ((await callWeights(this.db, callId)) ?? {}) as Partial<Record<Component, number>>;
  }

  /** Scores pairs of a call as they stand at a moment, under weights that are being tried. For the programme's own work: it authorises nobody. */
  async scorerFor(call: CallView, weights: Readonly<Record<string, number>>, now: Date): Promise<PairScorer> {
    const context = { ...(await this.contextOf(call, weights)), now };
    const known = new Map<string, Scored>();
    const once = (profile: Profile): Scored => {
      const before = known.get(profile.id);
      if (before) return before;
      const fresh = scored(profile, context);
      known.set(profile.id, fresh);
      return fresh;
    };
    return { match: (viewer, candidate) => scorePair(once(viewer), once(candidate), context), terms: termsOf(context) };
  }

  private async *found(
    changes: AsyncGenerator<{ organisationId: string }, void, void>,
    watcher: CounterpartWatcher,
    organisationId: string,
    minScore: number,
  ): AsyncGenerator<CounterpartView, void, void> {
    const told = new Set<string>();
    for await (const { organisationId: changed } of changes) {
      if (changed === organisationId || told.has(changed)) continue;
      await watcher.refresh();
      if (!can(watcher.actor, 'find', { organisationId })) return;
      const match = await this.matchWith(watcher.actor, organisationId, changed);
      if (!match || match.score < minScore) continue;
      told.add(changed);
      yield match;
    }
  }

  /** One candidate scored, if it passes the gate of the current call. */
  private async matchWith(actor: Actor, organisationId: string, candidateId: string): Promise<CounterpartView | null> {
    const search = await this.begin(actor, organisationId, null, {});
    if (!search || !(await isCandidate(this.db, actor, search.gate, candidateId))) return null;
    const [profile] = await profilesOf(this.db, actor, [candidateId]);
    return profile ? view(scorePair(search.viewer, scored(profile, search.context), search.context), search.context) : null;
  }

  private async begin(actor: Actor, organisationId: string, callId: string | null, filter: CounterpartFilter): Promise<Search | null> {
    const [call, [profile]] = await Promise.all([
      this.calls.named(callId),
      isId(organisationId) ? profilesOf(this.db, actor, [organisationId]) : ([] as Profile[]),
    ]);
    if (callId !== null && !call) throw notFound('This call');
    if (!profile) throw notFound('This organisation');
    const conditions = call ?? NO_CALL;
    const side = sideOf(conditions, profile.country);
    if (side === null || filter.withoutPartner === false || filter.verified === false) return null;
    const [isPartnered, context] = await Promise.all([hasPartner(this.db, profile.id, conditions.id), this.contextOf(conditions)]);
    if (isPartnered) return null;
    const gate: Gate = {
      organisationId: profile.id,
      callId: conditions.id,
      countries: side === 'A' ? conditions.sideB : conditions.sideA,
      kinds: conditions.kinds,
      filter: cleanFilter(filter),
    };
    return { viewer: scored(profile, context), gate, context };
  }

  private async contextOf(conditions: Conditions, weights?: Readonly<Record<string, number>> | null): Promise<ScoreContext> {
    return {
      weights: weightTenths(weights ?? (await callWeights(this.db, conditions.id))),
      rarity: await this.currentRarity(),
      workingLanguage: conditions.workingLanguage,
      representativesNeeded: conditions.representativesPerOrganisation,
      now: new Date(),
    };
  }

  /** Somebody who fits, was rarely shown to anybody lately, and neither on the page nor today to this organisation. */
  private async seldomSeen(actor: Actor, search: Search, { matches, near }: RankedPage): Promise<Match | null> {
    const page = new Set(matches.map(({ candidate }) => candidate.id));
    const asker = search.gate.organisationId;
    const shownToday = this.impressions.shownTodayTo(asker);
    const looking = {
      knows: (id: string) => page.has(id) || shownToday(id),
      hasTurn: turnsWith(this.secret, asker, Math.floor(Date.now() / DAY)),
      counts: isVerified(actor, asker),
    };
    const lately = await this.impressions.lately(near.map(({ id }) => id));
    return firstMatch(this.db, actor, search, seldomSeen(near, lately, looking));
  }

  /** Only what is shown to those who could invite is noted, for staff look at everybody's lists. It counts where staff have verified who asks, for anybody can make organisations. */
  private noteShown(actor: Actor, organisationId: string, matches: readonly Match[]): void {
    if (!represents(actor, organisationId)) return;
    const ids = matches.map(({ candidate }) => candidate.id);
    this.impressions.note(organisationId, ids, isVerified(actor, organisationId));
  }

  /** In a small programme everybody is read; in a large one the pool says whom to read, from when it stands. */
  private async rank(actor: Actor, search: Search, after: Place | null, limit: number): Promise<RankedPage> {
    const large = this.counted !== null && this.counted.organisations > MOST_CANDIDATES;
    const found = large ? await rankByPool(this.pool, this.db, actor, search, after, limit) : null;
    return found ?? rankByStatement(this.db, actor, search, after, limit);
  }

  /** Frequencies change slowly, so they are counted once in a while; who asks meanwhile gets the last ones. */
  private async currentRarity(): Promise<Rarity> {
    if (!this.counted || this.counted.until < Date.now()) {
      this.counting ??= this.count().finally(() => (this.counting = null));
      this.counting.catch(() => undefined);
    }
    return (this.counted ?? (await this.counting!)).rarity;
  }

  private async count(): Promise<Counted> {
    const counts = await rarityCounts(this.db);
    const before = this.counted?.rarity;
    const rarity = before && isDeepStrictEqual(before.counts, counts) ? before : new Rarity(counts);
    this.counted = { until: Date.now() + RARITY_MS, rarity, organisations: counts.fields.among };
    return this.counted;
  }
}

const isVerified = (actor: Actor, organisationId: string): boolean => actor.verifiedOrganisationIds.includes(organisationId);

function placeOf([scoreTenths, id]: (string | number)[]): Place {
  return { scoreTenths: Number(scoreTenths), id: String(id) };
}
