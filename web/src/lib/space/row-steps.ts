import * as Y from 'yjs';

/** What a step changed that was taken back or made again: each shared type, with what happened in it and below. */
export interface Popped {
  readonly changedParentTypes: ReadonlyMap<unknown, readonly Y.YEvent<Y.AbstractType<unknown>>[]>;
}

/** A place in a set of rows. `there`: whether the row is still there; no column: the row itself came, went or moved. */
interface RowPlace {
  readonly rowId: string;
  readonly columnId: string | null;
  readonly there: boolean;
}

/** Where a step changed a set of rows; null when it changed another one. */
export function changedIn({ changedParentTypes }: Popped, rows: Y.Map<unknown>): RowPlace | null {
  const event = changedParentTypes.get(rows)?.at(-1);
  if (!event) return null;
  const keys = event instanceof Y.YMapEvent ? [...event.keysChanged].map(String) : [];
  const [row, column] = [...pathBelow(rows, event.target), ...keys];
  return row === undefined ? null : { rowId: row, columnId: column ?? null, there: rows.has(row) };
}

/** The keys that lead to a type. An event knows them only from whoever watches deeply. */
function pathBelow(top: Y.Map<unknown>, type: Y.AbstractType<unknown>): string[] {
  const path: string[] = [];
  for (let at: Y.AbstractType<unknown> | null = type; at && at !== top; at = at.parent) path.unshift(at._item?.parentSub ?? '');
  return path;
}
