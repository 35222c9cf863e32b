import { EU_27, ORGANISATION_KINDS, TURKEY } from '@kopru/schema/vocabulary';
import type { Actor } from '../access/actor.ts';
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
  fieldFrequencies,
  hasPartner,
  isCandidate,
  likeliestCandidates,
  profilesOf,
  type CandidateFilter,
  type Gate,
} from './counterpart.reads.ts';
import type { Profile } from './profile.ts';
import { fieldRarity, scorePair, type Match, type ScoreContext, type Scored } from './score.ts';
import { textVector } from './similarity.ts';
import { weightTenths } from './weights.ts';

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

/** One organisation's search for partners: the gate it looks through and everything a score needs. */
interface Search {
  readonly viewer: Scored;
  readonly gate: Gate;
  readonly context: ScoreContext;
}

const scored = (profile: Profile): Scored => ({ profile, text: textVector(profile) });

const view = (match: Match, context: ScoreContext): CounterpartView => ({
  match,
  score: match.scoreTenths / 10,
  learningMode: match.learningMode,
  representativesNeeded: context.representativesNeeded,
});

/** Best first; equal scores by id, so that pages never overlap. */
const byRank = (a: Match, b: Match): number => b.scoreTenths - a.scoreTenths || (a.candidate.id < b.candidate.id ? -1 : 1);

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
  private rarity: { until: number; of: Promise<(fieldId: string) => number> } | null = null;

  constructor(
    private readonly db: Database,
    private readonly live: Live,
    private readonly calls: CallService,
  ) {}

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
    const ranked = search ? await this.rank(actor, search) : [];
    const rest = after ? ranked.filter((match) => isAfter(match, after)) : ranked;
    const shown = rest.slice(0, limit);
    const last = shown.at(-1);
    return {
      nodes: search ? shown.map((match) => view(match, search.context)) : [],
      pageInfo: { endCursor: last ? encodeCursor(list, last.scoreTenths, last.candidate.id) : null, hasNextPage: rest.length > limit },
      totalCount: ranked.length,
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
    return { ...view(scorePair(scored(own), scored(other), context), context), party: true };
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
    return profile ? view(scorePair(search.viewer, scored(profile), search.context), search.context) : null;
  }

  private async begin(actor: Actor, organisationId: string, callId: string | null, filter: CounterpartFilter): Promise<Search | null> {
    const call = await this.calls.named(callId);
    if (callId !== null && !call) throw notFound('This call');
    const [profile] = isId(organisationId) ? await profilesOf(this.db, actor, [organisationId]) : [];
    if (!profile) throw notFound('This organisation');
    const conditions = call ?? NO_CALL;
    const side = sideOf(conditions, profile.country);
    const nobody = side === null || filter.withoutPartner === false || filter.verified === false;
    if (nobody || (await hasPartner(this.db, profile.id, conditions.id))) return null;
    const gate: Gate = {
      organisationId: profile.id,
      callId: conditions.id,
      countries: side === 'A' ? conditions.sideB : conditions.sideA,
      kinds: conditions.kinds,
      filter: cleanFilter(filter),
    };
    return { viewer: scored(profile), gate, context: await this.contextOf(conditions) };
  }

  private async contextOf(conditions: Conditions): Promise<ScoreContext> {
    return {
      weights: weightTenths(await callWeights(this.db, conditions.id)),
      rarity: await this.currentRarity(),
      workingLanguage: conditions.workingLanguage,
      representativesNeeded: conditions.representativesPerOrganisation,
      now: new Date(),
    };
  }

  private async rank(actor: Actor, { viewer, gate, context }: Search): Promise<Match[]> {
    const { issues, fieldIds } = viewer.profile;
    const idsOf = (direction: 'NEED' | 'OFFER'): string[] =>
      issues.filter((issue) => issue.direction === direction).map((issue) => issue.issueId);
    const wishes = { needs: idsOf('NEED'), offers: idsOf('OFFER'), fields: fieldIds };
    const candidates = await profilesOf(this.db, actor, await likeliestCandidates(this.db, actor, gate, wishes));
    return candidates.map((profile) => scorePair(viewer, scored(profile), context)).sort(byRank);
  }

  /** Frequencies change slowly, so they are counted once in a while and not per request. */
  private currentRarity(): Promise<(fieldId: string) => number> {
    if (!this.rarity || this.rarity.until < Date.now()) {
      const of = fieldFrequencies(this.db).then(({ organisations, withField }) => fieldRarity(organisations, withField));
      this.rarity = { until: Date.now() + RARITY_MS, of };
      of.catch(() => (this.rarity = null));
    }
    return this.rarity.of;
  }
}

interface Place {
  readonly scoreTenths: number;
  readonly id: string;
}

function placeOf([scoreTenths, id]: (string | number)[]): Place {
  return { scoreTenths: Number(scoreTenths), id: String(id) };
}

const isAfter = (match: Match, place: Place): boolean =>
  match.scoreTenths < place.scoreTenths || (match.scoreTenths === place.scoreTenths && match.candidate.id > place.id);
