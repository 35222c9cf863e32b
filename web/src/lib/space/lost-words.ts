/**
 * Which words an update and a document lost to each other. Who makes a paragraph a heading, a list or a quote, or joins it to the one before,
 * deletes one element and makes another (the editor's binding cannot turn one into the other), and with the element goes what somebody else
 * was typing in it. An update names everything that its author took out, so what goes without being named was not known to whoever deleted.
 */
import * as Y from 'yjs';

// Node runs this file as it is (tests, benches): only TypeScript that is JavaScript once its types are taken out.

type Marks = Readonly<Record<string, unknown>>;
type DeleteSet = ReturnType<typeof Y.decodeUpdate>['ds'];
type AnyType = Y.AbstractType<unknown>;

/** Stored structs: a client's, from a clock on, so many. */
export type Clocks = readonly [client: number, clock: number, length: number];

/** Letters with the marks they carry; a new line or a mention is the text it is read as. */
export interface Piece {
  readonly of: Clocks;
  readonly text: string;
  readonly marks: Marks;
}

/** An element with all that is in it, outside of any document. */
export interface Copy {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly children: readonly (Copy | readonly Piece[])[];
}

/** A place in the tree that is left: where something stood. */
export interface Stood {
  readonly parent: Y.XmlFragment | Y.XmlElement;
  /** The nearest element before it that is still there. */
  readonly after: Y.XmlElement | null;
}

/** What one paragraph (or heading, …) held, and what of it was lost. */
export interface LostLine {
  readonly kind: 'line';
  /** What both knew of it. */
  readonly text: string;
  /** Lost words by where they stood in `text`. */
  readonly runs: readonly { readonly offset: number; readonly pieces: readonly Piece[] }[];
  readonly stood: Stood;
}

/** An element that only one of them knew. */
export interface LostBlock {
  readonly kind: 'block';
  readonly of: readonly Clocks[];
  readonly copy: Copy;
  /** What both knew of the line before it. */
  readonly text: string;
  readonly stood: Stood;
}

/** Words in a cell whose row was removed. */
export interface LostCell {
  readonly kind: 'cell';
  readonly root: string;
  readonly words: string;
}

/** `mine`: this person wrote it; else it came from somebody, into a place that was gone here. */
export type Lost = (LostLine | LostBlock | LostCell) & { readonly mine: boolean };

/** Elements among letters. */
export const INLINE: readonly string[] = ['hardBreak', 'mention'];

/** In the order of the document. To be asked before what was deleted is let go of (`afterTransaction`). `own`: clients of this person. */
export function lostWords(transaction: Y.Transaction, update: Uint8Array, own: ReadonlySet<number>): Lost[] {
  const { store } = transaction.doc;
  const gone: Y.Item[] = [];
  for (const client of transaction.deleteSet.clients.keys()) {
    for (const item of deletedItems(store, client, transaction.deleteSet)) {
      const readable = item.content instanceof Y.ContentString || item.content instanceof Y.ContentType;
      if (readable && item.parentSub === null && isNew(transaction, item) !== own.has(client)) gone.push(item);
    }
  }
  if (gone.length === 0) return [];
  const named = Y.decodeUpdate(update).ds;
  const [went, came] = [new WentHere(transaction, named, own), new CameTooLate(transaction, named, own)];
  return [
    ...new Search(went).among(gone).map((lost) => ({ ...lost, mine: true })),
    ...new Search(came).among(gone).map((lost) => ({ ...lost, mine: false })),
  ];
}

const isNew = ({ beforeState }: Y.Transaction, { id }: Y.Item): boolean => id.clock >= (beforeState.get(id.client) ?? 0);

/** What is known of letters and elements that are gone. */
interface Knowledge {
  /** It stood there until it went. */
  stood(item: Y.Item): boolean;
  /** true: lost · false: both knew it · null: neither is this one's to say. */
  lost(item: Y.Item, at: number): boolean | null;
}

/** This person's words were there; an update took them along. */
class WentHere implements Knowledge {
  protected readonly transaction: Y.Transaction;
  protected readonly named: DeleteSet;
  protected readonly own: ReadonlySet<number>;

  constructor(transaction: Y.Transaction, named: DeleteSet, own: ReadonlySet<number>) {
    this.transaction = transaction;
    this.named = named;
    this.own = own;
  }

  stood(item: Y.Item): boolean {
    return item.deleted && !isNew(this.transaction, item) && Y.isDeleted(this.transaction.deleteSet, item.id);
  }

