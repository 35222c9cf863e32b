/**
 * Where the ends of a selection stay when somebody else writes exactly there. The binding holds on to the letter on the right, or to the end of the
 * text, so that two people who type at one place push each other's cursor on, and their letters alternate.
 */
import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';

/** What is used of the binding, and what it knows of the selection before a change. */
export interface Bound {
  readonly doc: Y.Doc;
  readonly type: Y.XmlFragment;
  readonly mapping: Map<Y.AbstractType<unknown>, unknown>;
  readonly beforeTransactionSelection: Readonly<Record<End, Y.RelativePosition | null>> | null;
}

export type End = 'anchor' | 'head';

/** While a change of others comes in. */
export class CaretHold {
  private held: Readonly<Record<End, Y.RelativePosition | null>> | null = null;

  /** Until what is answered is called. */
  watch(view: EditorView): () => void {
    const { binding } = ySyncPluginKey.getState(view.state) as { binding: Bound };
    const before = ({ local }: Y.Transaction): void => {
      if (!local) this.held = heldIn(view, binding);
    };
    const after = ({ local }: Y.Transaction): void => {
      if (!local) this.held = null;
    };
    binding.doc.on('beforeTransaction', before);
    binding.doc.on('afterTransaction', after);
    return () => {
      binding.doc.off('beforeTransaction', before);
      binding.doc.off('afterTransaction', after);
    };
  }

  /** Where an end stays; null when only the binding knows. */
  placeOf(end: End, { doc, type, mapping }: Bound): number | null {
    const place = this.held?.[end];
    return place ? (relativePositionToAbsolutePosition(doc, type, place, mapping as never) as number | null) : null;
  }
}

/** The start of a selection stays with its own first letter, so that nobody else's come into what is selected. */
function heldIn({ state: { selection } }: EditorView, { doc, beforeTransactionSelection: bound }: Bound): CaretHold['held'] {
  if (!(selection instanceof TextSelection) || !bound) return null;
  const held = (end: End): Y.RelativePosition | null =>
    !selection.empty && selection[end] === selection.from ? null : leftOf(doc, bound[end]);
  return { anchor: held('anchor'), head: held('head') };
}

/** The same place by the letter on its left; at the beginning of a line, by that. */
function leftOf(doc: Y.Doc, place: Y.RelativePosition | null): Y.RelativePosition | null {
  const found = place && Y.createAbsolutePositionFromRelativePosition(place, doc);
  const isInLine = found && (found.type instanceof Y.XmlText || found.type instanceof Y.XmlElement);
  return isInLine ? Y.createRelativePositionFromTypeIndex(found.type, found.index, -1) : null;
}
