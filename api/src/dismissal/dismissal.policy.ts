import { represents, type Actor } from '../access/actor.ts';
import { definePolicy } from '../access/policy.ts';

/** The organisation that is not interested. Nobody of the other one is ever asked about here: it never learns. */
export interface DismissalSubject {
  readonly organisationId: string;
}

export const { can, authorize } = definePolicy<DismissalSubject>()('This organisation', {
  dismiss: (actor, { organisationId }) => represents(actor, organisationId),
  restore: (actor, { organisationId }) => represents(actor, organisationId),
  list: (actor, { organisationId }) => actor.isStaff || represents(actor, organisationId),
});

/** Reading what all organisations said: the programme team learns from it how to match better. */
export const { authorize: authorizeProgramme } = definePolicy<object>()('This page', {
  readAll: (actor) => actor.isStaff,
});

/** The rule of `list` as a statement's fragment over alias `d`; `$1` staff, `$2` organisations the actor represents. */
export const VISIBLE_SQL = '($1::boolean or d.organisation_id = any($2::uuid[]))';

/** Values for `$1` and `$2` of the fragment above. */
export const visibilityValues = (actor: Actor): [boolean, string[]] => [actor.isStaff, [...actor.organisationIds]];
