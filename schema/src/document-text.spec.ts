import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addRow, appendProse, createCapacityModel, moveRow, removeRow, setCell, setFact } from './capacity-model-document.ts';
import { isRun, plainText, readDocumentText, sealedText } from './document-text.ts';
import { writeDocumentText } from './document-text-writing.ts';

const PRACTICE = 'prose:practice';

function model(): Y.Doc {
  const doc = createCapacityModel();
  appendProse(doc, PRACTICE, ['Önce bir çay.', 'Then a talk.']);
  const guide = addRow(doc, 'actions', { action: 'Write the guide', status: 'planned', due: '2027-03-01' });
  addRow(doc, 'budget', { item: 'Paper', action: guide, planned: { cents: 1250, currency: 'EUR' } });
  addRow(doc, 'actions', { action: 'Test the guide' });
  setFact(doc, 'learning-mode', 'MUTUAL');
  return doc;
}

const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
};
const sealed = (doc: Y.Doc): string => sealedText(readDocumentText(doc));
const rowOf = (doc: Y.Doc, place: number): string => readDocumentText(doc).rows.actions[place]!.id;

/** An element with what an editor writes into it. */
function element(name: string, attributes: Record<string, unknown>, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  made.insert(0, children);
  return made;
}

function marked(...parts: [text: string, marks?: Record<string, unknown>][]): Y.XmlText {
  const text = new Y.XmlText();
  text.applyDelta(parts.map(([insert, attributes = {}]) => ({ insert, attributes })));
  return text;
}

