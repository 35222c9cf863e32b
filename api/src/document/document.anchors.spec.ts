import { addRow, appendProse, removeRow } from '@kopru/schema/capacity-model-document';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { findPlace, type TextPlace } from './document.anchors.ts';

const PROBLEM = 'prose:shared-problem';

function written(...paragraphs: string[]): { doc: Y.Doc; texts: Y.XmlText[] } {
  const doc = new Y.Doc();
  appendProse(doc, PROBLEM, paragraphs);
  return { doc, texts: [...doc.getXmlFragment(PROBLEM).createTreeWalker(() => true)].filter((node) => node instanceof Y.XmlText) };
}

const at = (type: Y.XmlText | Y.XmlElement | Y.XmlFragment, index: number): Uint8Array =>
  Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(type, index));
const place = (start: Uint8Array, end: Uint8Array, fragment = PROBLEM): TextPlace => ({ fragment, start, end });
/** As the server holds it: made of updates, with what was deleted let go of. */
function held(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}
const there = (words: string) => ({ state: 'there', words });

it('answers the words between two places, a line for each block', () => {
  const { doc, texts } = written('Volunteers leave.', 'They go quiet.', 'Nobody asks.');
  const [first, second, third] = texts as [Y.XmlText, Y.XmlText, Y.XmlText];
  expect(findPlace(held(doc), place(at(first, 11), at(first, 16)))).toEqual(there('leave'));
  expect(findPlace(held(doc), place(at(first, 11), at(third, 6)))).toEqual(there('leave.\nThey go quiet.\nNobody'));
  // To the end of a text, and from one element of the text to another.
  expect(findPlace(held(doc), place(at(second, 5), at(second, 14)))).toEqual(there('go quiet.'));
  const text = doc.getXmlFragment(PROBLEM);
  expect(findPlace(held(doc), place(at(text, 1), at(text, 3)))).toEqual(there('They go quiet.\nNobody asks.'));
});

it('moves along, and reads a text of several pieces and marks as one', () => {
  const { doc, texts } = written('Volunteers leave.');
  const text = texts[0]!;
  const leave = place(at(text, 11), at(text, 16));
  text.insert(0, 'Every summer: ');
  text.format(20, 9, { bold: {} });
  text.insert(27, '-');
  expect(findPlace(held(doc), leave)).toEqual(there('le-ave'));
});

it('says that words are gone: taken out, with their paragraph, or all but spaces', () => {
  const { doc, texts } = written('Volunteers leave.', 'They go quiet.');
  const [first, second] = texts as [Y.XmlText, Y.XmlText];
  const [leave, quiet] = [place(at(first, 11), at(first, 16)), place(at(second, 8), at(second, 13))];
  first.delete(11, 5);
  doc.getXmlFragment(PROBLEM).delete(1, 1);
  expect(findPlace(held(doc), leave).state).toBe('gone');
  expect(findPlace(held(doc), quiet).state).toBe('gone');
  expect(findPlace(held(doc), place(at(first, 10), at(first, 11))).state).toBe('gone');
});

it('takes an image for something, an empty range and one that ends before it begins for nothing', () => {
  const { doc, texts } = written('Volunteers leave.');
  const [text, fragment] = [texts[0]!, doc.getXmlFragment(PROBLEM)];
  fragment.push([new Y.XmlElement('image')]);
  expect(findPlace(held(doc), place(at(fragment, 1), at(fragment, 2)))).toEqual(there(''));
  expect(findPlace(held(doc), place(at(text, 4), at(text, 4))).state).toBe('gone');
  expect(findPlace(held(doc), place(at(text, 9), at(text, 4))).state).toBe('gone');
});

it('knows no place in another text, of another document, or made up', () => {
  const { doc, texts } = written('Volunteers leave.');
  appendProse(doc, 'prose:practice', ['Tea first.']);
  const text = texts[0]!;
  const [from, to] = [at(text, 0), at(text, 5)];
  expect(findPlace(held(doc), place(from, to, 'prose:practice')).state).toBe('unknown');
  const other = written('Volunteers leave.').texts[0]!;
  expect(findPlace(held(doc), place(at(other, 0), at(other, 5))).state).toBe('unknown');
  expect(findPlace(held(doc), place(from, at(other, 5))).state).toBe('unknown');
  const named = Y.encodeRelativePosition(new Y.RelativePosition(null, 'somebody’s', null));
  const server = held(doc);
  expect(findPlace(server, place(named, named)).state).toBe('unknown');
  expect([...server.share.keys()]).not.toContain('somebody’s');
  for (const bytes of [[], [0], [7, 7], [0, 1, 255, 255, 255, 255, 255, 255, 255, 15], [1, 200, 1], [2]]) {
    const made = new Uint8Array(bytes);
    expect(findPlace(held(doc), place(made, made)).state).toBe('unknown');
  }
});

it('finds a row that is there, that was removed, and none', () => {
  const doc = new Y.Doc();
  const [kept, removed] = [addRow(doc, 'actions', { action: 'Write' }), addRow(doc, 'actions', { action: 'Call' })];
  removeRow(doc, 'actions', removed);
  const find = (rowId: string) => findPlace(held(doc), { rows: 'actions', rowId }).state;
  expect([find(kept), find(removed), find('none')]).toEqual(['there', 'gone', 'unknown']);
  expect(findPlace(held(doc), { rows: 'risks', rowId: kept }).state).toBe('unknown');
});
