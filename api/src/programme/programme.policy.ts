import type { Actor } from '../access/actor.ts';
import { definePolicy } from '../access/policy.ts';

/** What the rules need to know of the programme: nothing yet. There is one, and its staff see all of it. */
export interface ProgrammeSubject {
  readonly kind: 'programme';
}

export const PROGRAMME: ProgrammeSubject = { kind: 'programme' };

export const { can, authorize } = definePolicy<ProgrammeSubject>()('This programme', {
  watch: (actor) => actor.isStaff,
});

/** An event as far as it decides who reads it. */
export interface ActivitySubject {
  readonly callId: string | null;
}

/** Staff read all events; with a call only its own and those that belong to no call, such as an organisation that joins. */
export function reads(actor: Actor, activity: ActivitySubject, callId: string | null): boolean {
  return can(actor, 'watch', PROGRAMME) && (callId === null || activity.callId === null || activity.callId === callId);
}

/** The same rule as a statement's fragment over alias `a`; `$1` staff, `$2` call or null. */
export const READABLE_SQL = `($1::boolean and ($2::uuid is null or a.call_id is null or a.call_id = $2::uuid))`;

/** Values for `$1` and `$2` of the fragment above. */
export function readableValues(actor: Actor, callId: string | null): [boolean, string | null] {
  return [can(actor, 'watch', PROGRAMME), callId];
}
