import { definePolicy } from '../access/policy.ts';

/** Nothing about a round decides who may do what: staff run it, and nobody else knows that it exists. */
export const { can, authorize } = definePolicy<object>()('This round', {
  view: (actor) => actor.isStaff,
  run: (actor) => actor.isStaff,
  publish: (actor) => actor.isStaff,
});

/** The rule of `view` as a statement's fragment; `$1` staff. */
export const VISIBLE_SQL = '$1::boolean';
