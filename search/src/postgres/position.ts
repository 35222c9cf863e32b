import { BadCursor, decodeCursor, type Ordering, type Position } from '../cursor.ts';

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const TIMESTAMP = /^(-infinity|\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d){0,2})$/;

/** Whose cursors these are: PostgreSQL's, whether it read a page from the index or from the organisations themselves. */
export const ENGINE = 'postgres';

/**
 * Where a page ended, checked for what a statement will cast: a forged position is a bad cursor, not a database error. By relevance
 * tier, score, name and id; by name or age that and the id.
 * @throws BadCursor
 */
export function positionOf(cursor: string, ordering: Ordering): Position {
  const position = decodeCursor(cursor, ordering, ENGINE);
  const byRelevance = ordering.sort === 'RELEVANCE' && position.used.length > 0;
  const shape = byRelevance ? [/^\d+$/, /^[\d.e+-]+$/, /^/, UUID] : [ordering.sort === 'NEWEST' ? TIMESTAMP : /^/, UUID];
  const fits = position.at.length === shape.length && shape.every((form, index) => form.test(String(position.at[index])));
  if (!fits || position.at.some((part) => String(part).includes('\0'))) throw new BadCursor();
  return position;
}
