import { represents, type Actor } from '../access/actor.ts';
import { definePolicy } from '../access/policy.ts';

/** What the rules need to know of an invitation: whose it is. Whether it can still be answered is its status, not a question of who asks. */
export interface InvitationSubject {
  readonly fromId: string;
  readonly toId: string;
}

export const { can, authorize } = definePolicy<InvitationSubject>()('This invitation', {
  view: (actor, { fromId, toId }) => actor.isStaff || represents(actor, fromId) || represents(actor, toId),
  accept: (actor, { toId }) => represents(actor, toId),
  decline: (actor, { toId }) => represents(actor, toId),
  withdraw: (actor, { fromId }) => represents(actor, fromId),
});

/** An organisation as the one whose invitations are asked for, or that sends one. */
export interface InvitingSubject {
  readonly organisationId: string;
}

export const { can: canFor, authorize: authorizeFor } = definePolicy<InvitingSubject>()('This organisation', {
  send: (actor, { organisationId }) => represents(actor, organisationId),
  declineOthers: (actor, { organisationId }) => represents(actor, organisationId),
  list: (actor, { organisationId }) => actor.isStaff || represents(actor, organisationId),
  watch: (actor, { organisationId }) => actor.isStaff || represents(actor, organisationId),
});

/** The rule of `view` as a statement's fragment over alias `i`; `$1` staff, `$2` organisations the actor represents. */
export const VISIBLE_SQL = `($1::boolean or i.from_organisation_id = any($2::uuid[]) or i.to_organisation_id = any($2::uuid[]))`;

/** Values for `$1` and `$2` of the fragment above. */
export const visibilityValues = (actor: Actor): [boolean, string[]] => [actor.isStaff, [...actor.organisationIds]];
