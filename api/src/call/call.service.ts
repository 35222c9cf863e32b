import { EU_27, TURKEY } from '@kopru/schema/vocabulary';
import type { Actor } from '../access/actor.ts';
import { badInput, notFound } from '../access/errors.ts';
import type { Database, SqlClient } from '../database/database.ts';
import { OrganisationKind } from '../organisation/organisation.enums.ts';
import { isId } from '../schema/paging.ts';
import { cleanText, lengthOf } from '../schema/text.ts';
import { isCountry, isLanguage } from '../vocabulary/known.ts';
import { isTimeZone } from './call.deadline.ts';
import { Call } from './call.entity.ts';
import { callCreated, deadlineExtended } from './call.events.ts';
import type { CallInput } from './call.inputs.ts';
import { authorize } from './call.policy.ts';
import {
  allCalls,
  callsByIds,
  currentCall,
  eligibilityFacts,
  extensionsOf,
  type CallView,
  type ExtensionRow,
  type OrganisationFacts,
} from './call.reads.ts';
import { checklist, lacking, type Checked, type Lacking } from './eligibility.ts';

export type { CallView, ExtensionRow, Lacking, OrganisationFacts };
export { isOpen, isTimeZone, momentText } from './call.deadline.ts';
export { obstacle, sideOf } from './eligibility.ts';

const KINDS = Object.values(OrganisationKind).filter((kind) => kind !== OrganisationKind.OTHER);
const YEARS_AHEAD = 10;

/** Calls: announced and extended by staff, read by everybody. */
export class CallService {
  constructor(private readonly db: Database) {}

  /** Announces a call. Answers its id. */
  async create(actor: Actor, input: CallInput): Promise<string> {
    authorize(actor, 'create', {});
    const clean = cleanCall(input);
    return this.db.transaction(async (tx) => {
      const call = tx.em.create(Call, { ...clean, originalDeadline: clean.deadline });
      await tx.em.flush();
      await tx.emit(callCreated(actor, call.id));
      return call.id;
    });
  }

  /** Moves the deadline, only later; the old one stays on record. A call that is over opens again. */
  async extendDeadline(actor: Actor, id: string, deadline: Date, reason?: string | null): Promise<void> {
    authorize(actor, 'extendDeadline', {});
    const why = cleanText(reason);
    if (why && lengthOf(why) > 500) throw badInput({ reason: 'Shorten the reason to 500 characters.' });
    await this.db.transaction(async (tx) => {
      const { rows } = await tx.query<{ deadline: Date }>('select deadline from call where id = $1 for update', [isId(id) ? id : null]);
      const before = rows[0]?.deadline;
      if (!before) throw notFound('This call');
      if (deadline <= before) throw badInput({ deadline: 'A deadline only moves later: people rely on it.' });
      if (deadline <= new Date()) throw badInput({ deadline: 'Choose a moment that is still to come.' });
      if (deadline > yearsFromNow(YEARS_AHEAD)) throw badInput({ deadline: `Choose a moment within the next ${YEARS_AHEAD} years.` });
      await tx.query('update call set deadline = $2 where id = $1', [id, deadline]);
      await tx.query('insert into call_extension (call_id, old_deadline, new_deadline, reason, person_id) values ($1, $2, $3, $4, $5)', [
        id,
        before,
        deadline,
        why,
        actor.personId,
      ]);
      await tx.emit(deadlineExtended(actor, id));
    });
  }

  /** Calls by id, in the order asked. */
  byIds(ids: readonly string[], client: SqlClient = this.db): Promise<(CallView | null)[]> {
    return callsByIds(client, ids);
  }

  async byId(id: string, client: SqlClient = this.db): Promise<CallView | null> {
    return isId(id) ? ((await callsByIds(client, [id]))[0] ?? null) : null;
  }

  /** The call that is open now, else the next one, else null. */
  current(client: SqlClient = this.db): Promise<CallView | null> {
    return currentCall(client);
  }

  /** The call of this id, or the current one where none is named; null when there is none. */
  named(id: string | null | undefined, client: SqlClient = this.db): Promise<CallView | null> {
    return id === null || id === undefined ? this.current(client) : this.byId(id, client);
  }

  /** All calls, newest first. */
  all(): Promise<CallView[]> {
    return allCalls(this.db);
  }

  /** Moved deadlines by call, oldest first. */
  extensionsOf(callIds: readonly string[]): Promise<ExtensionRow[][]> {
    return extensionsOf(this.db, callIds);
  }

