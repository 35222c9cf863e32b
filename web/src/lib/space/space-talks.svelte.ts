import type { SectionId } from '@kopru/schema/capacity-model';
import { tick } from 'svelte';
import type * as Y from 'yjs';
import { CommentBoard } from '#lib/comment/comment-board.svelte.ts';
import type { SpaceComments } from './comment-context.ts';
import { keepsWork } from './keep-choice.ts';
import type { SpaceSession } from './space-session.svelte.ts';

/** The conversations beside each document of a space. */
export class SpaceTalks implements SpaceComments {
  private boards = $state.raw<ReadonlyMap<Y.Doc, CommentBoard>>(new Map());

  /** They begin with the session that the documents are open in. */
  open({ board, model, adaptations }: SpaceSession, personId: string, timeZone?: string): void {
    const keeper = keepsWork(personId) ? personId : null;
    const documents = [{ board, live: model }, ...adaptations];
    this.boards = new Map(
      documents.map(({ board: { doc }, live }) => [doc, new CommentBoard(live.documentId, keeper, () => live.stored(), timeZone)]),
    );
  }

  of(doc: Y.Doc | null): CommentBoard | null {
    return (doc && this.boards.get(doc)) ?? null;
  }

  /** Whether somebody says something about a section, or is about to. */
  areAbout(section: SectionId): boolean {
    return [...this.boards.values()].some((talk) => talk.of(section).length > 0 || talk.draft?.section === section);
  }

  /** Whether somebody has written something and not sent it. */
  get hasUnsent(): boolean {
    return [...this.boards.values()].some(({ hasUnsent }) => hasUnsent);
  }

  /** Reads everything again. */
  load(): void {
    for (const talk of this.boards.values()) void talk.load();
  }

  /** Brings a conversation into view, with the keyboard; false as long as it is not here. */
  show(threadId: string): boolean {
    const talk = [...this.boards.values()].find(({ threads }) => threads.some(({ id }) => id === threadId));
    if (!talk) return false;
    talk.current = threadId;
    void tick().then(() => {
      const card = document.querySelector<HTMLElement>(`[data-thread-card="${CSS.escape(threadId)}"]`);
      card?.closest('details')?.setAttribute('open', '');
      card?.focus();
      card?.scrollIntoView({ block: 'center' });
    });
    return true;
  }

  destroy(): void {
    for (const talk of this.boards.values()) talk.destroy();
  }
}
