import type { Actor } from '../access/actor.ts';
import { notFound } from '../access/errors.ts';
import type { CallService } from '../call/call.service.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { DomainEvent } from '../live/events.ts';
import { whileAllowed } from '../live/guard.ts';
import type { Live } from '../live/live.ts';
import { decodeCursor, encodeCursor, isId, pageSize, strangeCursor, type PageInfo } from '../schema/paging.ts';
import { activitiesBefore, activitiesByIds, type ActivityRow } from './activity.reads.ts';
import { authorize, can, PROGRAMME } from './programme.policy.ts';

/** Woken after a commit that brought events; payload: their ids, in the order they happened. */
export const ACTIVITY_TOPIC = 'activity';

interface Announcement {
  readonly activityIds: readonly string[];
}

/** Somebody with an open subscription; a context is one. */
export interface ActivityWatcher {
  readonly actor: Actor;
  freshActor(): Promise<Actor>;
  /** Makes `actor` who they are now. */
  refresh(): Promise<void>;
}

/** Which part of the diary to read; with a call only its events and those of no call. */
interface ActivityPage {
  readonly callId: string | null;
  readonly first: number;
  readonly after: string | null;
}

/** The programme's diary: one row per event, written in the event's own transaction; staff read it, and read it live. */
export class ActivityService {
  private readonly recorded = new WeakMap<DomainEvent, string>();

  constructor(
    private readonly db: Database,
    private readonly live: Live,
    private readonly calls: CallService,
  ) {
    db.onEvent((event, tx) => this.record(event, tx));
    db.onCommit((events) => this.announce(events));
  }

  /** A page of the diary, newest first. Throws BAD_USER_INPUT for a page size or cursor that is not ours. */
  async page(actor: Actor, { callId, first, after }: ActivityPage): Promise<{ nodes: ActivityRow[]; pageInfo: PageInfo }> {
    authorize(actor, 'watch', PROGRAMME);
    const limit = pageSize(first);
    await this.refuseUnknown(callId);
    const list = `activities ${callId ?? ''}`;
    const beforeId = after === null ? null : placeOf(decodeCursor(list, after));
    const rows = await activitiesBefore(this.db, actor, { callId, beforeId, limit: limit + 1 });
    const nodes = rows.slice(0, limit);
    const last = nodes.at(-1);
    return { nodes, pageInfo: { endCursor: last ? encodeCursor(list, last.id) : null, hasNextPage: rows.length > limit } };
  }

  /**
   * Every event committed from the call on, once, for as long as the watcher is staff. With `callId` only that call's events and
   * those of no call. A commit's events are read back together, so that a thousand of them cost one statement.
   */
  async watch(watcher: ActivityWatcher, callId: string | null): Promise<AsyncGenerator<ActivityRow, void, void>> {
    authorize(watcher.actor, 'watch', PROGRAMME);
    await this.refuseUnknown(callId);
    const announced = this.live.stream<Announcement>([ACTIVITY_TOPIC]);
    const allowed = whileAllowed(this.live, watcher, announced, (actor) => can(actor, 'watch', PROGRAMME));
    return this.readBack(allowed, watcher, callId);
  }

  private async refuseUnknown(callId: string | null): Promise<void> {
    if (callId !== null && !(await this.calls.byId(callId))) throw notFound('This call');
  }

  private async *readBack(
    announced: AsyncGenerator<Announcement, void, void>,
    watcher: ActivityWatcher,
    callId: string | null,
  ): AsyncGenerator<ActivityRow, void, void> {
    for await (const { activityIds } of announced) {
      await watcher.refresh();
      if (!can(watcher.actor, 'watch', PROGRAMME)) return;
      yield* await activitiesByIds(this.db, watcher.actor, callId, activityIds);
    }
  }

  private record(event: DomainEvent, tx: Transaction): void {
    tx.send<{ id: string }>(
      `insert into activity (kind, template, organisation_ids, call_id, person_id) values ($1, $2, $3, $4, $5) returning id`,
      [event.kind, event.template, event.organisationIds, event.callId ?? null, event.personId ?? null],
      ([row]) => this.recorded.set(event, row!.id),
    );
  }

  private announce(events: readonly DomainEvent[]): void {
    const activityIds = events.flatMap((event) => this.recorded.get(event) ?? []);
    if (activityIds.length > 0) this.live.publish(ACTIVITY_TOPIC, { activityIds } satisfies Announcement);
  }
}

/** A cursor of ours may have been changed by hand since. */
function placeOf([id]: readonly (string | number)[]): string {
  if (typeof id === 'string' && isId(id)) return id;
  throw strangeCursor();
}
