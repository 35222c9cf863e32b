import { isSignedIn, represents, type Actor } from '../access/actor.ts';
import { type KopruError, ruleBroken } from '../access/errors.ts';
import { definePolicy } from '../access/policy.ts';

/** What the rules need to know of a document. */
export interface DocumentSubject {
  /** The two organisations of its partnership. */
  readonly organisationIds: readonly string[];
  /** Whose adaptation it is; null when it is both organisations'. */
  readonly organisationId: string | null;
  /** The partnership's status. */
  readonly status: string;
}

const isMember = (actor: Actor, document: DocumentSubject): boolean =>
  isSignedIn(actor) && document.organisationIds.some((id) => represents(actor, id));

/** A partnership that one side left keeps its documents, to be read. */
export const isOpen = (document: DocumentSubject): boolean => document.status !== 'DROPPED_OUT';

export function refuseEnded(document: DocumentSubject): void {
  if (!isOpen(document))
    throw ruleBroken('partnership-ended', 'Your partnership has ended. Its documents can be read, but no longer changed.');
}

export const { can, authorize } = definePolicy<DocumentSubject>()(
  'This document',
  {
    read: (actor, document) => actor.isStaff || isMember(actor, document),
    /** Whether it is theirs to write; `isOpen` says whether it still can be written. Staff help by reading, the words stay the partners'. */
    write: (actor, document) =>
      isMember(actor, document) && (document.organisationId === null || represents(actor, document.organisationId)),
    /** To speak of it, both: an adaptation is its organisation's to write, and its partner's to comment on. */
    discuss: isMember,
  },
  { write: whyReadOnly },
);

/** What stands in the way of somebody who reads the document and does not write it; null when it is not there for them. */
function whyReadOnly(actor: Actor, document: DocumentSubject): KopruError | null {
  if (isMember(actor, document))
    return ruleBroken('others-adaptation', 'This adaptation is your partner’s to write. You can read it and comment on it.');
  return actor.isStaff
    ? ruleBroken('partners-only', 'Only the two organisations write this document. The programme team reads along.')
    : null;
}

/** The same rule as `read` as a statement's fragment over alias `d`; `$1` staff, `$2` organisations the actor represents. */
export const READABLE_SQL = `($1::boolean or exists (
  select from partnership_side s where s.partnership_id = d.partnership_id and s.organisation_id = any($2::uuid[])))`;

/** The same rule the other way round: ids of those people (a parameter, such as `$2`) who may read document `$1`; its representatives, and staff. */
export const readersSql = (people: string): string => `
  select r.person_id as id from document d join partnership_side s on s.partnership_id = d.partnership_id
    join representative r on r.organisation_id = s.organisation_id where d.id = $1 and r.person_id = any(${people}::uuid[])
  union select person_id from staff_member where person_id = any(${people}::uuid[])`;

/** The same rule as `write`, and `isOpen`, the other way round: whether a session is the person's, and they may write document `$1`. */
export const writesSql = (session: string, person: string): string => `exists (
  select from auth.session t join representative r on r.person_id = t."userId" join partnership_side s on s.organisation_id = r.organisation_id
    join partnership p on p.id = s.partnership_id join document d on d.partnership_id = p.id
  where t.token = ${session} and t."expiresAt" > now() and t."userId" = ${person} and d.id = $1 and p.status <> 'DROPPED_OUT'
    and (d.organisation_id is null or d.organisation_id = r.organisation_id))`;

/** Who may read many documents at once: `$1` is a list of `{"documentId", "people"}`. Each with where its log stands; 0 where it is gone. */
export const WATCHED_SQL = `
  select asked."documentId", coalesce(d.sequence, 0) as sequence, array(
      select watching.id from unnest(asked.people) as watching(id)
      where exists (select from partnership_side s join representative r on r.organisation_id = s.organisation_id
          where s.partnership_id = d.partnership_id and r.person_id = watching.id)
        or exists (select from staff_member m where m.person_id = watching.id)) as readers
  from json_to_recordset($1::json) as asked("documentId" uuid, people uuid[]) left join document d on d.id = asked."documentId"`;

/** Values for `$1` and `$2` of the fragment above. */
export function readableValues(actor: Actor): [boolean, readonly string[]] {
  return [actor.isStaff, isSignedIn(actor) ? actor.organisationIds : []];
}
