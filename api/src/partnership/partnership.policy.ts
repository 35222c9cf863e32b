import { represents, type Actor } from '../access/actor.ts';
import { definePolicy } from '../access/policy.ts';
import { PartnershipStatus } from './partnership.enums.ts';

/** What the rules need to know of a partnership. */
export interface PartnershipSubject {
  /** Both sides, also after one dropped out. */
  readonly organisationIds: readonly string[];
  readonly status: PartnershipStatus;
}

const isMember = (actor: Actor, { organisationIds }: PartnershipSubject): boolean => organisationIds.some((id) => represents(actor, id));

/** Over: nothing is left to drop out of. */
const ENDED: readonly PartnershipStatus[] = [PartnershipStatus.COMPLETED, PartnershipStatus.NOT_SELECTED, PartnershipStatus.DROPPED_OUT];
export const isEnded = ({ status }: Pick<PartnershipSubject, 'status'>): boolean => ENDED.includes(status);

export const { can, authorize } = definePolicy<PartnershipSubject>()('This partnership', {
  view: (actor, partnership) => actor.isStaff || isMember(actor, partnership),
  belong: isMember,
  write: (actor, partnership) => isMember(actor, partnership) && partnership.status !== PartnershipStatus.DROPPED_OUT,
  dropOut: (actor, partnership) => isMember(actor, partnership) && !isEnded(partnership),
});

/** Staff read the list of all partnerships; nothing about a single one decides that. */
export const { can: canList, authorize: authorizeList } = definePolicy<object>()('This list', { list: (actor) => actor.isStaff });

/** The rule of `view` as a statement's fragment over alias `p`; `$1` staff, `$2` organisations the actor represents. */
export const VISIBLE_SQL = `($1::boolean or exists (select from partnership_side mine where mine.partnership_id = p.id and mine.organisation_id = any($2::uuid[])))`;

/** Values for `$1` and `$2` of the fragment above. */
export const visibilityValues = (actor: Actor): [boolean, string[]] => [actor.isStaff, [...actor.organisationIds]];
