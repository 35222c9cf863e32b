import type { Actor } from '../access/actor.ts';
import type { DomainEvent } from '../live/events.ts';

/** One event for the whole file: thousands of single ones would bury everything else that staff watch. */
export const registerImported = (actor: Actor, created: number, updated: number): DomainEvent => ({
  kind: 'ORGANISATIONS_IMPORTED',
  template: `A register was imported: ${created} new organisations, ${updated} changed.`,
  organisationIds: [],
  personId: actor.personId,
});
