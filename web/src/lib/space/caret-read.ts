/**
 * Where the cursor is, read from the browser before anything happens at it. The browser moves the cursor at once and tells the page of it a moment later;
 * the editor goes by what it was told. In that moment Enter divided the line that the cursor had left, and whatever somebody else wrote put the cursor
 * back to where it came from.
 */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { yCursorPluginKey } from 'y-prosemirror';

/** What of the editor looks at the page for it; it has no other name for "look now". */
interface Observing {
  readonly domObserver?: { flush(): void };
}

export function readCaret(view: EditorView): void {
  // A word that is being composed is read when it is done.
  if (view.hasFocus() && !view.composing) (view as unknown as Observing).domObserver?.flush();
}

/** Before a key does something, and before the others' cursors are drawn. Before their letters, `CaretHold` reads it. */
export const caretReading = Extension.create({
  name: 'caretReading',
  // What other extensions do with a key comes after it.
  priority: 2000,
  addProseMirrorPlugins: () => [new Plugin({ props: { handleDOMEvents: { keydown: (view) => (readCaret(view), false) } } })],
  dispatchTransaction({ transaction, next }) {
    const { view, isDestroyed } = this.editor;
    const isDrawing = !transaction.docChanged && !transaction.selectionSet && transaction.getMeta(yCursorPluginKey) !== undefined;
    // While the editor is being put into the page, and after it was taken out, there is no cursor.
    if (!isDrawing || isDestroyed) return next(transaction);
    readCaret(view);
    next(view.state.doc === transaction.doc ? transaction.setSelection(view.state.selection) : transaction);
  },
});
