import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { inspectUpdate, isRefusal } from './document.inspect.ts';

const refusalOf = (update: Uint8Array): string | null => {
  const result = inspectUpdate(update);
  return isRefusal(result) ? result.message : null;
};

function textUpdate(): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, 'çalışma');
  return Y.encodeStateAsUpdate(doc);
}

describe('a real update', () => {
  it('is read with its structs and deletions', () => {
    const doc = new Y.Doc();
    doc.getText('t').insert(0, 'çalışma');
    doc.getText('t').delete(2, 3);
    const inspected = inspectUpdate(Y.encodeStateAsUpdate(doc));
    if (isRefusal(inspected)) throw new Error(inspected.message);
    expect(inspected.structs.map((struct) => struct.length)).toEqual([2, 3, 2]);
    expect([...inspected.deletions]).toMatchObject([[doc.clientID, [{ clock: 2, len: 3 }]]]);
  });

  it('may be empty', () => {
    expect(refusalOf(new Uint8Array([0, 0]))).toBeNull();
  });
});

describe('bytes that are refused', () => {
  it('claim thirty million structs in seven bytes', () => {
    const encoder = createEncoder();
    for (const value of [1, 30_000_000, 1, 0]) writeVarUint(encoder, value);
    const bytes = toUint8Array(encoder);
    expect(bytes.length).toBe(7);
    expect(refusalOf(bytes)).toMatch(/cannot be read/);
  });

  it('claim thirty million deletions, or clients', () => {
    for (const values of [[0, 1, 5, 30_000_000], [30_000_000], [0, 30_000_000]]) {
      const encoder = createEncoder();
      for (const value of values) writeVarUint(encoder, value);
      expect(refusalOf(toUint8Array(encoder))).toMatch(/cannot be read/);
    }
  });

  it('are nothing, a text, or cut short', () => {
    expect(refusalOf(new Uint8Array())).not.toBeNull();
    expect(refusalOf(new TextEncoder().encode('{"hello":"world"}'))).not.toBeNull();
    const update = textUpdate();
    for (let length = 0; length < update.length; length += 1) expect(refusalOf(update.slice(0, length))).not.toBeNull();
  });

  it('are in the V2 format, full or empty', () => {
    const doc = new Y.Doc();
    expect(refusalOf(Y.encodeStateAsUpdateV2(doc))).not.toBeNull();
    doc.getText('t').insert(0, 'çalışma');
    doc.getMap('m').set('k', { v: [1, 2] });
    expect(refusalOf(Y.encodeStateAsUpdateV2(doc))).not.toBeNull();
  });

  it('go on after their end', () => {
    expect(refusalOf(new Uint8Array([...textUpdate(), 0]))).toMatch(/after its end/);
  });

  it('hold a document inside the document', () => {
    const doc = new Y.Doc();
    doc.getMap('m').set('inner', new Y.Doc());
    expect(refusalOf(Y.encodeStateAsUpdate(doc))).toMatch(/inside/);
  });

  it('hold values nested beyond any reader, or that are not JSON', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
    const updateWith = (value: unknown): Uint8Array => {
      const doc = new Y.Doc();
      doc.getMap('m').set('k', value);
      return Y.encodeStateAsUpdate(doc);
    };
    expect(refusalOf(updateWith(nested(20)))).toBeNull();
    expect(refusalOf(updateWith(nested(40)))).toMatch(/nested/);
    expect(refusalOf(updateWith(nested(3000)))).not.toBeNull();
    expect(refusalOf(updateWith(10n))).toMatch(/not JSON/);
  });

  it('name one client twice, or a clock beyond any text', () => {
    // One client (7), one GC struct of length 1; then the same client again.
    expect(refusalOf(new Uint8Array([1, 1, 7, 0, 0, 1, 0]))).toBeNull();
    expect(refusalOf(new Uint8Array([2, 1, 7, 0, 0, 1, 1, 8, 0, 0, 1, 0]))).toBeNull();
    expect(refusalOf(new Uint8Array([3, 1, 7, 0, 0, 1, 1, 8, 0, 0, 1, 1, 7, 1, 0, 1, 0]))).toMatch(/twice/);
    const encoder = createEncoder();
    for (const value of [1, 1, 7, 2 ** 40, 0, 1, 0]) writeVarUint(encoder, value);
    expect(refusalOf(toUint8Array(encoder))).toMatch(/bounds/);
  });
});
