import type { Awareness } from 'y-protocols/awareness';
import type { Side } from '#lib/design/side.ts';

/** What everybody in a space tells the others of themselves; the server puts its own name in, so that nobody writes as another. */
export interface Peer {
  name: string;
  side: Side;
}

/** How long a name stands above a cursor that rests: it covers words of the line before. */
const NAMED_MS = 4000;
const resting = new WeakMap<Element, ReturnType<typeof setTimeout>>();

function showName(cursor: Element): void {
  clearTimeout(resting.get(cursor));
  cursor.classList.add('named');
  resting.set(
    cursor,
    setTimeout(() => cursor.classList.remove('named'), NAMED_MS),
  );
}

/** Shows the name of whoever moves again; answers how to stop. */
export function nameMovers(awareness: Awareness, text: HTMLElement): () => void {
  const moved = ({ updated }: { updated: readonly number[] }): void => {
    for (const client of updated) for (const cursor of text.querySelectorAll(`[data-client="${client}"]`)) showName(cursor);
  };
  awareness.on('change', moved);
  return () => awareness.off('change', moved);
}

/** A colleague's place in the text. Built as elements, never as markup: a name is only a name. */
export function cursorElement(peer: Partial<Peer>, clientId: number): HTMLElement {
  const cursor = document.createElement('span');
  cursor.className = `peer-cursor ${peer.side ?? 'elsewhere'}`;
  const name = document.createElement('span');
  name.textContent = peer.name ?? '…';
  // Word joiners keep the cursor from being a place where a line may break.
  cursor.append('\u2060', name, '\u2060');
  cursor.setAttribute('aria-hidden', 'true');
  cursor.dataset['client'] = String(clientId);
  showName(cursor);
  return cursor;
}

export const selectionAttributes = (peer: Partial<Peer>): { class: string } => ({ class: `peer-selection ${peer.side ?? 'elsewhere'}` });
