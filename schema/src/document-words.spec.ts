import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { addRow, setCell } from './capacity-model-document.ts';
import { plainText, readDocumentText } from './document-text.ts';
import { wordedSections, type Wording } from './document-words.ts';

const wording: Wording = { language: 'en', organisations: [] };

/** What the first section says, with a person and an action mentioned in it. */
function says(doc: Y.Doc, people?: Record<string, string>): string {
  const [section] = wordedSections(readDocumentText(doc), { ...wording, ...(people && { people }) });
  return section?.texts[0]?.nodes.map(plainText).join('\n') ?? '';
}

function mentioning(action: string): Y.Doc {
  const doc = new Y.Doc();
  const row = addRow(doc, 'actions', { action });
  const quote = new Y.XmlElement('blockquote');
  const paragraph = new Y.XmlElement('paragraph');
  const mention = (kind: string, id: string): Y.XmlElement => {
    const element = new Y.XmlElement('mention');
    for (const [name, value] of Object.entries({ kind, id, label: 'as it was' })) element.setAttribute(name, value);
    return element;
  };
  paragraph.insert(0, [mention('person', 'ada'), new Y.XmlText(' leads '), mention('action', row)]);
  quote.insert(0, [paragraph]);
  doc.getXmlFragment('prose:shared-problem').insert(0, [quote]);
  setCell(doc, 'actions', row, 'action', 'Train mentors');
  return doc;
}

it('calls what is mentioned what it is called now, and somebody who is not of the partnership by no name', () => {
  const doc = mentioning('Plan');
  expect(says(doc, { ada: 'Ada Lovelace' })).toBe('@Ada Lovelace leads @Train mentors');
  expect(says(doc, {})).toBe('@somebody who is not here leads @Train mentors');
});

it('keeps what the text calls people where it stands as it was, and actions that are gone', () => {
  const doc = mentioning('Plan');
  expect(says(doc)).toBe('@as it was leads @Train mentors');
  doc.getMap('rows:actions').clear();
  expect(says(doc)).toBe('@as it was leads @as it was');
});
