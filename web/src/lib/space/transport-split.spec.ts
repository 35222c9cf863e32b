import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { splitUpdate, takeFitting, TooLarge } from './transport-split.ts';

function updatesOf(change: (doc: Y.Doc) => void, before?: Y.Doc): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  if (before) Y.applyUpdate(doc, Y.encodeStateAsUpdate(before));
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  change(doc);
  return { doc, updates };
}

/** Applies parts one after the other, as a server does that refuses what builds on something missing. */
function applyInOrder(parts: Uint8Array[], before?: Y.Doc): Y.Doc {
  const doc = new Y.Doc();
  if (before) Y.applyUpdate(doc, Y.encodeStateAsUpdate(before));
  for (const part of parts) {
    Y.applyUpdate(doc, part);
    expect(doc.store.pendingStructs).toBeNull();
    expect(doc.store.pendingDs).toBeNull();
  }
  return doc;
}

describe('splitting', () => {
  it('cuts a long text into parts that build on each other, between characters', () => {
    const text = 'çok uzun 🌊 '.repeat(3000);
    const { doc, updates } = updatesOf((made) => made.getText('t').insert(0, text));
    const parts = splitUpdate(updates[0]!, 4096);
    expect(parts.length).toBeGreaterThan(8);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(4096);
    const other = applyInOrder(parts);
    expect(other.getText('t').toString()).toBe(text);
    expect(Y.encodeStateVector(other)).toEqual(Y.encodeStateVector(doc));
    // The same structs: later edits of both meet at the same places.
    doc.getText('t').insert(5000, 'X');
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)));
    expect(other.getText('t').toString()).toBe(doc.getText('t').toString());
  });

  it('keeps text in the middle of another, with marks, rows and deletions', () => {
    const before = updatesOf((doc) => doc.getText('t').insert(0, 'before after')).doc;
    const { doc, updates } = updatesOf((made) => {
      made.transact(() => {
        made.getText('t').insert(6, ' long'.repeat(2000), { bold: true });
        for (let row = 0; row < 300; row += 1) made.getMap('m').set(`row ${row}`, new Y.Map(Object.entries({ a: row, b: 'x'.repeat(20) })));
        made.getText('t').delete(0, 3);
        made.getText('t').delete(100, 50);
        made.getArray('a').insert(0, [{ deep: [1, 2, 3] }, 'x', null]);
      });
    }, before);
    const parts = splitUpdate(updates[0]!, 2048);
    expect(parts.length).toBeGreaterThan(5);
    const other = applyInOrder(parts, before);
    expect(other.getText('t').toDelta()).toEqual(doc.getText('t').toDelta());
    expect(other.getMap('m').toJSON()).toEqual(doc.getMap('m').toJSON());
    expect(other.getArray('a').toJSON()).toEqual(doc.getArray('a').toJSON());
  });

  it('says so when one piece is too large, or when several people wrote it', () => {
    const one = updatesOf((doc) => doc.getMap('m').set('image', new Uint8Array(5000)));
    expect(() => splitUpdate(one.updates[0]!, 4096)).toThrow(TooLarge);
    const first = updatesOf((doc) => doc.getText('t').insert(0, 'a'.repeat(3000))).doc;
    const both = updatesOf((doc) => doc.getText('t').insert(0, 'b'.repeat(3000)), first).doc;
    expect(() => splitUpdate(Y.encodeStateAsUpdate(both), 4096)).toThrow(TooLarge);
  });
});

describe('taking from the queue', () => {
  it('merges what fits and leaves the rest', () => {
    const { doc, updates } = updatesOf((made) => {
      for (let letter = 0; letter < 500; letter += 1) made.getText('t').insert(letter, 'x');
    });
    const queue = [...updates];
    const first = takeFitting(queue, 1_000_000);
    expect(first.length).toBe(1);
    expect(queue.length).toBe(300);
    const rest = [...first];
    while (queue.length > 0) {
      const taken = takeFitting(queue, 300);
      for (const update of taken) expect(update.length).toBeLessThanOrEqual(300);
      rest.push(...taken);
    }
    expect(applyInOrder(rest).getText('t').toString()).toBe(doc.getText('t').toString());
    expect(takeFitting([], 300)).toEqual([]);
  });
});
