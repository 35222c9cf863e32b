import { isSignedIn, represents, type Actor } from '../access/actor.ts';
import { definePolicy } from '../access/policy.ts';

/** What the rules need to know of a document with news. */
export interface NewsSubject {
  /** The two organisations of its partnership. */
  readonly organisationIds: readonly string[];
}

export const { can, authorize } = definePolicy<NewsSubject>()('This document', {
  /** Both sides, also of each other's adaptation, and staff; each what they missed themselves. */
  follow: (actor, { organisationIds }) => isSignedIn(actor) && (actor.isStaff || organisationIds.some((id) => represents(actor, id))),
});

/** The rule of `follow` as a statement's fragment over alias `d`; `$1` staff, `$2` organisations the actor represents. */
export const READABLE_SQL = `($1::boolean or exists (
  select from partnership_side mine where mine.partnership_id = d.partnership_id and mine.organisation_id = any($2::uuid[])))`;

/** Values for `$1` and `$2` of the fragment above. */
export const readableValues = (actor: Actor): [boolean, readonly string[]] => [
  actor.isStaff,
  isSignedIn(actor) ? actor.organisationIds : [],
];
