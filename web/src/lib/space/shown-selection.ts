import type { EditorView } from '@tiptap/pm/view';

/** What is shown as selected. The browser tells the editor of it a moment later; whoever is quicker has selected something all the same. */
export function shownSelection(view: EditorView): { from: number; to: number } {
  const { from, to, empty } = view.state.selection;
  const shown = window.getSelection();
  if (!empty || !shown?.anchorNode || !shown.focusNode || !view.dom.contains(shown.anchorNode) || !view.dom.contains(shown.focusNode)) {
    return { from, to };
  }
  const ends = [view.posAtDOM(shown.anchorNode, shown.anchorOffset), view.posAtDOM(shown.focusNode, shown.focusOffset)];
  return { from: Math.min(...ends), to: Math.max(...ends) };
}
