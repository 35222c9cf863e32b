import type { Plugin } from '@tiptap/pm/state';
import { NODES } from '@kopru/schema/prose';
import { defaultDeleteFilter, ySyncPluginKey, yUndoPlugin } from 'y-prosemirror';
import * as Y from 'yjs';
import { bringBack, holdsAny, setApart, setOf, without } from './own-structs.ts';
import { partsOf } from './rescue-notes.ts';
import { changesElements } from './step-ends.ts';
import type { Clocks } from './stored-items.ts';
import { LET_GO, RESCUE } from './word-rescue.ts';

type Step = Y.UndoManager['undoStack'][number];

/** Steps of this person that are taken back and made again without touching what others wrote. */
export class OwnSteps extends Y.UndoManager {
  constructor(...args: ConstructorParameters<typeof Y.UndoManager>) {
    super(...args);
    this.doc.on('beforeTransaction', this.prepare);
    this.doc.on('beforeObserverCalls', this.endStep);
    this.doc.on('afterTransaction', this.letGo);
    this.on('stack-item-added', this.addTo);
  }

  override destroy(): void {
    this.doc.off('beforeTransaction', this.prepare);
    this.doc.off('beforeObserverCalls', this.endStep);
    this.doc.off('afterTransaction', this.letGo);
    super.destroy();
  }

  /** Before Yjs takes the last step of a stack, or one before it when that has come to nothing. */
  private readonly prepare = (transaction: Y.Transaction): void => {
    // A step of its own until it is known whose words they are (`addTo`).
    if (transaction.origin === RESCUE) this.stopCapturing();
    if (transaction.origin !== this) return;
    const steps = this.undoing ? this.undoStack : this.redoStack;
    const isInScope = (item: Y.Item): boolean => this.scope.some((type) => type instanceof Y.Doc || Y.isParentOf(type, item));
    for (const step of steps.toReversed()) {
      const { count, isWhole } = bringBack(transaction, step, isInScope);
      if (isWhole) break;
      // The line that its words stood in was given up for the other's: they stay where they are now.
      step.insertions = setOf([]);
      if (count > 0) break;
    }
    for (const { insertions } of steps) setApart(transaction, insertions);
  };

  /** What changes elements begins a step, however quickly things follow each other. */
  private readonly endStep = (transaction: Y.Transaction): void => {
    if (transaction.origin === ySyncPluginKey && changesElements(transaction)) this.stopCapturing();
  };

  /** Somebody else has them in what they divided off: they stood twice if a step brought them back. */
  private readonly letGo = ({ meta }: Y.Transaction): void => {
    const letters = (meta.get(LET_GO) ?? []) as readonly Clocks[];
    if (letters.length === 0) return;
    for (const step of [...this.undoStack, ...this.redoStack]) step.deletions = without(step.deletions, setOf(letters));
  };

  /**
   * Words that were brought back belong to the step that had put them in: a join that is taken back by itself would leave neither them nor their paragraph. Those that an
   * earlier window had put in are no step of this one. Marks stay one of their own.
   */
  private readonly addTo = ({ stackItem, origin }: { stackItem: Step; origin: unknown }): void => {
    if (origin !== RESCUE) return;
    const steps = this.undoStack.slice(0, -1);
    const { store } = this.doc;
    const bySteps = Map.groupBy(partsOf(this.doc, stackItem.insertions), ({ of }) =>
      of.length === 0 ? stackItem : steps.find(({ insertions }) => holdsAny(store, insertions, of)),
    );
    for (const step of steps) {
      const parts = bySteps.get(step) ?? [];
      if (parts.length > 0) step.insertions = Y.mergeDeleteSets([step.insertions, setOf(parts.map(({ put }) => put))]);
    }
    stackItem.insertions = setOf((bySteps.get(stackItem) ?? []).map(({ put }) => put));
    if (!bySteps.has(stackItem)) this.undoStack.pop();
    // Only whoever is writing these words goes on with them.
    if (!bySteps.has(this.undoStack.at(-1))) this.stopCapturing();
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
