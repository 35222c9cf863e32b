import { isSignedIn } from '../access/actor.ts';
import { ruleBroken } from '../access/errors.ts';
import { definePolicy } from '../access/policy.ts';

/** What the rules need to know of a thread, whose document the actor may read. Staff read along; the conversation is the partners'. */
export interface ThreadSubject {
  /** The actor is of one of the two organisations. */
  readonly partner: boolean;
  /** Its document is the actor's to write. */
  readonly writable: boolean;
}

const partnersOnly = () =>
  ruleBroken('partners-only', 'Only the two organisations take part in a conversation. The programme team reads along.');

export const { can, authorize } = definePolicy<ThreadSubject>()(
  'This conversation',
  {
    comment: (actor, { partner }) => isSignedIn(actor) && partner,
    /** Who puts other words in writes the text. */
    accept: (actor, { writable }) => isSignedIn(actor) && writable,
  },
  {
    comment: partnersOnly,
    accept: (_actor, { partner }) =>
      partner
        ? ruleBroken('others-adaptation', 'This adaptation is your partner’s to write: they decide whether the wording is put in.')
        : partnersOnly(),
  },
);

/** A comment and whose it is; null when that person is gone. */
export interface CommentSubject extends ThreadSubject {
  readonly personId: string | null;
}

export const { can: canFor, authorize: authorizeFor } = definePolicy<CommentSubject>()(
  'This comment',
  { change: (actor, { personId, partner }) => isSignedIn(actor) && partner && actor.personId === personId },
  {
    change: (_actor, { partner }) =>
      partner ? ruleBroken('others-comment', 'Only who said this can change it or take it back.') : partnersOnly(),
  },
);
