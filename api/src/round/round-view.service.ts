import { fold } from '@kopru/schema/fold';
import type { Actor } from '../access/actor.ts';
import { notFound } from '../access/errors.ts';
import type { CallService, Lacking } from '../call/call.service.ts';
import type { Database } from '../database/database.ts';
import { decodeCursor, encodeCursor, idOfCursor, isId, pageSize, strangeCursor } from '../schema/paging.ts';
import { MatchRoundStatus } from './round.enums.ts';
import { namedLike } from './round.names.ts';
import { authorize, can } from './round.policy.ts';
import {
  namesOf,
  pairIds,
  pairPage,
  personName,
  placesLeft,
  roundById,
  roundPage,
  unmatchedPage,
  type PairOrder,
  type PairRow,
  type RoundView,
  type UnmatchedRow,
} from './round.reads.ts';

export type { PairRow, RoundView, UnmatchedRow };

/** A page of something, before it is shown. */
export interface Page<Row> {
  nodes: Row[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
  totalCount: number;
}

const { SOLVED, PUBLISHED } = MatchRoundStatus;

/** What staff see of match rounds, and what they may do with one. */
export class RoundViewService {
  constructor(
    private readonly db: Database,
    private readonly call: CallService,
  ) {}

  /** The round; null when there is none or the actor may not see it. */
  async view(actor: Actor, id: string): Promise<RoundView | null> {
    authorize(actor, 'view', {});
    return isId(id) ? roundById(this.db, id) : null;
  }

  /** Rounds, newest first. */
  async page(
    actor: Actor,
    { callId, first, after }: { callId: string | null; first: number; after: string | null },
  ): Promise<Page<RoundView>> {
    authorize(actor, 'view', {});
    const limit = pageSize(first);
    if (callId !== null && !(await this.call.byId(callId))) throw notFound('This call');
    const list = `rounds ${callId ?? ''}`;
    const { rows, totalCount } = await roundPage(this.db, { callId, beforeId: idOfCursor(list, after), limit: limit + 1 });
    const nodes = rows.slice(0, limit);
    const last = nodes.at(-1);
    return { nodes, totalCount, pageInfo: { endCursor: last ? encodeCursor(list, last.id) : null, hasNextPage: rows.length > limit } };
  }

  /** Pairs of a round that the caller has read; `onlyLacking`: in which somebody still lacks what the application asks. */
  async pairs(
    round: RoundView,
    { order, onlyLacking }: { order: PairOrder; onlyLacking: boolean },
    first: number,
    after: string | null,
  ): Promise<Page<PairRow>> {
    const list = `round pairs ${round.id} ${round.run} ${order}${onlyLacking ? ' lacking' : ''}`;
    const only = onlyLacking ? await this.lackingPairs(round) : null;
    return listed(list, first, after, (from, limit) => pairPage(this.db, round.id, { order, from, limit, only }));
  }

  /** What organisations of a round that the caller has read still lack for the application, by id. */
  lacking(round: RoundView, organisationIds: readonly string[]): Promise<Map<string, Lacking[]>> {
    return this.call.lacking(round.callId, organisationIds);
  }

  /** The left ones of the pairs in which somebody still lacks something. */
  async lackingPairs(round: RoundView): Promise<string[]> {
    const pairs = await pairIds(this.db, round.id);
    const lacks = await this.lacking(round, pairs.flat());
    return pairs.flatMap(([left, right]) => (lacks.has(left) || lacks.has(right) ? [left] : []));
  }

  /** Those whom a round that the caller has read left over. */
  unmatched(round: RoundView, side: 'A' | 'B' | null, first: number, after: string | null): Promise<Page<UnmatchedRow>> {
    const list = `round unmatched ${round.id} ${round.run} ${side ?? ''}`;
    return listed(list, first, after, (from, limit) => unmatchedPage(this.db, round.id, { side, from, limit }));
  }

  /** Places that a call has left; null without a limit, and for whoever does not run rounds. */
  async placesLeft(actor: Actor, callId: string): Promise<number | null> {
    return can(actor, 'view', {}) ? placesLeft(this.db, callId) : null;
  }

  /** Ids of organisations of a round's side whose name or acronym holds what was typed: those that begin with it first, then where a word does, then by name. */
  async organisations(round: RoundView, side: 'A' | 'B', search: string, first: number): Promise<string[]> {
    const call = await this.call.byId(round.callId);
    const typed = fold(search).trim();
    if (!call || typed === '') return [];
    const countries = side === 'A' ? call.sideA : call.sideB;
    const conditions = { callId: call.id, countries, kinds: call.kinds, verifiedOnly: round.settings.verifiedOnly };
    return namedLike(this.db, conditions, typed, Math.min(20, Math.max(0, first)));
  }

  /** Who changed something, for staff alone. */
  async nameOfPerson(personId: string | null): Promise<string | null> {
    return personId ? personName(this.db, personId) : null;
  }

  /** Names for the sentences about what is wrong with a round. */
  names(ids: readonly string[]): Promise<Map<string, string>> {
    return namesOf(this.db, ids);
  }

  canView = (actor: Actor): boolean => can(actor, 'view', {});
  /** As long as it is not published it can be adjusted. */
  canChange = (actor: Actor, round: RoundView): boolean => round.status !== PUBLISHED && can(actor, 'run', {});
  canPublish = (actor: Actor, round: RoundView): boolean => round.status === SOLVED && can(actor, 'publish', {});

  /** Refuses whoever may not hear of rounds, and a round that does not exist. */
  async authorizeWatch(actor: Actor, id: string): Promise<void> {
    if (!(await this.view(actor, id))) throw notFound('This round');
  }
}

/** A page by place: the rows of one result never change, and a new result has other cursors. */
async function listed<Row>(
  list: string,
  first: number,
  after: string | null,
  read: (from: number, limit: number) => Promise<{ rows: Row[]; totalCount: number }>,
): Promise<Page<Row>> {
  const limit = pageSize(first);
  const from = after === null ? 0 : Number(decodeCursor(list, after)[0]);
  if (!Number.isSafeInteger(from) || from < 0) throw strangeCursor();
  const { rows, totalCount } = await read(from, limit);
  const end = from + rows.length;
  return {
    nodes: rows,
    totalCount,
    pageInfo: { endCursor: rows.length > 0 ? encodeCursor(list, end) : null, hasNextPage: end < totalCount },
  };
}
