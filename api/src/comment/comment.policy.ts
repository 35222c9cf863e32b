import { isSignedIn } from '../access/actor.ts';
import { definePolicy } from '../access/policy.ts';

/** What the rules need to know of a thread: whether its document is the actor's to write. Staff read along; the conversation is the partners'. */
export interface ThreadSubject {
  readonly writable: boolean;
}

export const { can, authorize } = definePolicy<ThreadSubject>()('This conversation', {
  comment: (actor, { writable }) => isSignedIn(actor) && writable,
});

/** A comment and whose it is; null when that person is gone. */
export interface CommentSubject extends ThreadSubject {
  readonly personId: string | null;
}

export const { can: canFor, authorize: authorizeFor } = definePolicy<CommentSubject>()('This comment', {
  change: (actor, { personId, writable }) => isSignedIn(actor) && writable && actor.personId === personId,
});
