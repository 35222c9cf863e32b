import type { Actor } from '../access/actor.ts';
import { notFound } from '../access/errors.ts';
import type { CallService, CallView } from '../call/call.service.ts';
import type { Database } from '../database/database.ts';
import { PartnershipStatus } from '../partnership/partnership.enums.ts';
import { decodeCursor, encodeCursor, isId, pageSize, strangeCursor, type PageInfo } from '../schema/paging.ts';
import { authorize, PROGRAMME } from './programme.policy.ts';
import { funnelOf, joiningOf, waitingAfter, type WaitingRow } from './programme.reads.ts';
import type { Programme } from './programme.types.ts';

/** Which part of a staff list to read; the current call when none is named. */
interface ListPage {
  readonly callId: string | null;
  readonly first: number;
  readonly after: string | null;
}

/** What staff look at to help: how far everybody has come in a call, and who waits. */
export class ProgrammeService {
  constructor(
    private readonly db: Database,
    private readonly calls: CallService,
  ) {}

  /** The funnel of a call, of the current one when none is named. */
  async programme(actor: Actor, callId: string | null): Promise<Programme> {
    authorize(actor, 'watch', PROGRAMME);
    const call = await this.callOf(callId);
    const [{ total, byCountry, byField }, { openInvitations, byStatus }] = await Promise.all([
      funnelOf(this.db, call?.id ?? null),
      joiningOf(this.db, call?.id ?? null),
    ]);
    const partnerships = Object.values(PartnershipStatus).map((status) => ({ status, count: byStatus.get(status) ?? 0 }));
    return { call, ...total, byCountry, byField, openInvitations, partnerships };
  }

  /** Organisations without a partner in a call, longest waiting first. Throws BAD_USER_INPUT for a page size or cursor that is not ours. */
  async waiting(
    actor: Actor,
    { callId, first, after }: ListPage,
  ): Promise<{ nodes: WaitingRow[]; pageInfo: PageInfo; totalCount: number }> {
    authorize(actor, 'watch', PROGRAMME);
    const limit = pageSize(first);
    const call = await this.callOf(callId);
    const list = `waiting ${call?.id ?? ''}`;
    const place = after === null ? null : placeOf(decodeCursor(list, after));
    const { rows, total } = await waitingAfter(this.db, { callId: call?.id ?? null, after: place, limit: limit + 1 });
    const nodes = rows.slice(0, limit);
    const last = nodes.at(-1);
    const endCursor = last ? encodeCursor(list, last.exactSince, last.organisationId) : null;
    return { nodes, pageInfo: { endCursor, hasNextPage: rows.length > limit }, totalCount: total };
  }

  private async callOf(callId: string | null): Promise<CallView | null> {
    const call = await this.calls.named(callId);
    if (callId !== null && !call) throw notFound('This call');
    return call;
  }
}

/** A cursor of ours may have been changed by hand since. */
function placeOf([since, id]: readonly (string | number)[]): { since: number; id: string } {
  if (Number.isSafeInteger(since) && typeof since === 'number' && typeof id === 'string' && isId(id)) return { since, id };
  throw strangeCursor();
}
