import { isSignedIn, represents, type Actor } from '../access/actor.ts';
import { type KopruError, ruleBroken } from '../access/errors.ts';
import { definePolicy } from '../access/policy.ts';

/** What the rules need to know of a document with versions. */
export interface VersionedSubject {
  /** The two organisations of its partnership. */
  readonly organisationIds: readonly string[];
  /** Whose adaptation it is; null when it is both organisations'. */
  readonly organisationId: string | null;
}

/** A signature, given or to be given. */
export interface SigningSubject extends VersionedSubject {
  /** For which organisation. */
  readonly signingId: string;
}

const isMember = (actor: Actor, { organisationIds }: VersionedSubject): boolean =>
  isSignedIn(actor) && organisationIds.some((id) => represents(actor, id));

export const { can, authorize } = definePolicy<VersionedSubject>()(
  'This version',
  {
    read: (actor, document) => actor.isStaff || isMember(actor, document),
    /** Naming, restoring and removing belong to those whose words they are. */
    keep: (actor, document) =>
      isMember(actor, document) && (document.organisationId === null || represents(actor, document.organisationId)),
  },
  {
    keep: (actor, document) =>
      isMember(actor, document)
        ? ruleBroken('others-adaptation', 'The versions of this adaptation are your partner’s to keep. You can read and compare them.')
        : toStaff(actor, 'Only the two organisations keep versions. The programme team reads along.'),
  },
);

export const { can: canSign, authorize: authorizeSigning } = definePolicy<SigningSubject>()(
  'This version',
  {
    /** Staff help, but stand behind nothing: a signature is one of the two organisations'. */
    sign: (actor, { organisationIds, signingId }) =>
      isSignedIn(actor) && organisationIds.includes(signingId) && represents(actor, signingId),
  },
  {
    sign: (actor, document) =>
      isMember(actor, document)
        ? ruleBroken('others-signature', 'Only a representative of an organisation gives its signature, or takes it back.')
        : toStaff(actor, 'Only the two organisations sign. The programme team reads along.'),
  },
);

const toStaff = (actor: Actor, message: string): KopruError | null => (actor.isStaff ? ruleBroken('partners-only', message) : null);

/** The rule of `read` as a statement's fragment over alias `d`; `$1` staff, `$2` organisations the actor represents. */
export const READABLE_SQL = `($1::boolean or exists (
  select from partnership_side mine where mine.partnership_id = d.partnership_id and mine.organisation_id = any($2::uuid[])))`;

/** Values for `$1` and `$2` of the fragment above. */
export const readableValues = (actor: Actor): [boolean, readonly string[]] => [
  actor.isStaff,
  isSignedIn(actor) ? actor.organisationIds : [],
];
