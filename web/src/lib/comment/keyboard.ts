import { tick } from 'svelte';

/**
 * Gives the keyboard to the first of these places that is shown, when what held it is gone from the page. Whoever went elsewhere meanwhile
 * stays there.
 */
export async function giveBack(...places: readonly (() => HTMLElement | null | undefined)[]): Promise<void> {
  await tick();
  for (const place of places) {
    if (document.activeElement && document.activeElement !== document.body) return;
    place()?.focus();
  }
}

/** A conversation on the page. */
export const cardOf = (threadId: string | null): HTMLElement | null =>
  threadId === null ? null : document.querySelector(`[data-thread-card="${CSS.escape(threadId)}"]`);
