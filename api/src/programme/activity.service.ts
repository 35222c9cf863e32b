import { isSignedIn, type Actor } from '../access/actor.ts';
import { notFound, unauthenticated } from '../access/errors.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { DomainEvent } from '../live/events.ts';
import type { Live } from '../live/live.ts';

export const ACTIVITY_TOPIC = 'activity';

export interface ActivityRow {
  id: string;
  kind: string;
  at: Date;
  text: string;
  organisationIds: string[];
  callId: string | null;
}

const COLUMNS = `a.id, a.kind, a.at, a.template as text, a.organisation_ids as "organisationIds", a.call_id as "callId",
  (select array_agg(o.name order by x.position) from unnest(a.organisation_ids) with ordinality x(id, position) join organisation o on o.id = x.id) as names`;

/** The programme's diary: one row per event, written in the event's own transaction; staff read it live. */
export class ActivityService {
  constructor(
    private readonly db: Database,
    private readonly live: Live,
  ) {
    db.onEvent((event, tx) => this.record(event, tx));
  }

  private async record(event: DomainEvent, tx: Transaction): Promise<void> {
    const { rows } = await tx.query<{ id: string }>(
      `insert into activity (kind, template, organisation_ids, call_id, person_id) values ($1, $2, $3, $4, $5) returning id`,
      [event.kind, event.template, event.organisationIds, event.callId ?? null, event.personId ?? null],
    );
    (event as { activityId?: string }).activityId = rows[0]!.id;
  }
}