  /** What the conditions of a call look at, for some organisations; read on the caller's transaction, it holds for as long as their rows are locked. */
  facts(client: SqlClient, callId: string, organisationIds: readonly string[]): Promise<OrganisationFacts[]> {
    return eligibilityFacts(client, callId, organisationIds);
  }

  /** The live checklist of an organisation; empty without a call. The caller has checked that the actor may know it. */
  async checklist(organisationId: string, callId?: string | null): Promise<Checked[]> {
    const call = await this.named(callId);
    const facts = call && (await this.facts(this.db, call.id, [organisationId]))[0];
    return call && facts ? checklist(call, facts) : [];
  }

  /** What organisations still lack for an application in a call, by id; those that lack nothing are left out. The caller has checked that the actor may know it. */
  async lacking(callId: string, organisationIds: readonly string[]): Promise<Map<string, Lacking[]>> {
    const call = await this.byId(callId);
    if (!call || organisationIds.length === 0) return new Map();
    const all = await this.facts(this.db, callId, organisationIds);
    return new Map(all.map((facts) => [facts.organisationId, lacking(call, facts)] as const).filter(([, lacks]) => lacks.length > 0));
  }
}

type CleanCall = Pick<
  Call,
  | 'name'
  | 'opensAt'
  | 'deadline'
  | 'timeZone'
  | 'sideA'
  | 'sideB'
  | 'kinds'
  | 'workingLanguage'
  | 'maxOpenInvitations'
  | 'representativesPerOrganisation'
> & { places: number | null };

/** The input with the programme's defaults, or BAD_USER_INPUT naming every wrong field. */
function cleanCall(input: CallInput): CleanCall {
  const call: CleanCall = {
    name: cleanText(input.name) ?? '',
    opensAt: input.opensAt,
    deadline: input.deadline,
    timeZone: input.timeZone,
    sideA: [...new Set(input.sideA ?? [TURKEY])],
    sideB: [...new Set(input.sideB ?? EU_27)],
    kinds: [...new Set(input.kinds ?? KINDS)],
    workingLanguage: (input.workingLanguage ?? 'en').toLowerCase(),
    maxOpenInvitations: input.maxOpenInvitations ?? 5,
    representativesPerOrganisation: input.representativesPerOrganisation ?? 2,
    places: input.places ?? null,
  };
  const wrong = wrongFields(call);
  if (Object.keys(wrong).length > 0) throw badInput(wrong);
  return call;
}

function wrongFields(call: CleanCall): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (lengthOf(call.name) < 2 || lengthOf(call.name) > 200) wrong['name'] = 'Give the call a name of 2 to 200 characters.';
  if (call.deadline <= call.opensAt) wrong['deadline'] = 'The deadline comes after the opening.';
  else if (call.deadline <= new Date()) wrong['deadline'] = 'Choose a deadline that is still to come.';
  else if (call.deadline > yearsFromNow(YEARS_AHEAD)) wrong['deadline'] = `Choose a deadline within the next ${YEARS_AHEAD} years.`;
  if (!isTimeZone(call.timeZone)) wrong['timeZone'] = 'Give a time zone such as Europe/Istanbul or Europe/Berlin.';
  for (const side of ['sideA', 'sideB'] as const) {
    if (call[side].length === 0 || !call[side].every(isCountry)) wrong[side] = 'Name at least one country of the list.';
  }
  if (!wrong['sideB'] && call.sideA.some((country) => call.sideB.includes(country))) wrong['sideB'] = 'A country is on one side only.';
  if (call.kinds.length === 0) wrong['kinds'] = 'Name at least one legal form.';
  if (!isLanguage(call.workingLanguage)) wrong['workingLanguage'] = 'Choose a language of the list, e.g. en.';
  if (call.maxOpenInvitations < 1 || call.maxOpenInvitations > 100) wrong['maxOpenInvitations'] = 'Allow 1 to 100 open invitations.';
  if (![1, 2].includes(call.representativesPerOrganisation))
    wrong['representativesPerOrganisation'] = 'One or two people represent an organisation.';
  if (call.places !== null && (call.places < 1 || call.places > 10_000)) wrong['places'] = 'Give at least one place, or leave it out.';
  return wrong;
}

function yearsFromNow(years: number): Date {
  const date = new Date();
  date.setFullYear(date.getFullYear() + years);
  return date;
}
