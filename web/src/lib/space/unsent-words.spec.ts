import { addRow, changeText, setCell } from '@kopru/schema/capacity-model-document';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { partsOf, wordsOf } from './unsent-words.ts';

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

/** A sentence that was there, and what somebody put into it away from the network, as the editor does: by what differs. */
function writtenInto(sentence: string, steps: readonly string[]): { known: Uint8Array[]; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const text = new Y.XmlText(sentence);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [text]);
  doc.getXmlFragment('prose:problem').insert(0, [paragraph]);
  const known = [Y.encodeStateAsUpdate(doc)];
  const away = new Y.Doc();
  Y.applyUpdate(away, known[0]!);
  const updates: Uint8Array[] = [];
  away.on('update', (update: Uint8Array) => updates.push(update));
  const there = (away.getXmlFragment('prose:problem').get(0) as Y.XmlElement).get(0) as Y.XmlText;
  for (const step of steps) changeText(there as unknown as Y.Text, step);
  return { known, updates };
}

const STEPS = ['We MY share this', 'We MY  share this', 'We MY KEPT share this', 'We MY KEPT  share this', 'We MY KEPT WORDS share this'];

it('joins what stands together in the text, also around letters that were there', () => {
  const { known, updates } = writtenInto('We share this', STEPS);
  expect(partsOf(updates, known)).toEqual([{ root: 'prose:problem', words: 'MY KEPT WORDS' }]);
  // What was there is off the device: where it stood cannot be said any more.
  expect(partsOf(updates)).toEqual([{ root: null, words: 'MY KEPT WORDS' }]);
});

it('names each text that was written in, and cells by their rows', () => {
  const updates = written((doc) => {
    doc.getText('prose:one').insert(0, 'first');
    doc.getText('prose:two').insert(0, 'second');
    doc.getText('prose:one').insert(0, 'At ');
    setCell(doc, 'actions', addRow(doc, 'actions'), 'action', 'Train mentors');
  });
  expect(partsOf(updates)).toEqual([
    { root: 'prose:one', words: 'At first' },
    { root: 'prose:two', words: 'second' },
    { root: 'rows:actions', words: 'Train mentors' },
  ]);
});
