import { isSignedIn, type Actor } from '../access/actor.ts';
import { definePolicy } from '../access/policy.ts';

/** Whose notifications they are. */
export interface ReceiverSubject {
  readonly personId: string | null;
}

export const { can, authorize } = definePolicy<ReceiverSubject>()('This notification', {
  read: (actor, { personId }) => isSignedIn(actor) && actor.personId === personId,
});

/**
 * The rule of `read` over alias `n`, and that what it is about is there: its receiver may still read the document, and something is said in the
 * conversation. `$1` the person, `$2` staff, `$3` organisations they represent. What they may no longer see is not counted either.
 */
export const VISIBLE_SQL = `n.person_id = $1 and (n.document_id is null or $2::boolean or exists (
  select from document d join partnership_side s on s.partnership_id = d.partnership_id
  where d.id = n.document_id and s.organisation_id = any($3::uuid[])))
  and (n.thread_id is null or exists (select from comment c where c.thread_id = n.thread_id and c.deleted_at is null))`;

/** Values for `$1`, `$2` and `$3` of the fragment above. */
export const visibleValues = (actor: Actor): [string | null, boolean, readonly string[]] => [
  actor.personId,
  actor.isStaff,
  actor.organisationIds,
];