describe('the text of a document', () => {
  it('is the same for those who read the same, however it came to be', () => {
    const [one, other] = [model(), model()];
    const stray = addRow(other, 'actions', { action: 'Gone again' }, { after: null });
    removeRow(other, 'actions', stray);
    setCell(other, 'actions', rowOf(other, 0), 'action', 'Something else');
    setCell(other, 'actions', rowOf(other, 0), 'action', 'Write the guide');
    other.getXmlFragment(PRACTICE).delete(0, 2);
    appendProse(other, PRACTICE, ['Önce bir çay.', 'Then a talk.']);
    expect(Y.encodeStateVector(one)).not.toEqual(Y.encodeStateVector(other));
    expect(sealed(one)).toBe(sealed(other));
  });

  it('does not change when an editor opens it, when it is split into texts, or when somebody remarks on it', () => {
    const doc = createCapacityModel();
    doc.getXmlFragment(PRACTICE).insert(0, [element('paragraph', {}, marked(['Talk to them', { bold: {} }]))]);
    const before = sealed(doc);
    appendProse(doc, PRACTICE, ['', '']);
    expect(sealed(doc)).toBe(before);
    const paragraph = doc.getXmlFragment(PRACTICE).get(0) as Y.XmlElement;
    (paragraph.get(0) as Y.XmlText).format(0, 4, { 'comment--AbCd1234': { id: 'c1' } });
    expect(sealed(doc)).toBe(before);
    paragraph.delete(0, 1);
    paragraph.insert(0, [marked(['Talk ', { bold: {} }]), marked(['to them', { bold: {} }])]);
    expect(sealed(doc)).toBe(before);
  });

  it.each<[string, (doc: Y.Doc) => void]>([
    ['a letter', (doc) => ((doc.getXmlFragment(PRACTICE).get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'x')],
    ['a mark', (doc) => ((doc.getXmlFragment(PRACTICE).get(0) as Y.XmlElement).get(0) as Y.XmlText).format(0, 3, { bold: {} })],
    ['a paragraph in the middle', (doc) => doc.getXmlFragment(PRACTICE).insert(1, [new Y.XmlElement('paragraph')])],
    ['an element nobody knows', (doc) => doc.getXmlFragment(PRACTICE).insert(0, [element('chart', { kind: 'pie' })])],
    ['a cell', (doc) => setCell(doc, 'actions', rowOf(doc, 0), 'due', '2027-03-02')],
    ['the order of rows', (doc) => moveRow(doc, 'actions', rowOf(doc, 0), {})],
    ['a row', (doc) => removeRow(doc, 'actions', rowOf(doc, 1))],
    ['what a row points to', (doc) => removeRow(doc, 'actions', rowOf(doc, 0))],
    ['a single cell', (doc) => setFact(doc, 'learning-mode', null)],
  ])('changes with %s', (_what, change) => {
    const doc = model();
    const before = sealed(doc);
    change(doc);
    expect(sealed(doc)).not.toBe(before);
  });

  it('keeps the words of what it has never heard of', () => {
    const doc = createCapacityModel();
    const cell = (text: string) => element('tableCell', { colspan: 1 }, element('paragraph', {}, marked([text])));
    doc
      .getXmlFragment(PRACTICE)
      .insert(0, [
        element('table', {}, element('tableRow', {}, cell('A'), cell('B'))),
        element('somethingNew', { deep: { er: [1] } }, element('inner', {}, marked(['kept'])), element('mention', { label: 'Lena' })),
      ]);
    const [table, unknown] = readDocumentText(doc).prose[PRACTICE]!;
    expect(plainText(table!)).toBe('A\nB');
    expect(plainText(unknown!)).toBe('kept@Lena');
    expect(unknown).toMatchObject({ type: 'somethingNew', attributes: { deep: { er: [1] } } });
    expect(table!.content.every((part) => !isRun(part))).toBe(true);
  });
});

describe('writing a text back', () => {
  function changeMuch(doc: Y.Doc): void {
    doc.getXmlFragment(PRACTICE).delete(1, 1);
    appendProse(doc, PRACTICE, ['Later.', 'Last.', '']);
    appendProse(doc, 'prose:lessons', ['Learned.']);
    const first = rowOf(doc, 0);
    setCell(doc, 'actions', first, 'action', 'Burn the guide');
    setCell(doc, 'actions', first, 'status', 'dropped');
    moveRow(doc, 'actions', first, {});
    removeRow(doc, 'actions', rowOf(doc, 0));
    addRow(doc, 'actions', { action: 'Another' }, { after: null });
    setFact(doc, 'learning-mode', 'ONE_FROM_OTHER');
  }

  it('makes the document read as it did, ids of rows too', () => {
    const doc = model();
    const text = readDocumentText(doc);
    changeMuch(doc);
    expect(sealed(doc)).not.toBe(sealedText(text));
    writeDocumentText(doc, text);
    expect(readDocumentText(doc)).toEqual(text);
  });

  it('changes nothing when nothing is to change', () => {
    const doc = model();
    const before = Y.encodeStateAsUpdate(doc);
    writeDocumentText(doc, readDocumentText(doc));
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it('is one update that others merge with what they wrote meanwhile', () => {
    const doc = model();
    const text = readDocumentText(doc);
    changeMuch(doc);
    const other = copyOf(doc);
    appendProse(other, 'prose:commitment', ['Written at the same time.']);
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    writeDocumentText(doc, text);
    expect(updates).toHaveLength(1);
    Y.applyUpdate(other, updates[0]!);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(sealed(doc)).toBe(sealed(other));
    expect(plainText(readDocumentText(doc).prose['prose:commitment']![0]!)).toBe('Written at the same time.');
  });

  it('writes marks, attributes, embeds and elements nobody knows as they were', () => {
    const doc = createCapacityModel();
    const text = marked(
      ['Plain '],
      ['bold', { bold: {} }],
      [' and ', {}],
      ['linked', { link: { href: 'https://example.test/ş' }, bold: {} }],
    );
    const nodes = [
      element('heading', { level: 3 }, marked(['Başlık'])),
      element('paragraph', {}, text, element('hardBreak', {}), marked(['next'])),
      element('somethingNew', { deep: { er: [1, null] } }, element('inner', {}, marked(['kept 🌊']))),
    ];
    doc.getXmlFragment(PRACTICE).insert(0, nodes);
    text.insertEmbed(5, { image: 'x' });
    const before = readDocumentText(doc);
    const empty = createCapacityModel();
    writeDocumentText(empty, before);
    expect(readDocumentText(empty)).toEqual(before);
  });
});
