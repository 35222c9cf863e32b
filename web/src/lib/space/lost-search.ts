/** Gathers what is lost: by the line it stood in, as a block of its own, by the cell. */
import * as Y from 'yjs';
import type { Knowledge } from './lost-knowledge.ts';
import type { Copy, LostBlock, LostCell, LostLine, LostMarks, Piece, Stood } from './lost-words.ts';
import {
  alike,
  allClocksOf,
  clocksOf,
  elementOf,
  INLINE,
  inTheirOrder,
  itemsOf,
  lineAround,
  type Marks,
  parentItem,
  readAs,
  type Stretch,
  stretchesOf,
  topOf,
  typeOf,
} from './stored-items.ts';

interface Held {
  readonly piece: Piece;
  readonly lost: boolean;
  /** The marks of it that both knew. */
  readonly known: Marks;
}

export class Search {
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
    const marks: LostMarks[] = [];
    let goesOn = false;
    for (const { piece, lost, known } of this.piecesOf(line)) {
      const last = runs.at(-1);
      const set = changedFrom(known, piece.marks);
      if (!lost && Object.keys(set).length > 0) marks.push({ offset: text.length, length: piece.text.length, set });
      if (!lost) text += piece.text;
      else if (last && goesOn) last.pieces.push(piece);
      else runs.push({ offset: text.length, pieces: [piece] });
      goesOn = lost;
    }
    return { kind: 'line', text, runs, marks, stood: this.stood(line) };
  }

  private block(block: Y.XmlElement): LostBlock {
    const before = this.lineBefore(block);
    const copy = this.copy(block);
    return { kind: 'block', of: allClocksOf(block), copy, text: before ? this.line(before).text : '', stood: this.stood(block) };
  }

  private cell(cell: Y.Text): LostCell {
    const items = itemsOf(cell).filter((item) => this.know.stood(item) && item.content instanceof Y.ContentString);
    const words = items.map((item) => (item.content as Y.ContentString).str).join('');
    return { kind: 'cell', root: Y.findRootTypeKey(topOf(cell)), words };
  }

  /** What a line held, in its order. */
  private *piecesOf(line: Y.XmlElement): Generator<Held> {
    for (const child of itemsOf(line)) {
      const type = typeOf(child);
      if (type instanceof Y.XmlElement && this.know.stood(child)) {
        const lost = this.know.lost(child, 0);
        if (lost !== null) yield { piece: { of: clocksOf(child), text: readAs(type), marks: {} }, known: {}, lost };
      }
      if (!(type instanceof Y.XmlText)) continue;
      const isKnown = (item: Y.Item): boolean => this.know.stood(item) && !(item.content instanceof Y.ContentFormat && this.isLost(item));
      const known = stretchesOf(type, isKnown);
      for (const [at, stretch] of this.stretches(type).entries()) yield* this.piecesIn(stretch, known[at]!.marks);
    }
  }

  /** A stretch of letters can be known in part: who deleted had heard of its beginning. */
  private *piecesIn({ item, words, marks }: Stretch, known: Marks): Generator<Held> {
    for (const { from, to, value: lost } of alike(words.length, (at) => this.know.lost(item, at)))
      if (lost !== null) yield { piece: pieceOf(item, { text: words.slice(from, to), marks }, from), known, lost };
  }

  /** The same without the letters that somebody took out of it. */
  private keptOf({ item, words, marks }: Stretch): Piece[] {
    return alike(words.length, (at) => this.know.takenOut(item, at))
      .filter(({ value: takenOut }) => !takenOut)
      .map(({ from, to }) => pieceOf(item, { text: words.slice(from, to), marks }, from));
  }

  /** The letters of a text until it went. */
  private stretches(text: Y.XmlText): Stretch[] {
    return stretchesOf(text, (item) => this.know.stood(item));
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
      return [this.stretches(type).flatMap((stretch) => this.keptOf(stretch))];
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
    if (!item.deleted) return { parent: item.parent as Y.XmlElement, after: element };
    for (let above = parentItem(item); above?.deleted; above = parentItem(item)) item = above;
    let { left } = item;
    while (left && (left.deleted || !elementOf(left))) left = left.left;
    return { parent: item.parent as Y.XmlElement, after: left && elementOf(left) };
  }
}

const pieceOf = ({ id }: Y.Item, words: Omit<Piece, 'of'>, from: number): Piece => ({
  of: [id.client, id.clock + from, words.text.length],
  ...words,
});

const changedFrom = (known: Marks, marks: Marks): Marks =>
  Object.fromEntries(Object.entries(marks).filter(([name, value]) => value !== (known[name] ?? null)));
