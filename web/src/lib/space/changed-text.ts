/** A rich text in which words are to be brought back (`word-rescue`): where they belong, and putting them there. */
import * as Y from 'yjs';
import { childFits, TEXT } from '@kopru/schema/prose';
import type { Copy, Piece, Stood } from './lost-words.ts';
import { elementOf, INLINE, itemsOf, type Marks, parentItem, readAs, topOf } from './stored-items.ts';
import { ENOUGH, placeIn, placeInParts } from './word-place.ts';

type Parent = Y.XmlFragment | Y.XmlElement;

/** The text after an update, with what the update brought. */
export class ChangedText {
  private readonly before: ReadonlyMap<number, number>;
  private readonly lastAfter = new Map<unknown, Y.XmlElement>();

  constructor(before: ReadonlyMap<number, number>) {
    this.before = before;
  }

  /** The line that was made from one that is gone: new, or with new words in it, and with the same words around the place. */
  lineLike(text: string, offset: number, stood: Stood): { line: Y.XmlElement; text: string } | null {
    const beside = this.beside(stood);
    let best: { line: Y.XmlElement; text: string; alike: number } | null = null;
    for (const line of linesIn(topOf(stood.parent).toArray())) {
      if (!this.hasNews(line)) continue;
      const there = lineText(line);
      const isBeside = beside.some((element) => element === line || Y.isParentOf(element, line._item));
      // Where nothing was written before, only the place says what became of it.
      const likely = isBeside ? text !== '' || there === '' : text.length >= ENOUGH || there === text;
      // Beside what is gone, a part of its words is enough: it may have been divided.
      const enough = Math.min(ENOUGH, isBeside ? Math.ceil(text.length / 3) : text.length);
      const place = likely ? (text === '' ? { alike: 0 } : placeIn(text, offset, there, enough)) : null;
      const alike = place && place.alike + (isBeside ? 1000 : 0);
      if (alike !== null && (best === null || alike > best.alike)) best = { line, text: there, alike };
    }
    return best ?? this.neighbourLike(text, offset, stood);
  }

  /** The new line behind one that is still there which holds a place of its words, and where. */
  dividedOff(line: Y.XmlElement, text: string, offset: number): { line: Y.XmlElement; at: number } | null {
    const lines = [...linesIn(topOf(line).toArray())];
    const behind = lines.slice(lines.indexOf(line) + 1);
    const stoodBefore = behind.findIndex((one) => !this.isNewWithin(one));
    const parts = stoodBefore < 0 ? behind : behind.slice(0, stoodBefore);
    const place = placeInParts(text, offset, parts.map(lineText));
    return place && { line: parts[place.part]!, at: place.at };
  }

  /** A line right beside that stood there before, when it says the same: two people had made the same of one line, and one of the two went. */
  private neighbourLike(text: string, offset: number, { parent, after }: Stood): { line: Y.XmlElement; text: string } | null {
    if (text.trim() === '') return null;
    const elements = parent.toArray().filter((child) => child instanceof Y.XmlElement);
    const behind = after ? elements.indexOf(after) + 1 : 0;
    for (const line of linesIn(elements.slice(Math.max(behind - 1, 0), behind + 1))) {
      const there = lineText(line);
      if (placeIn(text, offset, there)) return { line, text: there };
    }
    return null;
  }

  /** Puts an element behind a line, as far out as it has to be to fit. */
  putAfter(line: Y.XmlElement, copy: Copy): void {
    const behind = this.lastAfter.get(line) ?? line;
    this.lastAfter.set(line, this.putBehind(behind, copy));
  }

  /** The same for where something stood. */
  putAt({ parent, after }: Stood, copy: Copy): Y.XmlElement {
    const place = after ?? parent;
    const behind = this.lastAfter.get(place) ?? standing(after);
    const last = behind ? this.putBehind(behind, copy) : this.putFirst(parent, copy);
    this.lastAfter.set(place, last);
    return last;
  }

  private putFirst(parent: Parent, copy: Copy): Y.XmlElement {
    const made = fitting(copy, parent).map(grown);
    if (made.length === 0) return this.putBehind(parent as Y.XmlElement, copy);
    parent.insert(0, made);
    return made.at(-1)!;
  }

  /** Answers the last element that was made. */
  private putBehind(behind: Y.XmlElement, copy: Copy): Y.XmlElement {
    for (let at = behind; ; at = at.parent as Y.XmlElement) {
      const parent = at.parent as Parent;
      const made = fitting(copy, parent).map(grown);
      if (made.length === 0 && parent instanceof Y.XmlElement) continue;
      parent.insert(parent.toArray().indexOf(at) + 1, made);
      return made.at(-1) ?? at;
    }
  }

  /** What the update put where something stood, and the element before it, to which it may have been joined. */
  private beside({ parent, after }: Stood): Y.XmlElement[] {
    const found = after ? [after] : [];
    for (let item = after ? after._item!.right : parent._start; item; item = item.right) {
      const element = elementOf(item);
      if (item.deleted || !element) continue;
      if (!this.isNew(item)) break;
      found.push(element);
    }
    for (let item = after?._item ?? null; item && (item.deleted || this.isNew(item)); item = item.left) {
      const element = elementOf(item);
      if (!item.deleted && element) found.push(element);
    }
    return found;
  }

