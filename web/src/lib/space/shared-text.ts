import type * as Y from 'yjs';

type Delta = Y.YTextEvent['delta'];

/** Where a position in a text comes to lie after a change by somebody else; text put in right at it stays behind it. */
export function movedBy(delta: Delta, position: number): number {
  let index = 0;
  let moved = position;
  for (const part of delta) {
    if (part.retain !== undefined) index += part.retain;
    if (typeof part.insert === 'string') {
      if (index < moved) moved += part.insert.length;
      index += part.insert.length;
    }
    if (part.delete !== undefined && index < moved) moved -= Math.min(part.delete, moved - index);
  }
  return moved;
}

/**
 * Binds a text field to a shared text: what is typed goes to `write`, what others type appears without moving this person's cursor.
 * While letters are being composed (Turkish dead keys, phones) others' changes wait. Answers how to let go.
 */
export function bindField(field: HTMLTextAreaElement | HTMLInputElement, text: Y.Text, write: (value: string) => void): () => void {
  let composing = false;
  let typing = false;
  field.value = text.toString();

  const show = (delta?: Delta): void => {
    const next = text.toString();
    if (field.value === next) return;
    const { selectionStart, selectionEnd } = field;
    const focused = field.ownerDocument.activeElement === field;
    field.value = next;
    if (focused && delta && selectionStart !== null && selectionEnd !== null) {
      field.setSelectionRange(movedBy(delta, selectionStart), movedBy(delta, selectionEnd));
    }
  };
  const observe = (event: Y.YTextEvent): void => {
    if (!typing && !composing) show(event.delta);
  };
  const input = (): void => {
    if (composing) return;
    typing = true;
    write(field.value);
    typing = false;
    show();
  };
  const start = (): void => void (composing = true);
  const end = (): void => {
    composing = false;
    input();
  };

  text.observe(observe);
  field.addEventListener('input', input);
  field.addEventListener('compositionstart', start);
  field.addEventListener('compositionend', end);
  return () => {
    text.unobserve(observe);
    field.removeEventListener('input', input);
    field.removeEventListener('compositionstart', start);
    field.removeEventListener('compositionend', end);
  };
}
