/**
 * Places in a document that a conversation is about: a range of a rich text, or a row. Asked in the document thread, because where a stranger's
 * relative positions lead is known only to Yjs. As plain as document.scratch, which Node runs as it is.
 */
import { rowSet, type RowSetName } from '@kopru/schema/capacity-model';
import * as Y from 'yjs';
import { placeOf } from './document.shape.ts';

/** Encoded relative positions around words of a rich text. */
export interface TextPlace {
  readonly fragment: string;
  readonly start: Uint8Array;
  readonly end: Uint8Array;
}

export interface RowPlace {
  readonly rows: RowSetName;
  readonly rowId: string;
}

/** What stands at a place. */
export interface Found {
  /** unknown: the log never held it · gone: it was taken out. */
  readonly state: 'unknown' | 'gone' | 'there';
  /** Of a range that is there, with line breaks between blocks. */
  readonly words: string;
}

interface Position {
  readonly type: Holder;
  readonly index: number;
}

/** A shared type, as one that holds something. */
type Holder = Pick<Y.AbstractType<unknown>, '_start'>;

const UNKNOWN: Found = { state: 'unknown', words: '' };
const GONE: Found = { state: 'gone', words: '' };
/** Elements that stand in a line of text: they begin no new one. */
const INLINE = new Set(['mention', 'hardBreak']);
/** Elements that are something to speak of without a word in them. */
const SHOWN = new Set(['mention', 'image', 'horizontalRule']);

export function findPlace(doc: Y.Doc, place: TextPlace | RowPlace): Found {
  if ('rowId' in place) return findRow(doc, place);
  const { fragment, start, end } = place;
  // First, because a root that nobody has asked for is another object until then.
  const text = doc.getXmlFragment(fragment);
  const positions = [start, end].map((encoded) => positionOf(doc, fragment, encoded));
  const [from, to] = positions;
  if (positions.includes('unknown')) return UNKNOWN;
  if (!from || !to || from === 'unknown' || to === 'unknown') return GONE;
  const range = new Range(from, to);
  range.walk(text);
  return range.holdsSomething ? { state: 'there', words: range.words } : GONE;
}

function findRow(doc: Y.Doc, { rows, rowId }: RowPlace): Found {
  const item = doc.getMap(rowSet(rows).map)._map.get(rowId);
  if (!item) return UNKNOWN;
  return item.deleted ? GONE : { state: 'there', words: '' };
}

/** Null when what it was tied to is gone with all that it stood in. */
function positionOf(doc: Y.Doc, fragment: string, encoded: Uint8Array): Position | 'unknown' | null {
  let position: Y.RelativePosition;
  try {
    position = Y.decodeRelativePosition(encoded);
  } catch {
    return 'unknown';
  }
  const tied = position.item ?? position.type;
  // Asking Yjs for a root by its name makes one.
  if (!tied) return position.tname === fragment ? resolved(doc, position) : 'unknown';
  if (Y.getState(doc.store, tied.client) <= tied.clock) return 'unknown';
  const item = Y.getItem(doc.store, tied) as Y.Item | Y.GC;
  if (!(item instanceof Y.Item)) return null;
  if (!(item.parent instanceof Y.AbstractType) || placeOf(item.parent, new Map()).root !== fragment) return 'unknown';
  return resolved(doc, position);
}

function resolved(doc: Y.Doc, position: Y.RelativePosition): Position | null {
  const found = Y.createAbsolutePositionFromRelativePosition(position, doc);
  for (let item = found?.type._item ?? null; item; item = item.parent instanceof Y.AbstractType ? item.parent._item : null) {
    if (item.deleted) return null;
  }
  return found && { type: found.type, index: found.index };
}

/** Reads a rich text in order and keeps what stands between two positions. */
class Range {
  words = '';
  holdsSomething = false;
  private state: 'before' | 'inside' | 'behind' = 'before';
  /** A block has begun since the last word. */
  private breaks = false;
  private readonly from: Position;
  private readonly to: Position;

  constructor(from: Position, to: Position) {
    this.from = from;
    this.to = to;
  }

  walk(type: Holder): void {
    let index = 0;
    for (let item = type._start; item && this.state !== 'behind'; item = item.right) {
      if (item.deleted || !item.countable) continue;
      if (item.content instanceof Y.ContentString) this.read(type, index, item.content.str);
      else this.enter(type, index, item.content instanceof Y.ContentType ? item.content.type : null);
      index += item.length;
    }
    this.pass(type, index);
  }

  private enter(type: Holder, index: number, child: Holder | null): void {
    this.pass(type, index);
    if (!child) return;
    const name = child instanceof Y.XmlElement ? child.nodeName : '';
    if (name && !INLINE.has(name)) this.breaks = true;
    if (this.state === 'inside' && SHOWN.has(name)) this.holdsSomething = true;
    this.walk(child);
  }

  private read(type: Holder, index: number, text: string): void {
    const cut = (at: Position): number | null => {
      const offset = at.type === type ? at.index - index : -1;
      return offset >= 0 && offset <= text.length ? offset : null;
    };
    const [begins, ends] = [cut(this.from), cut(this.to)];
    if (this.state === 'before' && begins === null) {
      if (ends !== null) this.state = 'behind';
      return;
    }
    const words = text.slice(this.state === 'inside' ? 0 : (begins ?? 0), ends ?? text.length);
    this.state = ends === null ? 'inside' : 'behind';
    if (words === '') return;
    this.words += this.breaks && this.words !== '' ? `\n${words}` : words;
    this.breaks = false;
    if (words.trim() !== '') this.holdsSomething = true;
  }

  private pass(type: Holder, index: number): void {
    const isAt = (at: Position): boolean => at.type === type && at.index === index;
    if (this.state === 'before' && isAt(this.from)) this.state = 'inside';
    if (isAt(this.to)) this.state = 'behind';
  }
}
