/** Reading what Yjs stores of a text: also what is deleted, as long as it was not let go of. */
import * as Y from 'yjs';

/** Stored structs: a client's, from a clock on, so many. */
export type Clocks = readonly [client: number, clock: number, length: number];

export type Marks = Readonly<Record<string, unknown>>;

/** Letters that are stored as one. */
export interface Stretch {
  readonly item: Y.Item;
  readonly words: string;
  readonly marks: Marks;
}

/** The letters of a text, as far as they count. */
export function stretchesOf(text: Y.XmlText, counts: (item: Y.Item) => boolean): Stretch[] {
  const found: Stretch[] = [];
  let marks: Marks = {};
  for (const item of itemsOf(text)) {
    if (!counts(item)) continue;
    if (item.content instanceof Y.ContentFormat) marks = { ...marks, [item.content.key]: item.content.value };
    if (item.content instanceof Y.ContentString) found.push({ item, words: item.content.str, marks });
  }
  return found;
}

/** Yjs remembers where places of a text are to write there again; they are elsewhere once something before them is taken out like this. */
export function takeOut(transaction: Y.Transaction, item: Y.Item): void {
  if (item.deleted) return;
  item.delete(transaction);
  const markers = item.parent instanceof Y.AbstractType ? item.parent._searchMarker : null;
  if (markers) markers.length = 0;
}

/** The same for some of the letters of a struct, or of several. */
export function takeOutLetters(transaction: Y.Transaction, [client, clock, length]: Clocks): void {
  Y.getItemCleanEnd(transaction, transaction.doc.store, Y.createID(client, clock + length - 1));
  for (let at = clock; at < clock + length;) {
    const item = Y.getItemCleanStart(transaction, Y.createID(client, at));
    takeOut(transaction, item);
    at += item.length;
  }
}

/**
 * Has letters of a line, and what they stand in, stand for the copy that was made of them, as if undo had brought them back: who is writing there goes on in the copy, and
 * takes it back as their own.
 */
export function standIn(transaction: Y.Transaction, element: Y.XmlElement, copy: Y.XmlElement, of: readonly Clocks[]): void {
  const [here, there] = [typesIn(element), typesIn(copy)];
  for (const [at, type] of here.entries()) if (there[at]) type._item!.redone = there[at]._item!.id;
  const copied = there
    .flatMap((type) => (type instanceof Y.XmlText ? itemsOf(type) : []))
    .flatMap(({ id, content, length }) => (content instanceof Y.ContentString ? Array.from({ length }, (_, at) => id.clock + at) : []));
  let before = 0;
  for (const [client, clock, length] of of) {
    for (const { from, to } of alike(length, (at) => copied[before + at]! - at)) {
      Y.getItemCleanEnd(transaction, transaction.doc.store, Y.createID(client, clock + to - 1));
      for (let at = from; at < to;) {
        const item = Y.getItemCleanStart(transaction, Y.createID(client, clock + at));
        item.redone = Y.createID(copy._item!.id.client, copied[before + at]!);
        at += item.length;
      }
    }
    before += length;
  }
}

const typesIn = (type: Y.XmlElement | Y.XmlText): (Y.XmlElement | Y.XmlText)[] => [
  type,
  ...(type instanceof Y.XmlElement ? (type.toArray() as Y.XmlElement[]).flatMap(typesIn) : []),
];

/** Divides so many clocks into those after each other for which the same holds. */
export function alike<Value>(length: number, valueAt: (at: number) => Value): { from: number; to: number; value: Value }[] {
  const found: { from: number; to: number; value: Value }[] = [];
  for (let from = 0; from < length;) {
    const value = valueAt(from);
    let to = from + 1;
    while (to < length && valueAt(to) === value) to += 1;
    found.push({ from, to, value });
    from = to;
  }
  return found;
}

/** Elements among letters. */
export const INLINE: readonly string[] = ['hardBreak', 'mention'];

/** What an element between letters is read as. */
export function readAs(element: Y.XmlElement): string {
  if (element.nodeName !== 'mention') return ' ';
  const label = (element._map.get('label') as Y.Item | undefined)?.content;
  return label instanceof Y.ContentAny ? `@${String(label.arr[0])}` : '@';
}

export function elementOf(item: Y.Item): Y.XmlElement | null {
  const type = typeOf(item);
  return type instanceof Y.XmlElement ? type : null;
}

export function itemsOf(type: Y.XmlFragment | Y.Text): Y.Item[] {
  const items: Y.Item[] = [];
  for (let item = type._start; item; item = item.right) items.push(item);
  return items;
}

/** A struct of the document that another one is in. */
export function itemAt({ parent }: Y.Item, id: Y.ID): Y.Item | null {
  const { store } = (parent as Y.AbstractType<unknown>).doc!;
  const structs = store.clients.get(id.client);
  const struct = structs?.[Y.findIndexSS(structs, id.clock)];
  return struct instanceof Y.Item ? struct : null;
}

/** What is gone right behind an element. */
export function goneBehind(element: Y.XmlFragment | Y.XmlElement): Y.Item[] {
  const items: Y.Item[] = [];
  for (let item = element._item?.right; item?.deleted; item = item.right) items.push(item);
  return items;
}

export const clocksOf = ({ id, length }: Y.Item): Clocks => [id.client, id.clock, length];
export const parentItem = (item: Y.Item): Y.Item | null => (item.parent instanceof Y.AbstractType ? item.parent._item : null);
export const typeOf = (item: Y.Item): unknown => (item.content instanceof Y.ContentType ? item.content.type : null);

/** Everything that an element consists of. */
export function allClocksOf(element: Y.XmlElement): Clocks[] {
  const inside = (type: Y.XmlFragment | Y.Text): Clocks[] =>
    itemsOf(type).flatMap((item) => {
      const child = typeOf(item);
      const below = child instanceof Y.XmlElement || child instanceof Y.XmlText ? inside(child) : [];
      return item.content instanceof Y.ContentFormat ? below : [clocksOf(item), ...below];
    });
  return [clocksOf(element._item!), ...inside(element)];
}

/** What stands under a name of its own in the document. */
export function topOf<Type extends Y.XmlFragment | Y.Text>(type: Type): Type {
  let top: Y.AbstractType<unknown> = type as unknown as Y.AbstractType<unknown>;
  while (top._item?.parent instanceof Y.AbstractType) top = top._item.parent;
  return top as unknown as Type;
}

/** The element whose letters it is among; null when it is not in a rich text. */
export function lineAround(item: Y.Item): Y.XmlElement | null {
  for (let at: Y.Item | null = item; at; at = parentItem(at)) {
    const element = elementOf(at);
    if (element && !INLINE.includes(element.nodeName)) return element;
  }
  return null;
}

/** As they stand, or stood, in the text. */
export function inTheirOrder(one: Y.XmlElement, other: Y.XmlElement): number {
  const [first, second] = [wayTo(one), wayTo(other)];
  const at = first.findIndex((step, index) => step !== second[index]);
  return at < 0 ? -1 : (first[at] ?? 0) - (second[at] ?? -1);
}

function wayTo(element: Y.XmlElement): number[] {
  const way: number[] = [];
  for (let item = element._item; item; item = parentItem(item)) {
    let before = 0;
    for (let { left } = item; left; left = left.left) before += 1;
    way.unshift(before);
  }
  return way;
}
