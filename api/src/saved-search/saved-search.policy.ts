import type { Actor } from '../access/actor.ts';
import { definePolicy } from '../access/policy.ts';

/** A saved search belongs to one person. What somebody looks for is nobody else's business, not even staff's. */
export interface SavedSearchSubject {
  readonly personId: string;
}

const isOwn = (actor: Actor, { personId }: SavedSearchSubject): boolean => actor.personId !== null && actor.personId === personId;

export const { can, authorize } = definePolicy<SavedSearchSubject>()('This saved search', {
  view: isOwn,
  change: isOwn,
  delete: isOwn,
  watch: isOwn,
});

/** The same rule over alias `s`; `$1` is the person. */
export const VISIBLE_SQL = 's.person_id = $1::uuid';
