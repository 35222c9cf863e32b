import { Field, ObjectType } from 'type-graphql';
import { badInput } from '../access/errors.ts';

export const MAX_PAGE = 100;

@ObjectType({ description: 'Where a page of a list ends.' })
export class PageInfo {
  @Field(() => String, { nullable: true, description: 'Give it as `after` to read on; null on an empty page.' })
  endCursor?: string | null;

  @Field(() => Boolean, { description: 'There is more after this page.' })
  hasNextPage!: boolean;
}

/** Refuses page sizes outside 0–100. */
export function pageSize(first: number): number {
  if (!Number.isInteger(first) || first < 0 || first > MAX_PAGE) throw badInput({ first: `Ask for 0 to ${MAX_PAGE} at a time.` });
  return first;
}

/** An opaque cursor; `kind` names the list (and its arguments), so that a cursor of another list is refused. */
export function encodeCursor(kind: string, ...parts: (string | number)[]): string {
  return Buffer.from(JSON.stringify([kind, ...parts])).toString('base64url');
}

/** The one answer to every cursor that is not ours. */
export const strangeCursor = (): Error => badInput({ after: 'This cursor belongs to another list. Start again without it.' });

/** The parts of a cursor made by `encodeCursor` with the same kind; BAD_USER_INPUT otherwise. */
export function decodeCursor(kind: string, cursor: string): (string | number)[] {
  try {
    const [madeFor, ...parts] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (madeFor === kind && parts.every((part) => typeof part === 'string' || typeof part === 'number'))
      return parts as (string | number)[];
  } catch {
    // Falls through to the one answer for every cursor that is not ours.
  }
  throw foreignCursor();
}

const foreignCursor = (): Error => badInput({ after: 'This cursor belongs to another list. Start again without it.' });

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Ids that are no uuid name nothing; asking the database would be an error of its own. */
export const isId = (value: string): boolean => UUID.test(value);

/** The id in a cursor made by `encodeCursor(kind, id)`, or null without a cursor; BAD_USER_INPUT for a cursor that is not ours. */
export function idOfCursor(kind: string, cursor: string | null | undefined): string | null {
  if (cursor === null || cursor === undefined) return null;
  const id = String(decodeCursor(kind, cursor)[0]);
  if (!isId(id)) throw foreignCursor();
  return id;
}
