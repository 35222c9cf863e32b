/**
 * What a step of undo consists of in the store. A letter or an element that was deleted does not come back: a copy of it is put in, and `redone` says which. Yjs goes by the first
 * struct of a copy alone, however the copy was divided by what others wrote into it, or merged with copies of what others had written beside it.
 */
import * as Y from 'yjs';
import { alike, type Clocks, parentItem } from './stored-items.ts';

export type Step = Pick<Y.UndoManager['undoStack'][number], 'insertions' | 'deletions'>;

export function setOf(ranges: readonly Clocks[]): Step['insertions'] {
  const found = Y.createDeleteSet();
  for (const [client, clock, len] of ranges) found.clients.set(client, [...(found.clients.get(client) ?? []), { clock, len }]);
  return Y.mergeDeleteSets([found]);
}

/** What is in the one and not in the other. */
export function without({ clients }: Step['deletions'], others: Step['deletions']): Step['deletions'] {
  const isAmong = (client: number, clock: number): boolean => Y.isDeleted(others, Y.createID(client, clock));
  return setOf(
    [...clients].flatMap(([client, some]) =>
      some.flatMap(({ clock, len }) =>
        alike(len, (at) => isAmong(client, clock + at)).flatMap(({ from, to, value }) =>
          value ? [] : [[client, clock + from, to - from] as const],
        ),
      ),
    ),
  );
}

/** Whether some of these structs were put in by a step, or stand for what it put in. */
export function holdsAny(store: Y.Doc['store'], { clients }: Step['insertions'], ranges: readonly Clocks[]): boolean {
  const isAmong = ([client, clock, length]: Clocks): boolean => {
    if (ranges.some(([of, from, count]) => of === client && from < clock + length && clock < from + count)) return true;
    for (let at = clock; at < clock + length;) {
      const { id, length: all, redone } = Y.getItem(store, Y.createID(client, at));
      const to = Math.min(id.clock + all, clock + length);
      if (redone && isAmong([redone.client, redone.clock + at - id.clock, to - at])) return true;
      at = to;
    }
    return false;
  };
  return [...clients].some(([client, some]) => some.some(({ clock, len }) => isAmong([client, clock, len])));
}

/** Has what stands now for what was put in begin and end where that does, so that nothing else is taken out with it. */
export function setApart(transaction: Y.Transaction, { clients }: Step['insertions']): void {
  for (const [client, ranges] of clients) for (const { clock, len } of ranges) divided(transaction, [client, clock, len]);
}

/** Answers where what stands for these structs is divided; they are then divided there too. */
function divided(transaction: Y.Transaction, [client, clock, length]: Clocks): number[] {
  const { store } = transaction.doc;
  const divide = (at: number): unknown => at < Y.getState(store, client) && Y.getItemCleanStart(transaction, Y.createID(client, at));
  const places: number[] = [];
  for (let from = clock; from < clock + length;) {
    const { id, length: all, redone, deleted } = Y.getItem(store, Y.createID(client, from));
    const to = Math.min(id.clock + all, clock + length);
    const within = redone ? divided(transaction, [redone.client, redone.clock + from - id.clock, to - from]) : [];
    for (const place of within) divide(from + place);
    // What is gone may be about to be brought back, as one.
    if (!redone && !deleted) for (const end of [from, to]) divide(end);
    places.push(...within.map((place) => from + place - clock), to - clock);
    from = to;
  }
  return places;
}

/** Brings back letters and elements that a step took out; what stands under a key is left to Yjs. Answers how many, and whether some letters have no place any more. */
export function bringBack(
  transaction: Y.Transaction,
  step: Step,
  isInScope: (item: Y.Item) => boolean,
): { readonly count: number; readonly isWhole: boolean } {
  const back = new BringingBack(transaction, step, isInScope);
  for (const [client, ranges] of step.deletions.clients) for (const { clock, len } of ranges) back.all([client, clock, len]);
  return back;
}

class BringingBack {
  count = 0;
  isWhole = true;
  private readonly transaction: Y.Transaction;
  private readonly step: Step;
  private readonly isInScope: (item: Y.Item) => boolean;

  constructor(transaction: Y.Transaction, step: Step, isInScope: (item: Y.Item) => boolean) {
    this.transaction = transaction;
    this.step = step;
    this.isInScope = isInScope;
  }

  all([client, clock, length]: Clocks): void {
    const at = (place: number): Y.Item => Y.getItemCleanStart(this.transaction, Y.createID(client, place));
    if (clock + length < Y.getState(this.transaction.doc.store, client)) at(clock + length);
    for (let place = clock; place < clock + length;) {
      const item = at(place);
      if (item instanceof Y.Item && this.isToCome(item)) {
        if (this.one(item)) this.count += 1;
        else if (item.content instanceof Y.ContentString) this.isWhole = false;
      }
      // Looked at only now: finding its place may have divided it.
      place += item.length;
    }
  }

  private isToCome(item: Y.Item): boolean {
    const { deletions, insertions } = this.step;
    return Y.isDeleted(deletions, item.id) && !Y.isDeleted(insertions, item.id) && this.isInScope(item);
  }

  private one(item: Y.Item): boolean {
    if (item.redone) return true;
    const type = item.parentSub === null ? this.parentFor(item) : null;
    if (!type) return false;
    const { doc } = this.transaction;
    const left = this.leftOf(item, type);
    // As if it were typed behind the one on its left. Yjs looks for one on its right too, and may find one that stands on its left, which has documents differ.
    const right = left ? left.right : type._start;
    const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID));
    const copy = new Y.Item(id, left, left && left.lastId, right, right && right.id, type, null, item.content.copy());
    item.redone = id;
    copy.keep = true;
    copy.integrate(this.transaction, 0);
    return true;
  }

  /** What it is to stand in: its parent, or what was brought back of that. */
  private parentFor(item: Y.Item): Y.AbstractType<unknown> | null {
    let above = parentItem(item);
    if (!above?.deleted) return item.parent as Y.AbstractType<unknown>;
    if (!above.redone && !(this.isToCome(above) && this.one(above))) return null;
    while (above.redone) above = Y.getItem(this.transaction.doc.store, above.redone);
    return (above.content as Y.ContentType).type;
  }

  private leftOf(item: Y.Item, type: Y.AbstractType<unknown>): Y.Item | null {
    for (let { left } = item; left; left = left.left) {
      const found = this.standingIn(type, left.lastId);
      if (found) return found;
    }
    return null;
  }

  /** A letter or what was brought back of it, in a certain parent, as the last of its struct. */
  private standingIn(type: Y.AbstractType<unknown>, id: Y.ID): Y.Item | null {
    const item = Y.getItem(this.transaction.doc.store, id);
    if (item.parent === type) return Y.getItemCleanEnd(this.transaction, this.transaction.doc.store, id);
    const { redone } = item;
    return redone && this.standingIn(type, Y.createID(redone.client, redone.clock + id.clock - item.id.clock));
  }
}
