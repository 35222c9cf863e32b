import { represents } from '../access/actor.ts';
import { definePolicy } from '../access/policy.ts';

/** Whose counterparts are looked for. */
export interface CounterpartSubject {
  readonly organisationId: string;
}

/** Which candidates an actor may see, and how much of them, is the organisation room's rule; this one says for whom they may look. */
export const { can, authorize } = definePolicy<CounterpartSubject>()('This organisation', {
  find: (actor, { organisationId }) => actor.isStaff || represents(actor, organisationId),
});
