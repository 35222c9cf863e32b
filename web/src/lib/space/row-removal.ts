import { removeRow } from '@kopru/schema/capacity-model-document';
import type { RowSetName } from '@kopru/schema/capacity-model';
import type * as Y from 'yjs';

/**
 * Removes a row, as a step of its own; answers how to put it back in its place with all its cells, whatever was written since. Putting it
 * back answers whether there was anything left to put back.
 */
export function removeForNow(doc: Y.Doc, steps: Y.UndoManager, set: RowSetName, id: string): () => boolean {
  steps.stopCapturing();
  removeRow(doc, set, id);
  steps.stopCapturing();
  const removal = steps.undoStack.at(-1);
  return () => {
    const at = removal ? steps.undoStack.indexOf(removal) : -1;
    if (at < 0) return false;
    // Steps take back what they did and nothing else, so their order does not matter.
    steps.undoStack.push(...steps.undoStack.splice(at, 1));
    steps.undo();
    return true;
  };
}
