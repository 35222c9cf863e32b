/**
 * Letters that stay where they are while the words around them go: who presses Enter in the middle of a line takes its end out, as far as they know
 * it, and puts a copy of that into a new line behind.
 */
import * as Y from 'yjs';
import { type DeleteSet, isNew, WentHere } from './lost-knowledge.ts';
import { itemsOf } from './stored-items.ts';

/** Letters of this person behind others that an update took out of the same text, as far as its author cannot have known them. */
export function leftBehind(transaction: Y.Transaction, named: DeleteSet, own: ReadonlySet<number>): Y.Item[] {
  return [...transaction.changed.keys()].flatMap((text) => {
    if (!(text instanceof Y.XmlText) || text._item?.deleted) return [];
    const items = itemsOf(text);
    const first = items.findIndex((item) => wentIn(transaction, item));
    if (first < 0 || !isLeftBefore(transaction, text, items[first]!)) return [];
    const isLeft = (item: Y.Item): boolean =>
      item.content instanceof Y.ContentString && stands(transaction, item) && own.has(item.id.client) && !isKnown(named, item);
    return items.slice(first).filter(isLeft);
  });
}

/** What went of a text together with what a client left in it, and where in that a letter ends; null when nothing is left before it, or the letter is there. */
export function restAround(
  transaction: Y.Transaction,
  text: Y.XmlText,
  { client, clock }: Y.ID,
  own: number,
): { readonly text: string; readonly offset: number } | null {
  const items = itemsOf(text);
  const first = items.findIndex((item) => wentIn(transaction, item));
  if (first < 0 || !isLeftBefore(transaction, text, items[first]!)) return null;
  let words = '';
  let offset: number | null = null;
  for (const item of items.slice(first)) {
    const isOwn = item.id.client === own && stands(transaction, item);
    const letters = item.content instanceof Y.ContentString && (isOwn || wentIn(transaction, item)) ? item.content.str : '';
    const at = item.id.client === client ? clock - item.id.clock : -1;
    if (at >= 0 && at < item.length) offset = words.length + Math.min(at + 1, letters.length);
    words += letters;
  }
  return offset === null ? null : { text: words, offset };
}

/** Whether anything of a line is left before a letter of it. */
function isLeftBefore(transaction: Y.Transaction, text: Y.XmlText, item: Y.Item): boolean {
  for (let { left } = item; left; left = left.left) if (left.countable && stands(transaction, left)) return true;
  for (let left = text._item?.left; left; left = left.left) if (!left.deleted) return true;
  return false;
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
