import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { inspectUpdate, isRefusal } from './document.inspect.ts';
import { mentionsIn } from './document.mentions.ts';

/** The mentions of what is written, and of what is written after it. */
function found(...steps: ((doc: Y.Doc) => void)[]): unknown[] {
  const [writer, held] = [new Y.Doc(), new Y.Doc()];
  writer.clientID = 7;
  return steps.map((write) => {
    const before = Y.encodeStateVector(writer);
    write(writer);
    const update = Y.encodeStateAsUpdate(writer, before);
    const inspected = inspectUpdate(update);
    if (isRefusal(inspected)) throw new Error(inspected.message);
    Y.applyUpdate(held, update);
    return mentionsIn(held.store, inspected);
  });
}

function mention(attributes: Record<string, string>): Y.XmlElement {
  const element = new Y.XmlElement('mention');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function put(attributes: Record<string, string>, root = 'prose:shared-problem') {
  return (doc: Y.Doc): void => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [mention(attributes)]);
    doc.getXmlFragment(root).insert(0, [paragraph]);
  };
}

const ADA = { kind: 'person', id: 'ada', label: 'Ada', key: 'k1' };

it('finds people who are named in a text, once: not when the same update comes again or the label changes', () => {
  const relabel = (doc: Y.Doc): void => {
    const paragraph = doc.getXmlFragment('prose:shared-problem').get(0) as Y.XmlElement;
    (paragraph.get(0) as Y.XmlElement).setAttribute('label', 'Ada L.');
  };
  expect(found(put(ADA), relabel)).toEqual([[{ personId: 'ada', fragment: 'prose:shared-problem', key: 'k1' }], []]);
});

it('takes actions, texts that nobody sees and what is gone again for no mention of a person', () => {
  expect(found(put({ ...ADA, kind: 'action' }))).toEqual([[]]);
  expect(found(put(ADA, 'notes'))).toEqual([[]]);
  const andAway = (doc: Y.Doc): void => {
    put(ADA)(doc);
    doc.getXmlFragment('prose:shared-problem').delete(0, 1);
  };
  expect(found(andAway)).toEqual([[]]);
});

it('tells mentions without a key apart by where they stand in the history', () => {
  const { key: _, ...keyless } = ADA;
  const keys = found(put(keyless), put(keyless))
    .flat()
    .map((one) => (one as { key: string }).key);
  expect(new Set(keys).size).toBe(2);
});
