import { changeText } from '@kopru/schema/capacity-model-document';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { bindField, movedBy, rebased } from './shared-text.ts';

it('keeps the cursor at its letter when others write before it, and still when they write behind it', () => {
  expect(movedBy([{ retain: 2 }, { insert: 'abc' }], 5)).toBe(8);
  expect(movedBy([{ retain: 7 }, { insert: 'abc' }], 5)).toBe(5);
  expect(movedBy([{ retain: 5 }, { insert: 'abc' }], 5)).toBe(5);
});

it('brings the cursor to the start of what was deleted around it', () => {
  expect(movedBy([{ retain: 2 }, { delete: 2 }], 5)).toBe(3);
  expect(movedBy([{ retain: 2 }, { delete: 9 }], 5)).toBe(2);
  expect(movedBy([{ delete: 2 }, { insert: 'xyz' }], 5)).toBe(6);
});

it('keeps what the others wrote while somebody composed a letter or had more in the field than fits', () => {
  expect(rebased('one two', 'one, two', [[{ retain: 7 }, { insert: ' three' }]], 'one two three')).toBe('one, two three');
  expect(rebased('one two', 'one two!', [[{ insert: 'And ' }], [{ delete: 4 }]], 'one two')).toBe('one two!');
  expect(rebased('one two', 'two', [[{ retain: 4 }, { delete: 3 }, { insert: 'three' }]], 'one three')).toBe('three');
});

/** As much of a field as the binding uses. */
function fieldOf() {
  const page: { activeElement?: unknown } = {};
  const field = Object.assign(new EventTarget(), { value: '', selectionStart: 0, selectionEnd: 0, ownerDocument: page });
  page.activeElement = field;
  const setSelectionRange = (start: number, end: number): void => void Object.assign(field, { selectionStart: start, selectionEnd: end });
  Object.assign(field, { setSelectionRange });
  return Object.assign(field, { put: (value: string) => ((field.value = value), field.dispatchEvent(new Event('input'))) });
}

it('leaves words in the field that were not taken, with the others’ changes around them, until they fit', () => {
  const text = new Y.Doc().getText('t');
  text.insert(0, 'plan');
  const field = fieldOf();
  const write = (value: string): boolean => value.length <= 8 && (changeText(text, value), true);
  bindField(field as unknown as HTMLTextAreaElement, text, write);
  field.put('plan far too much');
  expect(text.toString()).toBe('plan');
  text.insert(0, 'We ');
  expect(field.value).toBe('We plan far too much');
  field.put('We plan!');
  expect(text.toString()).toBe('We plan!');
});

it('takes a composed letter for what it is, and nothing of the others away with it', () => {
  const text = new Y.Doc().getText('t');
  text.insert(0, 'agac');
  const field = fieldOf();
  bindField(field as unknown as HTMLTextAreaElement, text, (value) => (changeText(text, value), true));
  field.dispatchEvent(new Event('compositionstart'));
  field.put('agacç');
  text.insert(0, 'Bir ');
  expect(field.value).toBe('agacç');
  field.dispatchEvent(new Event('compositionend'));
  expect(text.toString()).toBe('Bir agacç');
  expect(field.value).toBe('Bir agacç');
});

it('takes back this person’s words and not the partner’s, and leaves the cursor where they were', () => {
  const text = new Y.Doc().getText('t');
  const steps = new Y.UndoManager(text, { captureTimeout: 0 });
  const field = fieldOf();
  bindField(field as unknown as HTMLTextAreaElement, text, (value) => (changeText(text, value), true));
  field.put('plan');
  field.put('plan QQQ');
  const partner = new Y.Doc();
  Y.applyUpdate(partner, Y.encodeStateAsUpdate(text.doc!));
  partner.getText('t').insert(8, ' for all');
  Y.applyUpdate(text.doc!, Y.encodeStateAsUpdate(partner), 'partner');
  steps.undo();
  expect([field.value, field.selectionStart]).toEqual(['plan for all', 4]);
  steps.redo();
  expect([field.value, field.selectionStart]).toEqual(['plan QQQ for all', 8]);
});