  /** It, or what it stands in. */
  private isNewWithin(line: Y.XmlElement): boolean {
    for (let item: Y.Item | null = line._item; item; item = parentItem(item)) if (this.isNew(item)) return true;
    return false;
  }

  private isNew({ id }: Y.Item): boolean {
    return id.clock >= (this.before.get(id.client) ?? 0);
  }

  private hasNews(line: Y.XmlElement): boolean {
    if (this.isNew(line._item!)) return true;
    return itemsOf(line).some((child) => {
      const text = child.content instanceof Y.ContentType ? child.content.type : null;
      return !child.deleted && text instanceof Y.XmlText && itemsOf(text).some((item) => !item.deleted && this.isNew(item));
    });
  }
}

/** Puts letters into a line, at a place in what it says. */
export function putIn(line: Y.XmlElement, at: number, pieces: readonly Piece[]): void {
  let rest = at;
  let before: Y.XmlText | null = null;
  for (const child of line.toArray()) {
    if (child instanceof Y.XmlText) {
      before = child;
      if (rest <= child.length) break;
      rest -= child.length;
    } else {
      rest -= readAs(child as Y.XmlElement).length;
      before = null;
    }
  }
  const text = before ?? new Y.XmlText();
  if (!before) {
    line.push([text]);
    rest = 0;
  }
  let index = Math.min(Math.max(rest, 0), text.length);
  for (const piece of pieces) {
    text.insert(index, piece.text, line.nodeName === 'codeBlock' ? {} : setMarks(piece));
    index += piece.text.length;
  }
}

/** Marks words of a line. */
export function markIn(line: Y.XmlElement, at: number, { length, set }: { length: number; set: Marks }): void {
  let from = at;
  for (const child of line.nodeName === 'codeBlock' ? [] : line.toArray()) {
    const size = child instanceof Y.XmlText ? child.length : readAs(child as Y.XmlElement).length;
    const [start, end] = [Math.max(from, 0), Math.min(from + length, size)];
    if (child instanceof Y.XmlText && start < end) child.format(start, end - start, set);
    from -= size;
  }
}

/** Elements in whose own name letters stand. */
function* linesIn(children: readonly unknown[]): Generator<Y.XmlElement> {
  for (const child of children) {
    if (!(child instanceof Y.XmlElement)) continue;
    if (childFits(child.nodeName, TEXT)) yield child;
    else yield* linesIn(child.toArray());
  }
}

function lineText(line: Y.XmlElement): string {
  let text = '';
  for (const child of line.toArray()) text += child instanceof Y.XmlText ? plain(child) : readAs(child as Y.XmlElement);
  return text;
}

/** `toString` of a rich text writes its marks as tags. */
function plain(text: Y.XmlText): string {
  return itemsOf(text)
    .map(({ deleted, content }) => (!deleted && content instanceof Y.ContentString ? content.str : ''))
    .join('');
}

/** An element, or the nearest before it that is still there. */
function standing(element: Y.XmlElement | null): Y.XmlElement | null {
  let item = element?._item ?? null;
  while (item && (item.deleted || !elementOf(item))) item = item.left;
  return item && elementOf(item);
}

/** An element with a single line in it, which says something else. */
export function copyOf(element: Y.XmlElement, words: readonly Piece[]): Copy {
  const [inner] = childFits(element.nodeName, TEXT) ? [] : (element.toArray() as Y.XmlElement[]);
  return { name: element.nodeName, attributes: element.getAttributes(), children: [inner ? copyOf(inner, words) : words] };
}

/** The single line in an element. */
export const lineWithin = (element: Y.XmlElement): Y.XmlElement =>
  childFits(element.nodeName, TEXT) ? element : lineWithin(element.toArray()[0] as Y.XmlElement);

export const isCopy = (child: Copy['children'][number]): child is Copy => 'name' in child;

export function wordsIn({ children }: Copy): string {
  const parts = children.map((child) => (isCopy(child) ? wordsIn(child) : child.map(({ text }) => text).join('')));
  return parts.join(children.some((child) => isCopy(child) && !INLINE.includes(child.name)) ? '\n' : '');
}

export const piecesIn = ({ children }: Copy): Piece[] => children.flatMap((child) => (isCopy(child) ? piecesIn(child) : child));

/** Marks that are on; null ends one. */
const setMarks = ({ marks }: Piece): Record<string, unknown> =>
  Object.fromEntries(Object.entries(marks).filter(([, value]) => value !== null));

/** What of an element can stand in a parent: itself, or at the top of a text the paragraphs of an item, of a row, of a cell. */
function fitting(copy: Copy, parent: Parent): Copy[] {
  const name = parent instanceof Y.XmlElement ? parent.nodeName : null;
  if (childFits(name, copy.name)) return [copy];
  return name === null ? copy.children.filter(isCopy).flatMap((child) => fitting(child, parent)) : [];
}

function grown({ name, attributes, children }: Copy): Y.XmlElement {
  const element = new Y.XmlElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value as string);
  element.insert(
    0,
    children.map((child) => {
      if (isCopy(child)) return grown(child);
      const text = new Y.XmlText();
      text.applyDelta(child.map((piece) => ({ insert: piece.text, attributes: setMarks(piece) })));
      return text;
    }),
  );
  return element;
}
