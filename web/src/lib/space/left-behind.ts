/**
 * Letters that stay where they are while the words around them go: who presses Enter in the middle of a line takes its end out, as far as they know
 * it, and puts a copy of that into a new line behind.
 */
import * as Y from 'yjs';
import { type DeleteSet, isNew, WentHere } from './lost-knowledge.ts';
import { itemsOf, typeOf } from './stored-items.ts';

/** Letters of this person behind others that an update took out of the same text, as far as its author cannot have known them. */
export function leftBehind(transaction: Y.Transaction, named: DeleteSet, own: ReadonlySet<number>): Y.Item[] {
  return [...transaction.changed.keys()].flatMap((text) => {
    if (!(text instanceof Y.XmlText) || text._item?.deleted) return [];
    const items = itemsOf(text);
    const first = items.findIndex((item) => wentIn(transaction, item));
    if (first < 0 || stoodBefore(transaction, text, items[first]!) === 0) return [];
    const isLeft = (item: Y.Item): boolean =>
      item.content instanceof Y.ContentString && stands(transaction, item) && own.has(item.id.client) && !isKnown(named, item);
    return items.slice(first).filter(isLeft);
  });
}

/** How much of a line is left before the first that went from a text of it; null when that is nothing, or not before this letter. */
export function leftBefore(transaction: Y.Transaction, text: Y.XmlText, letter: Y.Item): number | null {
  const first = itemsOf(text).find((item) => item === letter || wentIn(transaction, item));
  return first && wentIn(transaction, first) ? stoodBefore(transaction, text, first) || null : null;
}

/** An element between letters is one. */
function stoodBefore(transaction: Y.Transaction, text: Y.XmlText, item: Y.Item): number {
  let size = 0;
  for (let { left } = item; left; left = left.left) if (left.countable && stands(transaction, left)) size += left.length;
  for (let left = text._item?.left; left; left = left.left) {
    const type = left.deleted ? null : typeOf(left);
    if (type) size += type instanceof Y.XmlText ? type.length : 1;
  }
  return size;
}

/** What of a line both knew is what went; what was left in it is lost. */
export class StaysHere extends WentHere {
  private readonly left: ReadonlySet<Y.Item>;

  constructor(transaction: Y.Transaction, named: DeleteSet, own: ReadonlySet<number>, left: readonly Y.Item[]) {
    super(transaction, named, own);
    this.left = new Set(left);
  }

  override stood(item: Y.Item): boolean {
    return super.stood(item) || this.left.has(item) || (!item.deleted && item.content instanceof Y.ContentFormat);
  }

  override lost(item: Y.Item, at: number): boolean | null {
    if (this.left.has(item)) return true;
    return this.takenOut(item, at) ? false : null;
  }
}

const stands = (transaction: Y.Transaction, item: Y.Item): boolean => !item.deleted && !isNew(transaction, item);

const wentIn = (transaction: Y.Transaction, item: Y.Item): boolean =>
  item.deleted && !isNew(transaction, item) && Y.isDeleted(transaction.deleteSet, item.id);

/** Whoever takes a letter of somebody out knows what that person wrote before it. */
const isKnown = ({ clients }: DeleteSet, { id }: Y.Item): boolean =>
  (clients.get(id.client) ?? []).some(({ clock, len }) => clock + len > id.clock);
