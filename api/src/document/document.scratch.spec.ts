import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DEFAULT_LIMITS, DocumentScratch, type Limits, packSnapshot, type Proposal } from './document.scratch.ts';

const EMPTY = { snapshot: null, updates: [], sequence: 0, bindings: [] };

function scratchWith(updates: Uint8Array[] = [], limits: Partial<Limits> = {}): DocumentScratch {
  const scratch = new DocumentScratch({ ...DEFAULT_LIMITS, ...limits });
  scratch.load('d', { ...EMPTY, updates, sequence: updates.length });
  return scratch;
}

/** A person's document whose changes are collected as they are made. */
function writer(): { doc: Y.Doc; text: Y.Text; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  return { doc, text: doc.getText('t'), updates };
}

const from = (personId: string, ...updates: Uint8Array[]): Proposal[] => updates.map((update) => ({ update, personId }));
const verdicts = (scratch: DocumentScratch, proposals: Proposal[]) => {
  const review = scratch.review('d', 0, proposals);
  return 'verdicts' in review ? review.verdicts : [];
};
const kinds = (scratch: DocumentScratch, proposals: Proposal[]) => verdicts(scratch, proposals).map((verdict) => verdict.kind);
const textOf = (scratch: DocumentScratch): string => {
  const doc = new Y.Doc();
  const held = scratch.encode('d');
  if (held?.update) Y.applyUpdate(doc, held.update);
  return doc.getText('t').toString();
};

describe('trying updates', () => {
  it('accepts changes in order and says whose clients they bind', () => {
    const { doc, text, updates } = writer();
    text.insert(0, 'a');
    text.insert(1, 'b');
    const scratch = scratchWith();
    expect(scratch.review('d', 0, from('ada', ...updates))).toEqual({
      sequence: 0,
      verdicts: updates.map(() => ({ kind: 'accepted', clientIds: [doc.clientID], sections: [], mentions: [] })),
    });
    expect(textOf(scratch)).toBe('ab');
  });

  it('refuses what builds on something that is missing, and keeps the document as it is', () => {
    const { text, updates } = writer();
    for (const letter of 'abc') text.insert(0, letter);
    text.delete(0, 1);
    const [first, second, third, deletion] = updates;
    const scratch = scratchWith();
    expect(kinds(scratch, from('ada', second!, third!, deletion!))).toEqual(['refused', 'refused', 'refused']);
    expect(textOf(scratch)).toBe('');
    expect(kinds(scratch, from('ada', first!, third!, second!, third!, deletion!))).toEqual([
      'accepted',
      'refused',
      'accepted',
      'accepted',
      'accepted',
    ]);
    expect(textOf(scratch)).toBe('ba');
  });

  it('refuses four thousand updates without their beginnings in the time of one', () => {
    const { text, updates } = writer();
    for (let letter = 0; letter < 4001; letter += 1) text.insert(0, 'x');
    const scratch = scratchWith();
    expect(new Set(kinds(scratch, from('eve', ...updates.slice(1))))).toEqual(new Set(['refused']));
    // Nothing of them stayed behind to be merged with the next.
    expect(kinds(scratch, from('ada', updates[0]!))).toEqual(['accepted']);
    expect(textOf(scratch)).toBe('x');
  });

  it('refuses structs that wait for each other in a circle, and the document survives', () => {
    // Client 1 clock 0 builds on client 2 clock 0, and the other way round: info 132 is a string with an origin.
    const circle = new Uint8Array([2, 1, 2, 0, 132, 1, 0, 1, 97, 1, 1, 0, 132, 2, 0, 1, 98, 0]);
    const { text, updates } = writer();
    text.insert(0, 'kept');
    const scratch = scratchWith([...updates]);
    expect(kinds(scratch, from('eve', circle, circle))).toEqual(['refused', 'undecided']);
    expect(scratch.review('d', 0, from('eve', circle))).toEqual({ held: null });
    scratch.load('d', { ...EMPTY, updates, sequence: 1 });
    expect(textOf(scratch)).toBe('kept');
  });

  it('refuses in a rich text what no editor can show, and takes paragraphs', () => {
    const made = (write: (doc: Y.Doc) => void): Uint8Array => {
      const doc = new Y.Doc();
      write(doc);
      return Y.encodeStateAsUpdate(doc);
    };
    const text = made((doc) => doc.getText('prose:risks').insert(0, 'raw'));
    const list = made((doc) => doc.getArray('prose:risks').insert(0, [1, 'x', { a: 1 }]));
    const bare = made((doc) => doc.getXmlFragment('prose:risks').insert(0, [new Y.XmlText('no paragraph')]));
    const inside = made((doc) => {
      const paragraph = new Y.XmlElement('paragraph');
      doc.getXmlFragment('prose:risks').insert(0, [paragraph]);
      (paragraph as unknown as Y.Array<unknown>).insert(0, [new Y.Map() as never]);
    });
    for (const update of [text, list, bare, inside]) expect(kinds(scratchWith(), from('eve', update))).toEqual(['refused']);
    const fine = made((doc) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText('words')]);
      doc.getXmlFragment('prose:risks').insert(0, [paragraph]);
      doc.getText('elsewhere').insert(0, 'a text that is no rich text of the model');
    });
    expect(kinds(scratchWith(), from('ada', fine))).toEqual(['accepted']);
  });

  it('refuses types nested deeper than readers can follow', () => {
    const nest = (depth: number): Uint8Array => {
      const doc = new Y.Doc();
      let parent: Y.XmlFragment = doc.getXmlFragment('f');
      doc.transact(() => {
        for (let level = 0; level < depth; level += 1) {
          const child = new Y.XmlElement('quote');
          parent.insert(0, [child]);
          parent = child;
        }
      });
      return Y.encodeStateAsUpdate(doc);
    };
    expect(kinds(scratchWith(), from('ada', nest(60)))).toEqual(['accepted']);
    expect(kinds(scratchWith(), from('eve', nest(300)))).toEqual(['refused']);
  });

  it('takes only deletions once the document is full', () => {
    const { text, updates } = writer();
    text.insert(0, 'x'.repeat(600));
    text.insert(0, 'y'.repeat(600));
    text.delete(0, 1000);
    const scratch = scratchWith([], { documentBytes: 500 });
    const [first, second, deletion] = updates;
    expect(verdicts(scratch, from('ada', first!, second!))).toMatchObject([
      { kind: 'accepted' },
      { kind: 'refused', refusal: { code: 'RULE_BROKEN' } },
    ]);
    const other = new Y.Doc();
    Y.applyUpdate(other, first!);
    const before = Y.encodeStateVector(other);
    other.getText('t').delete(0, 100);
    expect(kinds(scratch, from('ada', Y.encodeStateAsUpdate(other, before)))).toEqual(['accepted']);
    expect(kinds(scratch, from('ada', deletion!))).toEqual(['refused']);
  });
});

