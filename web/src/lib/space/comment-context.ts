import { createContext } from 'svelte';
import type * as Y from 'yjs';
import type { CommentBoard } from '#lib/comment/comment-board.svelte.ts';

/** The conversations beside the documents of a space, for the texts in it. */
export interface SpaceComments {
  of(doc: Y.Doc | null): CommentBoard | null;
}

export const [useComments, provideComments] = createContext<SpaceComments>();
