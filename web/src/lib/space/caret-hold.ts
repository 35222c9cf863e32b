/**
 * Where the ends of a selection stay when somebody else writes exactly there. The binding holds on to the letter on the right, or to the end of the
 * text, so that two people who type at one place push each other's cursor on, and their letters alternate.
 */
import type { Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';
import { readCaret } from './caret-read.ts';
import { restAround } from './left-behind.ts';
import { lineAround } from './stored-items.ts';

/** What is used of the binding, and what it knows of the selection before a change. */
export interface Bound {
  readonly doc: Y.Doc;
  readonly type: Y.XmlFragment;
  readonly mapping: Map<Y.XmlElement, Node>;
  beforeTransactionSelection: Readonly<Record<End, Y.RelativePosition | null>> | null;
  /** Finds it out, where it is not known. */
  readonly beforeAllTransactions: () => void;
  /** Does something of the editor's that is not to be written into the shared text; nothing while the one writes into the other. */
  readonly mux: (change: () => void) => void;
}

export type End = 'anchor' | 'head';

/** Both ends by the letter on their left; `first`: the one that a selection begins with. */
interface Held extends Readonly<Record<End, Y.RelativePosition | null>> {
  readonly first: End | null;
}

/** While a change of others comes in. */
export class CaretHold {
  private held: Held | null = null;
  private transaction: Y.Transaction | null = null;

  /** Until what is answered is called. */
  watch(view: EditorView): () => void {
    const { binding } = ySyncPluginKey.getState(view.state) as { binding: Bound };
    const before = (transaction: Y.Transaction): void => {
      if (transaction.local) return;
      binding.mux(() => {
        readCaret(view);
        binding.beforeTransactionSelection = null;
        binding.beforeAllTransactions();
      });
      [this.transaction, this.held] = [transaction, heldIn(view, binding)];
    };
    const after = ({ local }: Y.Transaction): void => {
      if (!local) [this.transaction, this.held] = [null, null];
    };
    binding.doc.on('beforeTransaction', before);
    binding.doc.on('afterTransaction', after);
    return () => {
      binding.doc.off('beforeTransaction', before);
      binding.doc.off('afterTransaction', after);
    };
  }

  /**
   * Where an end stays; null when what it stood in is gone, or only the binding knows. The start of a selection stays with its first letter, so that
   * nobody else's come into what is selected.
   */
  placeOf(end: End, { doc, type, mapping }: Bound): number | null {
    const place = this.held && this.held.first !== end ? this.held[end] : null;
    const found = place && Y.createAbsolutePositionFromRelativePosition(place, doc);
    if (!found || found.type._item?.deleted) return null;
    return relativePositionToAbsolutePosition(doc, type, place, mapping as never) as number | null;
  }

  /** When something went that stood before an end in its line, which is still there: the line, and what went with what this person left in it. */
  torn(end: End, { doc }: Bound): { line: Y.XmlElement; text: string; offset: number } | null {
    const letter = this.held?.[end]?.item;
    const item = letter && Y.getItem(doc.store, letter);
    if (!this.transaction || !item || !(item.parent instanceof Y.XmlText)) return null;
    const rest = restAround(this.transaction, item.parent, letter, doc.clientID);
    const line = lineAround(item);
    return rest && line ? { line, ...rest } : null;
  }
}

function heldIn({ state: { selection } }: EditorView, { doc, beforeTransactionSelection: bound }: Bound): Held | null {
  if (!(selection instanceof TextSelection) || !bound) return null;
  const first = selection.empty ? null : selection.anchor < selection.head ? 'anchor' : 'head';
  return { anchor: leftOf(doc, bound.anchor), head: leftOf(doc, bound.head), first };
}

/** The same place by the letter on its left; at the beginning of a line, by that. */
function leftOf(doc: Y.Doc, place: Y.RelativePosition | null): Y.RelativePosition | null {
  const found = place && Y.createAbsolutePositionFromRelativePosition(place, doc);
  const isInLine = found && (found.type instanceof Y.XmlText || found.type instanceof Y.XmlElement);
  return isInLine ? Y.createRelativePositionFromTypeIndex(found.type, found.index, -1) : null;
}