describe('who may speak under a client id', () => {
  it('is the person who used it first', () => {
    const { text, updates } = writer();
    text.insert(0, 'a');
    text.insert(1, 'b');
    const [first, second] = updates;
    const scratch = scratchWith();
    expect(verdicts(scratch, [...from('ada', first!), ...from('eve', second!), ...from('ada', second!)])).toMatchObject([
      { kind: 'accepted' },
      { kind: 'refused', refusal: { code: 'CONFLICT' } },
      { kind: 'accepted' },
    ]);
  });

  it('is known from the log, and nobody when that person is gone', () => {
    const { doc, text, updates } = writer();
    text.insert(0, 'a');
    text.insert(1, 'b');
    const scratch = new DocumentScratch();
    scratch.load('d', { ...EMPTY, updates: updates.slice(0, 1), sequence: 1, bindings: [[doc.clientID, null]] });
    expect(kinds(scratch, from('ada', updates[1]!))).toEqual(['refused']);
  });

  it('may be passed on as it is stored: a whole document sent again', () => {
    const { doc, text, updates } = writer();
    text.insert(0, 'hello');
    text.delete(1, 2);
    const scratch = scratchWith();
    scratch.review('d', 0, from('ada', ...updates));
    expect(verdicts(scratch, from('eve', Y.encodeStateAsUpdate(doc)))).toEqual([
      { kind: 'accepted', clientIds: [], sections: [], mentions: [] },
    ]);
  });

  it('never has two contents under one clock', () => {
    const twin = (content: (doc: Y.Doc) => void): Uint8Array => {
      const doc = new Y.Doc();
      doc.clientID = 7;
      content(doc);
      return Y.encodeStateAsUpdate(doc);
    };
    const contents: ((doc: Y.Doc, other: boolean) => void)[] = [
      (doc, other) => doc.getText('t').insert(0, other ? 'abX' : 'abc'),
      (doc, other) => doc.getMap('m').set('k', other ? 1 : 2),
      (doc, other) => doc.getMap('m').set('k', other ? new Y.Map() : new Y.Text()),
      (doc, other) => doc.getMap('m').set('k', new Uint8Array([other ? 1 : 2])),
      (doc, other) => doc.getXmlFragment('f').insert(0, [new Y.XmlElement(other ? 'p' : 'h1')]),
      (doc, other) => doc.getText('t').insert(0, 'x', { bold: other }),
      (doc, other) => doc.getText('t').insertEmbed(0, { other }),
      (doc, other) => (other ? doc.getText('t').insert(0, 'x') : doc.getArray('t').insert(0, [1])),
    ];
    for (const content of contents) {
      const scratch = scratchWith([twin((doc) => content(doc, false))]);
      expect(
        kinds(
          scratch,
          from(
            'ada',
            twin((doc) => content(doc, false)),
          ),
        ),
      ).toEqual(['accepted']);
      expect(
        verdicts(
          scratch,
          from(
            'ada',
            twin((doc) => content(doc, true)),
          ),
        ),
      ).toMatchObject([{ kind: 'refused', refusal: { code: 'CONFLICT' } }]);
    }
  });
});

