import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from 'y-prosemirror';
import { ENOUGH, placeIn } from './word-place.ts';

/** So many characters around it say that a cursor is where it was. */
const SAME = 4;

/** Where this person was: a place in a line that said this. */
interface Was {
  readonly text: string;
  readonly offset: number;
  readonly position: number;
}

interface Cursor {
  readonly anchor: Was;
  readonly head: Was;
}

const key = new PluginKey<Cursor | null>('steadyCaret');

const fromOthers = (tr: Transaction): boolean =>
  Boolean((tr.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin);

/**
 * Keeps the cursor among its words when somebody else makes their paragraph a heading, a list or a quote, or joins it to another: to the shared
 * text that is another paragraph, and the place in the old one is gone. Where the cursor was is remembered until the person goes on, because
 * their own last words come back a moment later (`word-rescue`).
 */
export function steadyCaret(): Plugin<Cursor | null> {
  return new Plugin<Cursor | null>({
    key,
    state: {
      init: () => null,
      apply: (tr, cursor, before) => {
        if (tr.docChanged && fromOthers(tr)) return cursor ?? cursorIn(before);
        return tr.docChanged || (tr.selectionSet && !tr.getMeta(key)) ? null : cursor;
      },
    },
    appendTransaction(transactions, _before, state) {
      const cursor = key.getState(state);
      if (!cursor || !transactions.some((tr) => tr.docChanged && fromOthers(tr))) return null;
      const anchor = movedTo(cursor.anchor, state, state.selection.anchor);
      const head = movedTo(cursor.head, state, state.selection.head);
      if (anchor === null && head === null) return null;
      const next = TextSelection.create(state.doc, anchor ?? state.selection.anchor, head ?? state.selection.head);
      return state.tr.setSelection(next).setMeta(key, true).setMeta('addToHistory', false);
    },
  });
}

function cursorIn({ doc, selection }: EditorState): Cursor | null {
  if (!(selection instanceof TextSelection)) return null;
  const was = (position: number): Was => {
    const { parent, parentOffset } = doc.resolve(position);
    return { text: lineText(parent), offset: parentOffset, position };
  };
  return { anchor: was(selection.anchor), head: was(selection.head) };
}

/** Where a place lies now; null when it lies right (`now`), or its words are gone. */
function movedTo({ text, offset, position }: Was, { doc }: EditorState, now: number): number | null {
  const { parent, parentOffset } = doc.resolve(now);
  if (text.trim() === '' || (parent.isTextblock && standsRight(text, offset, lineText(parent), parentOffset))) return null;
  const places: { at: number; alike: number }[] = [];
  doc.descendants((node, from) => {
    const place = node.isTextblock ? placeIn(text, offset, lineText(node), Math.min(ENOUGH, text.length)) : null;
    if (place) places.push({ at: from + 1 + place.at, alike: place.alike });
  });
  const nearest = (one: { at: number }, other: { at: number }): number => Math.abs(one.at - position) - Math.abs(other.at - position);
  return places.sort((one, other) => other.alike - one.alike || nearest(one, other))[0]?.at ?? null;
}

function standsRight(text: string, offset: number, other: string, at: number): boolean {
  if (text === other) return offset === at;
  let after = 0;
  while (after < SAME && offset + after < text.length && text[offset + after] === other[at + after]) after += 1;
  let before = 0;
  while (before < SAME && before < offset && text[offset - before - 1] === other[at - before - 1]) before += 1;
  // Whole on both sides, as far as there is something.
  return before >= Math.min(SAME, offset) && after >= Math.min(SAME, text.length - offset);
}

const lineText = (line: Node): string => line.textBetween(0, line.content.size, undefined, '\uFFFC');