  lost(item: Y.Item, at: number): boolean | null {
    if (this.isNamed(item, at)) return false;
    // What a third person wrote is theirs to bring back.
    return this.own.has(item.id.client) || null;
  }

  protected isNamed({ id: { client, clock } }: Y.Item, at: number): boolean {
    return Y.isDeleted(this.named, Y.createID(client, clock + at));
  }
}

/** An update brought words into what was gone here already. */
class CameTooLate extends WentHere {
  override stood(item: Y.Item): boolean {
    return item.deleted && !(isNew(this.transaction, item) && this.isNamed(item, 0));
  }

  override lost(item: Y.Item, at: number): boolean | null {
    if (!isNew(this.transaction, item)) return false;
    return (!this.own.has(item.id.client) && !this.isNamed(item, at)) || null;
  }
}

class Search {
  private readonly know: Knowledge;

  constructor(know: Knowledge) {
    this.know = know;
  }

  among(gone: readonly Y.Item[]): (LostLine | LostBlock | LostCell)[] {
    const lines = new Set<Y.XmlElement>();
    const blocks = new Set<Y.XmlElement>();
    const cells = new Set<Y.Text>();
    for (const item of gone) {
      if (!this.isLost(item)) continue;
      const block = this.newBlockAround(item);
      const line = lineAround(item);
      if (block) blocks.add(block);
      else if (line) lines.add(line);
      else if (item.content instanceof Y.ContentString && item.parent?.constructor === Y.Text) cells.add(item.parent as Y.Text);
    }
    const found = [...lines, ...blocks]
      .sort(inTheirOrder)
      .map((element) => (blocks.has(element) ? this.block(element) : this.line(element)));
    return [...found, ...[...cells].map((cell) => this.cell(cell))];
  }

  private isLost(item: Y.Item): boolean {
    if (!this.know.stood(item)) return false;
    for (let at = 0; at < item.length; at += 1) if (this.know.lost(item, at)) return true;
    return false;
  }

  /** The outermost element around it that is lost itself. */
  private newBlockAround(item: Y.Item): Y.XmlElement | null {
    let outermost: Y.XmlElement | null = null;
    for (let at: Y.Item | null = item; at; at = parentItem(at)) {
      const element = elementOf(at);
      if (element && !INLINE.includes(element.nodeName) && this.isLost(at)) outermost = element;
    }
    return outermost;
  }

  private line(line: Y.XmlElement): LostLine {
    let text = '';
    const runs: { offset: number; pieces: Piece[] }[] = [];
    let goesOn = false;
    for (const { piece, lost } of this.piecesOf(line)) {
      const last = runs.at(-1);
      if (!lost) text += piece.text;
      else if (last && goesOn) last.pieces.push(piece);
      else runs.push({ offset: text.length, pieces: [piece] });
      goesOn = lost;
    }
    return { kind: 'line', text, runs, stood: this.stood(line) };
  }

  private block(block: Y.XmlElement): LostBlock {
    const before = this.lineBefore(block);
    const copy = this.copy(block);
    return { kind: 'block', of: allClocksOf(block), copy, text: before ? this.line(before).text : '', stood: this.stood(block) };
  }

  private cell(cell: Y.Text): LostCell {
    const items = itemsOf(cell).filter((item) => this.know.stood(item) && item.content instanceof Y.ContentString);
    const words = items.map((item) => (item.content as Y.ContentString).str).join('');
    return { kind: 'cell', root: Y.findRootTypeKey(topOf(cell as unknown as AnyType)), words };
  }

  /** What a line held, in its order. */
  private *piecesOf(line: Y.XmlElement): Generator<{ piece: Piece; lost: boolean }> {
    for (const child of itemsOf(line)) {
      const type = typeOf(child);
      if (type instanceof Y.XmlElement && this.know.stood(child)) {
        const lost = this.know.lost(child, 0);
        if (lost !== null) yield { piece: { of: clocksOf(child), text: readAs(type), marks: {} }, lost };
      }
      if (!(type instanceof Y.XmlText)) continue;
      for (const { item, words, marks } of this.stretches(type)) yield* this.piecesIn(item, words, marks);
    }
  }

  /** A stretch of letters can be known in part: who deleted had heard of its beginning. */
  private *piecesIn(item: Y.Item, words: string, marks: Marks): Generator<{ piece: Piece; lost: boolean }> {
    for (let from = 0; from < words.length;) {
      const lost = this.know.lost(item, from);
      let to = from + 1;
      while (to < words.length && this.know.lost(item, to) === lost) to += 1;
      const of: Clocks = [item.id.client, item.id.clock + from, to - from];
      if (lost !== null) yield { piece: { of, text: words.slice(from, to), marks }, lost };
      from = to;
    }
  }

