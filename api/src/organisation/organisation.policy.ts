import type { Face } from '@kopru/search/document';
import { isVerifiedMember, represents, type Actor } from '../access/actor.ts';
import { definePolicy } from '../access/policy.ts';
import { Visibility } from './organisation.enums.ts';

/** What the rules need to know of an organisation. */
export interface OrganisationSubject {
  readonly id: string;
  readonly visibility: Visibility;
}

/** In full: everything of a profile that is not private to its own people. */
function seesFully(actor: Actor, organisation: OrganisationSubject): boolean {
  if (actor.isStaff || represents(actor, organisation.id) || actor.partnerOrganisationIds.includes(organisation.id)) return true;
  if (organisation.visibility === Visibility.PUBLIC) return true;
  return organisation.visibility === Visibility.MEMBERS && isVerifiedMember(actor);
}

export const { can, authorize } = definePolicy<OrganisationSubject>()('This organisation', {
  view: (actor, organisation) => seesFully(actor, organisation) || organisation.visibility === Visibility.PSEUDONYMOUS,
  viewFully: seesFully,
  edit: (actor, organisation) => actor.isStaff || represents(actor, organisation.id),
  represent: (actor, organisation) => represents(actor, organisation.id),
  manageRepresentatives: (actor, organisation) => actor.isStaff || represents(actor, organisation.id),
  seePrivate: (actor, organisation) => actor.isStaff || represents(actor, organisation.id),
  verify: (actor) => actor.isStaff,
});

/** What was found by one face is not shown by the other: that would say whose alias it is. */
export const mayShow = (face: Face, { pseudonymous }: { readonly pseudonymous: boolean }): boolean => (face === 'alias') === pseudonymous;

/** The same rules as a statement's fragments over alias `o`; `$1` staff, `$2` organisations known in full, `$3` verified member. */
export const FULLY_VISIBLE_SQL = `($1::boolean or o.visibility = 'PUBLIC' or (o.visibility = 'MEMBERS' and $3::boolean) or o.id = any($2::uuid[]))`;
export const VISIBLE_SQL = `(${FULLY_VISIBLE_SQL} or o.visibility = 'PSEUDONYMOUS')`;
/** By which face the organisation may be shown; null: by none. */
export const SHOWN_FACE_SQL = `case when ${FULLY_VISIBLE_SQL} then 'full' when o.visibility = 'PSEUDONYMOUS' then 'alias' end`;

/** Values for `$1`–`$3` of the fragments above. */
export function visibilityValues(actor: Actor): [boolean, string[], boolean] {
  return [actor.isStaff, [...actor.organisationIds, ...actor.partnerOrganisationIds], isVerifiedMember(actor)];
}
