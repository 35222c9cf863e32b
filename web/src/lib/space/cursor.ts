import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Side } from '#lib/design/side.ts';

/** What everybody in a space tells the others of themselves; the server puts its own name in, so that nobody writes as another. */
export interface Peer {
  name: string;
  side: Side;
}

/** Whether a colleague's cursor is to be drawn: the editor looks while it takes a change into its text, and what it cannot read breaks that. */
export function isDrawn(doc: Y.Doc, clientId: number, { cursor }: { readonly [field: string]: unknown }): boolean {
  if (clientId === doc.clientID || cursor === null || cursor === undefined) return false;
  try {
    const { anchor, head } = cursor as { readonly anchor: unknown; readonly head: unknown };
    return [anchor, head].every((position) => isReadable(doc, Y.createRelativePositionFromJSON(position)));
  } catch {
    return false;
  }
}

/** Yjs makes a root of any name that it is asked for; only those that are there are asked for. */
const isReadable = (doc: Y.Doc, position: Y.RelativePosition): boolean =>
  (position.item !== null || position.tname === null || doc.share.has(position.tname)) &&
  Number.isSafeInteger(Y.createAbsolutePositionFromRelativePosition(position, doc)?.index);

/** How long a name stands above a cursor that rests: it covers words of the line before. */
const NAMED_MS = 4000;
const resting = new WeakMap<Element, ReturnType<typeof setTimeout>>();

/** Names that have no room behind their cursors stand before them; once the change is drawn. */
export function placeNames(text: HTMLElement): void {
  requestAnimationFrame(() => {
    for (const cursor of text.querySelectorAll('.peer-cursor.named')) {
      const room = text.getBoundingClientRect().right - cursor.getBoundingClientRect().left;
      cursor.classList.toggle('leftwards', (cursor.querySelector('span')?.offsetWidth ?? 0) > room);
    }
  });
}

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