describe('what is held', () => {
  it('is let go of when there are too many documents, the coldest first', () => {
    const scratch = new DocumentScratch({ ...DEFAULT_LIMITS, documents: 2 });
    scratch.load('one', EMPTY);
    scratch.load('two', EMPTY);
    scratch.encode('one');
    scratch.load('three', EMPTY);
    expect(['one', 'two', 'three'].map((id) => scratch.encode(id) !== null)).toEqual([true, false, true]);
  });

  it('is extended only from where it stands', () => {
    const { text, updates } = writer();
    text.insert(0, 'a');
    text.insert(1, 'b');
    const scratch = scratchWith(updates.slice(0, 1));
    expect(scratch.extend('d', 0, updates, [])).toBe(false);
    expect(scratch.extend('d', 1, updates.slice(1), [])).toBe(true);
    expect(scratch.encode('d')?.sequence).toBe(2);
    expect(textOf(scratch)).toBe('ab');
  });

  it('is not tried on while it is older than what the caller has seen', () => {
    const { text, updates } = writer();
    text.insert(0, 'a');
    const scratch = scratchWith();
    expect(scratch.review('d', 1, from('ada', updates[0]!))).toEqual({ held: 0 });
    expect(textOf(scratch)).toBe('');
  });

  it('is never read from a log with a hole', () => {
    const { text, updates } = writer();
    for (const letter of 'abc') text.insert(0, letter);
    expect(() => scratchWith([updates[0]!, updates[2]!])).toThrow(/misses/);
  });

  it('is what the log says, also of marks whose words somebody took out: more may be written into them', () => {
    const { doc, updates } = writer();
    const [paragraph, words] = [new Y.XmlElement('paragraph'), new Y.XmlText('Ask why.')];
    paragraph.push([words]);
    doc.getXmlFragment('prose:shared-problem').push([paragraph]);
    const other = new Y.Doc();
    Y.applyUpdate(other, updates[0]!);
    const known = Y.encodeStateVector(other);
    const line = other.getXmlFragment('prose:shared-problem').get(0) as Y.XmlElement;
    (line.get(0) as Y.XmlText).delete(4, 3);
    words.format(4, 3, { bold: {} });
    const log = [...updates, Y.encodeStateAsUpdate(other, known)];
    const scratch = scratchWith();
    expect(kinds(scratch, from('ada', ...log))).toEqual(['accepted', 'accepted', 'accepted']);
    const [held, read] = [scratch, scratchWith(log)].map((one) => Y.decodeUpdate(one.encode('d')!.update!).ds);
    expect(held).toEqual(read);
  });

  it('answers what a state vector misses, and null for one that cannot be read', () => {
    const { doc, text, updates } = writer();
    text.insert(0, 'a');
    const before = Y.encodeStateVector(doc);
    text.insert(1, 'b');
    const scratch = scratchWith(updates);
    expect(scratch.encode('d', before)?.update).toEqual(updates[1]);
    expect(scratch.encode('d', Y.encodeStateVector(doc))?.update).toEqual(new Uint8Array([0, 0]));
    expect(scratch.encode('d', new Uint8Array([200, 1]))?.update).toBeNull();
  });
});

describe('a snapshot', () => {
  it('holds the same document, in the shorter format', () => {
    for (const edits of [1, 2000]) {
      const { doc, text, updates } = writer();
      for (let edit = 0; edit < edits; edit += 1) text.insert(Math.floor(edit / 2), 'x');
      const snapshot = packSnapshot({ snapshot: null, updates });
      expect(snapshot.length - 1).toBe(Math.min(Y.encodeStateAsUpdate(doc).length, Y.encodeStateAsUpdateV2(doc).length));
      const scratch = new DocumentScratch();
      scratch.load('d', { ...EMPTY, snapshot, sequence: edits });
      expect(textOf(scratch)).toBe(text.toString());
      text.insert(0, 'more');
      expect(kinds(scratch, from('ada', updates.at(-1)!))).toEqual(['accepted']);
    }
  });

  it('of an unknown form is refused, not read as empty', () => {
    expect(() => packSnapshot({ snapshot: new Uint8Array([9, 0, 0]), updates: [] })).toThrow(/form/);
  });
});
