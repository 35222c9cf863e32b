import { represents, type Actor } from '../access/actor.ts';
import { definePolicy } from '../access/policy.ts';

/** What the rules need to know of a suggestion: whose it is. Whether it can still be answered is its status, not a question of who asks. */
export interface SuggestionSubject {
  readonly organisationIds: readonly string[];
}

const isSide = (actor: Actor, { organisationIds }: SuggestionSubject): boolean => organisationIds.some((id) => represents(actor, id));

export const { can, authorize } = definePolicy<SuggestionSubject>()('This suggestion', {
  view: (actor, suggestion) => actor.isStaff || isSide(actor, suggestion),
  /** Only the two decide; staff suggest and read. */
  answer: isSide,
  readReasons: (actor) => actor.isStaff,
});

/** An organisation as the one whose suggestions are asked for, or answered. */
export interface SuggestedSubject {
  readonly organisationId: string;
}

export const { can: canFor, authorize: authorizeFor } = definePolicy<SuggestedSubject>()('This organisation', {
  list: (actor, { organisationId }) => actor.isStaff || represents(actor, organisationId),
  watch: (actor, { organisationId }) => actor.isStaff || represents(actor, organisationId),
  answerFor: (actor, { organisationId }) => represents(actor, organisationId),
});

/** The rule of `view` as a statement's fragment over alias `s`; `$1` staff, `$2` organisations the actor represents. */
export const VISIBLE_SQL = `($1::boolean or s.left_organisation_id = any($2::uuid[]) or s.right_organisation_id = any($2::uuid[]))`;

/** Which answers are shown, over alias `w` of a suggestion `s`: one's own, and the other side's once both have said yes. Staff read all. */
export const ANSWER_VISIBLE_SQL = `($1::boolean or w.organisation_id = any($2::uuid[]) or s.status = 'AGREED')`;

/** Values for `$1` and `$2` of the fragments above. */
export const visibilityValues = (actor: Actor): [boolean, string[]] => [actor.isStaff, [...actor.organisationIds]];
