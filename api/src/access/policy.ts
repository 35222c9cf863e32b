import { isSignedIn, type Actor } from './actor.ts';
import { type KopruError, notFound, unauthenticated } from './errors.ts';

type Rules<Row> = Readonly<Record<string, (actor: Actor, row: Row) => boolean>>;

/** What somebody hears who may see a row and not do this with it: the rule that is in the way. Null for whom the row is not there. */
type Refusals<Row, Action extends string> = Readonly<Partial<Record<Action, (actor: Actor, row: Row) => KopruError | null>>>;

/** A room's yes/no rules: `can` asks, `authorize` refuses. */
export interface Policy<Row, Action extends string> {
  can(actor: Actor, action: Action, row: Row): boolean;
  /** Answers the row; throws UNAUTHENTICATED to a visitor, and NOT_FOUND to everyone else who may not, unless the room names the rule in the way. */
  authorize<Given extends Row>(actor: Actor, action: Action, row: Given | null | undefined): Given;
}

/** Makes a policy of sentences: `{ accept: (actor, invitation) => represents(actor, invitation.toId) }`. A refusal teaches nothing where rows are secret. */
export function definePolicy<Row>() {
  return <R extends Rules<Row>>(what: string, rules: R, refusals?: Refusals<Row, keyof R & string>): Policy<Row, keyof R & string> => ({
    can: (actor, action, row) => rules[action]?.(actor, row) ?? false,
    authorize: (actor, action, row) => {
      if (row && rules[action]?.(actor, row)) return row;
      if (!isSignedIn(actor)) throw unauthenticated();
      throw (row && refusals?.[action]?.(actor, row)) || notFound(what);
    },
  });
}
