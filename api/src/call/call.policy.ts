import { definePolicy } from '../access/policy.ts';

/** Nothing about a call decides who may do what: everybody reads it, staff run it. */
export type CallSubject = object;

export const { can, authorize } = definePolicy<CallSubject>()('This call', {
  view: () => true,
  create: (actor) => actor.isStaff,
  extendDeadline: (actor) => actor.isStaff,
});

/** The same rule as a statement's fragment over alias `c`. */
export const visibleTo = (): string => 'true';