  /** The letters of a text until it went. */
  private stretches(text: Y.XmlText): { item: Y.Item; words: string; marks: Marks }[] {
    const found: { item: Y.Item; words: string; marks: Marks }[] = [];
    let marks: Marks = {};
    for (const item of itemsOf(text)) {
      if (!this.know.stood(item)) continue;
      if (item.content instanceof Y.ContentFormat) marks = { ...marks, [item.content.key]: item.content.value };
      if (item.content instanceof Y.ContentString) found.push({ item, words: item.content.str, marks });
    }
    return found;
  }

  /** An element as it was before it went. */
  private copy(element: Y.XmlElement): Copy {
    const attributes: Record<string, unknown> = {};
    for (const [name, item] of element._map as Map<string, Y.Item>) {
      const value: unknown = item.content instanceof Y.ContentAny ? item.content.arr[0] : null;
      if (value !== undefined && value !== null) attributes[name] = value;
    }
    const children = itemsOf(element).flatMap((child): (Copy | Piece[])[] => {
      const type = typeOf(child);
      if (!this.know.stood(child)) return [];
      if (type instanceof Y.XmlElement) return [this.copy(type)];
      if (!(type instanceof Y.XmlText)) return [];
      return [this.stretches(type).map(({ item, words, marks }) => ({ of: clocksOf(item), text: words, marks }))];
    });
    return { name: element.nodeName, attributes, children };
  }

  /** The last line before an element, within what was deleted around it. */
  private lineBefore(block: Y.XmlElement): Y.XmlElement | null {
    for (let at: Y.Item | null = block._item; at?.deleted; at = parentItem(at)) {
      for (let { left } = at; left; left = left.left) {
        const element = elementOf(left);
        const line = element && this.know.stood(left) ? this.lastLineIn(element) : null;
        if (line) return line;
      }
    }
    return null;
  }

  private lastLineIn(element: Y.XmlElement): Y.XmlElement | null {
    const children = itemsOf(element).filter((item) => this.know.stood(item));
    if (children.some((item) => typeOf(item) instanceof Y.XmlText)) return element;
    for (const child of children.toReversed()) {
      const inner = elementOf(child);
      const line = inner && this.lastLineIn(inner);
      if (line) return line;
    }
    return null;
  }

  private stood(element: Y.XmlElement): Stood {
    let item = element._item!;
    for (let above = parentItem(item); above?.deleted; above = parentItem(item)) item = above;
    let { left } = item;
    while (left && (left.deleted || !elementOf(left))) left = left.left;
    return { parent: item.parent as Y.XmlElement, after: left && elementOf(left) };
  }
}

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

const clocksOf = ({ id, length }: Y.Item): Clocks => [id.client, id.clock, length];
const parentItem = (item: Y.Item): Y.Item | null => (item.parent instanceof Y.AbstractType ? item.parent._item : null);
const typeOf = (item: Y.Item): unknown => (item.content instanceof Y.ContentType ? item.content.type : null);

/** Everything that an element consists of. */
function allClocksOf(element: Y.XmlElement): Clocks[] {
  const inside = (type: Y.XmlFragment | Y.Text): Clocks[] =>
    itemsOf(type).flatMap((item) => {
      const child = typeOf(item);
      const below = child instanceof Y.XmlElement || child instanceof Y.XmlText ? inside(child) : [];
      return item.content instanceof Y.ContentFormat ? below : [clocksOf(item), ...below];
    });
  return [clocksOf(element._item!), ...inside(element)];
}

function topOf(type: AnyType): AnyType {
  let top = type;
  while (top._item?.parent instanceof Y.AbstractType) top = top._item.parent;
  return top;
}

/** The element whose letters it is among; null when it is not in a rich text. */
function lineAround(item: Y.Item): Y.XmlElement | null {
  for (let at: Y.Item | null = item; at; at = parentItem(at)) {
    const element = elementOf(at);
    if (element && !INLINE.includes(element.nodeName)) return element;
  }
  return null;
}

function* deletedItems(store: Y.Doc['store'], client: number, { clients }: DeleteSet): Generator<Y.Item> {
  const structs = store.clients.get(client) ?? [];
  for (const { clock, len } of clients.get(client) ?? []) {
    for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
      const struct = structs[index]!;
      if (struct.id.clock >= clock + len) break;
      if (struct instanceof Y.Item) yield struct;
    }
  }
}

/** As they stand, or stood, in the text. */
function inTheirOrder(one: Y.XmlElement, other: Y.XmlElement): number {
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
