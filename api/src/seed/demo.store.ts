import type { SqlClient, Transaction } from '../database/database.ts';
import type { DomainEvent } from '../live/events.ts';

/** Something that happened in the demo's past. */
export interface PastEvent {
  readonly at: Date;
  readonly event: DomainEvent;
}

/** Ids as they would have been made at these moments, in their order: lists sort by them. */
export async function idsAt(tx: SqlClient, moments: readonly Date[]): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    'select uuidv7(moment - now())::text as id from unnest($1::timestamptz[]) with ordinality m(moment, place) order by place',
    [moments],
  );
  return rows.map((row) => row.id);
}

/** Whether nothing has ever been stored that a person could have made. */
export async function isEmpty(client: SqlClient): Promise<boolean> {
  const { rows } = await client.query<{ empty: boolean }>(
    `select not exists (select from organisation) and not exists (select from auth."user") and not exists (select from call) as empty`,
  );
  return rows[0]?.empty ?? false;
}

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly at: Date;
}

export async function insertPeople(tx: Transaction, people: readonly PersonRow[]): Promise<void> {
  await tx.query(
    `insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
     select id, name, email, true, at, at from jsonb_to_recordset($1::jsonb) as row(id uuid, name text, email text, at timestamptz)`,
    [JSON.stringify(people)],
  );
}

/** Gives people a password, as better-auth stores it. */
export async function insertPasswords(
  tx: Transaction,
  passwords: readonly { readonly personId: string; readonly hash: string }[],
): Promise<void> {
  await tx.query(
    `insert into auth.account ("accountId", "providerId", "userId", password, "updatedAt")
     select row."personId"::text, 'credential', row."personId", hash, now() from jsonb_to_recordset($1::jsonb) as row("personId" uuid, hash text)`,
    [JSON.stringify(passwords)],
  );
}

export async function insertRepresentatives(
  tx: Transaction,
  representatives: readonly { readonly organisationId: string; readonly personId: string; readonly since: Date }[],
): Promise<void> {
  await tx.query(
    `insert into representative (organisation_id, person_id, since)
     select "organisationId", "personId", since from jsonb_to_recordset($1::jsonb) as row("organisationId" uuid, "personId" uuid, since timestamptz)`,
    [JSON.stringify(representatives)],
  );
}

export interface CallRow {
  readonly name: string;
  /** Days before now; negative: still to come. */
  readonly opens: number;
  readonly closes: number;
  /** Days by which the deadline was moved; 0: never. */
  readonly extendedBy: number;
  readonly sideA: readonly string[];
  readonly sideB: readonly string[];
  readonly kinds: readonly string[];
  readonly places: number;
}

const inIstanbul = (daysAgo: string, time: string): string =>
  `((((now() at time zone 'Europe/Istanbul')::date - ${daysAgo}::int) + time '${time}') at time zone 'Europe/Istanbul')`;

/** A call that opens at nine in the morning and ends in the last second of a day, both in Istanbul. */
export async function insertCall(tx: Transaction, call: CallRow): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into call (id, name, opens_at, deadline, original_deadline, time_zone, side_a, side_b, kinds, places, created_at)
     select uuidv7(opening - now()), $1, opening, ending, ending - $8::int * interval '1 day', 'Europe/Istanbul', $4, $5, $6, $7, opening - interval '10 days'
     from (select ${inIstanbul('$2', '09:00')} as opening, ${inIstanbul('$3', '23:59:59')} as ending) moments returning id`,
    [call.name, call.opens, call.closes, call.sideA, call.sideB, call.kinds, call.places, call.extendedBy],
  );
  const id = rows[0]?.id ?? '';
  if (call.extendedBy > 0) {
    await tx.query(
      `insert into call_extension (call_id, old_deadline, new_deadline, reason, at)
       select id, original_deadline, deadline, $2, original_deadline - interval '5 days' from call where id = $1`,
      [id, 'The post was on strike and many letters came late.'],
    );
  }
  return id;
}

export interface InvitationRow {
  readonly id: string;
  readonly callId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly message: string;
  readonly status: string;
  readonly replyBy: Date;
  readonly sentBy: string | null;
  readonly sentAt: Date;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
  readonly declineReason: string | null;
}

export async function insertInvitations(tx: Transaction, invitations: readonly InvitationRow[]): Promise<void> {
  await tx.query(
    `insert into invitation (id, call_id, from_organisation_id, to_organisation_id, message, status, reply_by, sent_by, sent_at, answered_by, answered_at, decline_reason)
     select id, "callId", "fromId", "toId", message, status, "replyBy", "sentBy", "sentAt", "answeredBy", "answeredAt", "declineReason"
     from jsonb_to_recordset($1::jsonb) as row(id uuid, "callId" uuid, "fromId" uuid, "toId" uuid, message text, status text, "replyBy" timestamptz,
       "sentBy" uuid, "sentAt" timestamptz, "answeredBy" uuid, "answeredAt" timestamptz, "declineReason" text)`,
    [JSON.stringify(invitations)],
  );
}

export interface PartnershipRow {
  readonly id: string;
  readonly callId: string;
  readonly invitationId: string;
  readonly status: string;
  readonly formedAt: Date;
  readonly droppedOutAt: Date | null;
  readonly dropOutReason: string | null;
  readonly a: string;
  readonly b: string;
}

/** Partnerships with their two sides, and their documents, empty. */
export async function insertPartnerships(tx: Transaction, partnerships: readonly PartnershipRow[]): Promise<void> {
  await tx.query(
    `with row as (select * from jsonb_to_recordset($1::jsonb) as row(id uuid, "callId" uuid, "invitationId" uuid, status text, "formedAt" timestamptz,
         "droppedOutAt" timestamptz, "dropOutReason" text, a uuid, b uuid)),
       made as (insert into partnership (id, call_id, invitation_id, status, formed_at, dropped_out_at, drop_out_reason)
         select id, "callId", "invitationId", status, "formedAt", "droppedOutAt", "dropOutReason" from row returning id),
       sides as (insert into partnership_side (partnership_id, organisation_id, call_id, side, active)
         select id, case side when 'A' then a else b end, "callId", side, "droppedOutAt" is null
         from row cross join (values ('A'), ('B')) sides(side))
     insert into document (partnership_id, kind, title, organisation_id, created_at, updated_at)
     select id, kind, title, of, "formedAt", "formedAt" from row
     cross join lateral (values ('CAPACITY_MODEL', 'Capacity model', null), ('ADAPTATION', 'Adaptation', a), ('ADAPTATION', 'Adaptation', b)) d(kind, title, of)`,
    [JSON.stringify(partnerships)],
  );
}

/** Writes the diary of the past, in its order. */
export async function insertEvents(tx: Transaction, events: readonly PastEvent[]): Promise<void> {
  const ordered = [...events].sort((a, b) => a.at.getTime() - b.at.getTime());
  const ids = await idsAt(
    tx,
    ordered.map(({ at }) => at),
  );
  const rows = ordered.map(({ at, event }, place) => ({
    id: ids[place],
    kind: event.kind,
    at,
    template: event.template,
    organisations: event.organisationIds,
    call: event.callId ?? null,
  }));
  await tx.query(
    `insert into activity (id, kind, at, template, organisation_ids, call_id)
     select id, kind, at, template, organisations, call
     from jsonb_to_recordset($1::jsonb) as row(id uuid, kind text, at timestamptz, template text, organisations uuid[], call uuid)`,
    [JSON.stringify(rows)],
  );
}
