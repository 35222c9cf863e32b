import { isSignedIn, type Actor } from './actor.ts';
import { notFound, unauthenticated } from './errors.ts';

type Rules<Row> = Readonly<Record<string, (actor: Actor, row: Row) => boolean>>;

/** A room's yes/no rules: `can` asks, `authorize` refuses. */
export interface Policy<Row, Action extends string> {
  can(actor: Actor, action: Action, row: Row): boolean;
  /** Answers the row; throws UNAUTHENTICATED to a visitor and NOT_FOUND to everyone else who may not. */
  authorize<Given extends Row>(actor: Actor, action: Action, row: Given | null | undefined): Given;
}

/** Makes a policy of sentences: `{ accept: (actor, invitation) => represents(actor, invitation.toId) }`. */
export function definePolicy<Row>() {
  return <R extends Rules<Row>>(what: string, rules: R): Policy<Row, keyof R & string> => ({
    can: (actor, action, row) => rules[action]?.(actor, row) ?? false,
    authorize: (actor, action, row) => {
      if (row && rules[action]?.(actor, row)) return row;
      throw isSignedIn(actor) ? notFound(what) : unauthenticated();
    },
  });
}
