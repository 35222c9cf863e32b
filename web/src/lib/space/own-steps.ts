import type { Plugin } from '@tiptap/pm/state';
import { NODES } from '@kopru/schema/prose';
import { yUndoPlugin } from 'y-prosemirror';
import { RESCUE } from './word-rescue.ts';

/**
 * Undo and redo of what this person did in a text. An element that they made and take back stays, as paragraphs always did, as long as somebody else's words are in it.
 */
export const ownSteps = (): Plugin => yUndoPlugin({ trackedOrigins: [RESCUE], protectedNodes: new Set(Object.keys(NODES)) });
