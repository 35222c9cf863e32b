/** Where conversations stand in a rich text: ranges that move with the words, as decorations of the editor. */
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';
import { shownSelection } from './shown-selection.ts';

/** A range of text as it is stored: two encoded relative positions in base64, and its words now. */
export interface Anchor {
  readonly start: string;
  readonly end: string;
  readonly quote: string;
}

/** A thread as the text shows it. */
export interface Marked {
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly current: boolean;
}

interface Binding {
  readonly type: Y.XmlFragment;
  readonly doc: Y.Doc;
  readonly binding: { readonly mapping: Parameters<typeof absolutePositionToRelativePosition>[2] } | null;
}

const bindingOf = (state: EditorState): Binding | undefined => ySyncPluginKey.getState(state) as Binding | undefined;

/** The selected words; null when nothing is selected. */
export function anchorOfSelection(view: EditorView): Anchor | null {
  const { state } = view;
  const bound = bindingOf(state);
  const { from, to } = shownSelection(view);
  if (from === to || !bound?.binding) return null;
  const at = (position: number): string =>
    toBase64(
      Y.encodeRelativePosition(absolutePositionToRelativePosition(position, bound.type, bound.binding!.mapping) as Y.RelativePosition),
    );
  return { start: at(from), end: at(to), quote: state.doc.textBetween(from, to, '\n').slice(0, 2000) };
}

/** Where a stored range lies now; null when its text is gone. */
export function rangeOf(state: EditorState, start: string, end: string): { from: number; to: number } | null {
  const bound = bindingOf(state);
  if (!bound?.binding) return null;
  const at = (encoded: string): number | null => {
    try {
      const position = Y.decodeRelativePosition(fromBase64(encoded));
      return relativePositionToAbsolutePosition(bound.doc, bound.type, position, bound.binding!.mapping);
    } catch {
      // Written by another program: a position that cannot be read is nowhere.
      return null;
    }
  };
  const [from, to] = [at(start), at(end)];
  if (from === null || to === null || from >= to || to > state.doc.content.size) return null;
  return state.doc.textBetween(from, to, ' ').trim() === '' ? null : { from, to };
}

const key = new PluginKey<DecorationSet>('comments');

/** Marks the ranges of threads. `marked` is asked on every change of the text, and when `refresh` says that the threads changed. */
export function commentMarks(marked: () => readonly Marked[]): Plugin {
  const draw = (state: EditorState): DecorationSet =>
    DecorationSet.create(
      state.doc,
      marked().flatMap(({ id, start, end, current }) => {
        const range = rangeOf(state, start, end);
        const attributes = { class: current ? 'commented current' : 'commented', 'data-thread': id };
        return range ? [Decoration.inline(range.from, range.to, attributes)] : [];
      }),
    );
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      // What was typed here reaches the shared text only after this; until then only the editor knows where the ranges went.
      apply: (transaction, set, _before, state) =>
        transaction.getMeta(key) || transaction.getMeta(ySyncPluginKey) ? draw(state) : set.map(transaction.mapping, transaction.doc),
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

export const refresh = (transaction: Transaction): Transaction => transaction.setMeta(key, true).setMeta('addToHistory', false);

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
