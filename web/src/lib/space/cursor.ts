import type { Side } from '#lib/design/side.ts';

/** What everybody in a space tells the others of themselves; the server puts its own name in, so that nobody writes as another. */
export interface Peer {
  name: string;
  side: Side;
}

/** A colleague's place in the text. Built as elements, never as markup: a name is only a name. */
export function cursorElement(peer: Partial<Peer>): HTMLElement {
  const cursor = document.createElement('span');
  cursor.className = `peer-cursor ${peer.side ?? 'elsewhere'}`;
  const name = document.createElement('span');
  name.textContent = peer.name ?? '…';
  // Word joiners keep the cursor from being a place where a line may break.
  cursor.append('\u2060', name, '\u2060');
  cursor.setAttribute('aria-hidden', 'true');
  return cursor;
}

export const selectionAttributes = (peer: Partial<Peer>): { class: string } => ({ class: `peer-selection ${peer.side ?? 'elsewhere'}` });
