import type { Plugin } from '@tiptap/pm/state';
import { NODES } from '@kopru/schema/prose';
import { defaultDeleteFilter, ySyncPluginKey, yUndoPlugin } from 'y-prosemirror';
import * as Y from 'yjs';
import { bringBack, setApart } from './own-structs.ts';
import { RESCUE } from './word-rescue.ts';

/** Steps of this person that are taken back and made again without touching what others wrote. */
export class OwnSteps extends Y.UndoManager {
  constructor(...args: ConstructorParameters<typeof Y.UndoManager>) {
    super(...args);
    this.doc.on('beforeTransaction', this.prepare);
  }

  override destroy(): void {
    this.doc.off('beforeTransaction', this.prepare);
    super.destroy();
  }

  /** Before Yjs takes the last step of a stack, or one before it when that has come to nothing. */
  private readonly prepare = (transaction: Y.Transaction): void => {
    if (transaction.origin !== this) return;
    const steps = this.undoing ? this.undoStack : this.redoStack;
    const isInScope = (item: Y.Item): boolean => this.scope.some((type) => type instanceof Y.Doc || Y.isParentOf(type, item));
    for (const step of steps.slice(-1)) bringBack(transaction, step, isInScope);
    for (const { insertions } of steps) setApart(transaction, insertions);
  };
}

/** An element that they made and take back stays, as paragraphs always did, as long as somebody else's words are in it. */
export function ownSteps(text: Y.XmlFragment): Plugin {
  const elements = new Set(Object.keys(NODES));
  const undoManager = new OwnSteps(text, {
    trackedOrigins: new Set<unknown>([ySyncPluginKey, RESCUE]),
    deleteFilter: (item) => defaultDeleteFilter(item, elements),
    captureTransaction: ({ meta }) => meta.get('addToHistory') !== false,
  });
  return yUndoPlugin({ undoManager });
}
