import { changeBetween } from '@kopru/schema/capacity-model-document';
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

/** Where a change ends, in the text as it is after it. */
const endOf = (delta: Delta): number =>
  delta.reduce((at, { retain = 0, insert }) => at + retain + (typeof insert === 'string' ? insert.length : 0), 0);

/** The change from `base` to `draft`, made in what the others turned `base` into meanwhile: `now`, by way of `deltas`. */
export function rebased(base: string, draft: string, deltas: readonly Delta[], now: string): string {
  const { start, end, words } = changeBetween(base, draft);
  const to = (position: number): number => deltas.reduce((at, delta) => movedBy(delta, at), position);
  return now.slice(0, to(start)) + words + now.slice(to(end));
}

/**
 * Binds a text field to a shared text: what is typed goes to `write`, what others type appears without moving this person's cursor.
 * `write` answers whether it took the words. Words that it did not take stay in the field, and what others write meanwhile is put in around
 * them; while letters are being composed (Turkish dead keys, phones) others' changes wait. Answers how to let go.
 */
export function bindField(field: HTMLTextAreaElement, text: Y.Text, write: (value: string) => boolean): () => void {
  let composing = false;
  let typing = false;
  /** The text that the words in the field are a change of. */
  let base = text.toString();
  let waiting: Delta[] = [];
  field.value = base;

  const show = (next: string, deltas: readonly Delta[] = []): void => {
    if (field.value === next) return;
    const { selectionStart, selectionEnd } = field;
    const focused = field.ownerDocument.activeElement === field;
    field.value = next;
    const to = (position: number): number => deltas.reduce((at, delta) => movedBy(delta, at), position);
    if (focused && deltas.length > 0) field.setSelectionRange(to(selectionStart), to(selectionEnd));
  };
  /** What the field is to hold with the others' changes in it. */
  const merged = (deltas: readonly Delta[]): string => rebased(base, field.value, deltas, text.toString());
  const observe = ({ delta }: Y.YTextEvent, { local }: Y.Transaction): void => {
    if (typing) return;
    if (composing) return void waiting.push(delta);
    show(merged([delta]), [delta]);
    base = text.toString();
    // A step of this person that is taken back or made again: they go on where it was.
    if (local && field.value === base && field.ownerDocument.activeElement === field) field.setSelectionRange(endOf(delta), endOf(delta));
  };
  const input = (): void => {
    if (composing) return;
    const next = waiting.length > 0 ? merged(waiting) : field.value;
    typing = true;
    const taken = write(next);
    typing = false;
    base = text.toString();
    show(taken ? base : next, waiting);
    waiting = [];
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
