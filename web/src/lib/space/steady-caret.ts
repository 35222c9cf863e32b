import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';
import { type Bound, CaretHold, type End } from './caret-hold.ts';
import { isOpeningEnd } from './open-end.ts';
import { enoughOf, placeIn, placeInParts } from './word-place.ts';

/** Where this person was: a place in a line that said this, or in what went of one. */
interface Was {
  readonly text: string;
  readonly offset: number;
  readonly position: number;
  /** The line, when it is still there and its end went to lines behind it. */
  readonly line: Y.XmlElement | null;
}

/** The ends of the selection whose letters went, with their paragraph or from it; null for one that stands where it was. */
interface Cursor {
  readonly anchor: Was | null;
  readonly head: Was | null;
  /** What was there until then. */
  readonly doc: Node;
}

const key = new PluginKey<Cursor | null>('steadyCaret');

const fromOthers = (tr: Transaction): boolean =>
  Boolean((tr.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin);

/** The editor tidies up after a change of others; the person did nothing yet. */
function isTidying(tr: Transaction): boolean {
  const cause = tr.getMeta('appendedTransaction') as Transaction | undefined;
  return isOpeningEnd(tr) || (cause !== undefined && fromOthers(cause));
}

/**
 * Keeps the cursor among its words when somebody else makes their paragraph a heading, a list or a quote, joins it to another, or divides it: to the
 * shared text that is another paragraph, and the place in the old one is gone. Where the cursor was is remembered until the person goes on, because
 * their own last words come back a moment later (`word-rescue`). When somebody else writes exactly where it stands, it stays behind its own words.
 */
export function steadyCaret(): Plugin<Cursor | null> {
  const hold = new CaretHold();
  return new Plugin<Cursor | null>({
    key,
    state: {
      init: () => null,
      apply: (tr, cursor, before) => {
        if (isTidying(tr)) return cursor;
        if (tr.docChanged && fromOthers(tr)) return cursor ?? cursorIn(before, hold);
        return tr.docChanged || tr.selectionSet ? null : cursor;
      },
    },
    view: (view) => ({ destroy: hold.watch(view) }),
    appendTransaction(transactions, _before, state) {
      if (!transactions.some((tr) => tr.docChanged && fromOthers(tr))) return null;
      const { selection, doc } = state;
      if (!(selection instanceof TextSelection)) return null;
      const cursor = key.getState(state);
      const { binding } = ySyncPluginKey.getState(state) as { binding: Bound };
      const placeOf = (end: End): number => {
        const was = cursor?.[end];
        return (was ? movedTo(was, cursor.doc, doc, binding) : null) ?? hold.placeOf(end, binding) ?? selection[end];
      };
      const [anchor, head] = [placeOf('anchor'), placeOf('head')];
      if (anchor === selection.anchor && head === selection.head) return null;
      return state.tr.setSelection(TextSelection.create(doc, anchor, head)).setMeta('addToHistory', false);
    },
  });
}

/** Null when both ends stand where they were. */
function cursorIn(state: EditorState, hold: CaretHold): Cursor | null {
  const { doc, selection } = state;
  if (!(selection instanceof TextSelection)) return null;
  const { binding } = ySyncPluginKey.getState(state) as { binding: Bound };
  const bound = binding.beforeTransactionSelection;
  const was = (end: End): Was | null => {
    const [position, place] = [selection[end], bound?.[end]];
    const { parent, parentOffset } = doc.resolve(position);
    if (place && isGone(binding.doc, place)) return { text: lineText(parent), offset: parentOffset, position, line: null };
    const torn = hold.torn(end, binding);
    return torn && { ...torn, position };
  };
  const [anchor, head] = [was('anchor'), was('head')];
  return anchor || head ? { anchor, head, doc } : null;
}

/** What its letters stood in is not there any more. */
function isGone({ store }: Y.Doc, { type, item }: Y.RelativePosition): boolean {
  if (item) {
    const { parent } = Y.getItem(store, item);
    return parent instanceof Y.AbstractType && Boolean(parent._item?.deleted);
  }
  return Boolean(type && Y.getItem(store, type).deleted);
}

/** Where a place lies now; null when its words are gone. */
function movedTo({ text, offset, position, line }: Was, before: Node, doc: Node, { mapping }: Bound): number | null {
  const known = new Set<Node>();
  before.descendants((node) => void known.add(node));
  if (line) return placeBehind(mapping.get(line), text, offset, known, doc);
  if (text.trim() === '') return null;
  const places: { at: number; isNew: boolean; alike: number }[] = [];
  doc.descendants((node, from) => {
    const place = node.isTextblock ? placeIn(text, offset, lineText(node), enoughOf(text), position - from - 1) : null;
    if (place) places.push({ at: from + 1 + place.at, isNew: !known.has(node), alike: place.alike });
  });
  const away = ({ at }: { at: number }): number => Math.abs(at - position);
  // What stood there as it is now did not take the place of anything.
  places.sort((one, other) => Number(other.isNew) - Number(one.isNew) || other.alike - one.alike || away(one) - away(other));
  return places[0]?.at ?? null;
}

/** The same in what was divided off a line; null too when it is not certain. */
function placeBehind(line: Node | undefined, text: string, offset: number, known: ReadonlySet<Node>, doc: Node): number | null {
  const lines: { readonly node: Node; readonly from: number }[] = [];
  doc.descendants((node, at) => void (node.isTextblock && lines.push({ node, from: at + 1 })));
  const behind = lines.slice(lines.findIndex(({ node }) => node === line) + 1);
  const stoodBefore = behind.findIndex(({ node }) => known.has(node));
  const parts = stoodBefore < 0 ? behind : behind.slice(0, stoodBefore);
  const words = parts.map(({ node }) => lineText(node));
  const place = placeInParts(text, offset, words);
  return place && parts[place.part]!.from + place.at;
}

const lineText = (line: Node): string => line.textBetween(0, line.content.size, undefined, '\uFFFC');
