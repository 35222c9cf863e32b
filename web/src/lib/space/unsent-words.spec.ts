import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { wordsOf } from './unsent-words.ts';

function written(write: (doc: Y.Doc) => void): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  write(doc);
  return updates;
}

it('reads letters typed one by one as the sentence they are', () => {
  const updates = written((doc) => [...'Gönüllüler kalıyor.'].forEach((letter, at) => doc.getText('t').insert(at, letter)));
  expect(wordsOf(updates)).toBe('Gönüllüler kalıyor.');
});

it('tells apart what was written in two places, and knows nothing of what was only taken away', () => {
  const updates = written((doc) => {
    doc.getText('t').insert(0, 'first');
    doc.getText('other').insert(0, 'second');
    doc.getText('t').delete(0, 2);
  });
  expect(wordsOf(updates)).toBe('first\nsecond');
  expect(wordsOf([])).toBe('');
});
