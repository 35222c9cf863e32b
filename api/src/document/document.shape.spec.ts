import { addRow, appendProse, setFact } from '@kopru/schema/capacity-model-document';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { inspectUpdate, isRefusal } from './document.inspect.ts';
import { type Kind, shapeProblem } from './document.shape.ts';

/** Why a document made so is refused; null when it may be stored. */
function problem(write: (doc: Y.Doc) => void, kind: Kind = 'CAPACITY_MODEL', organisationIds?: readonly string[]): string | null {
  const doc = new Y.Doc();
  write(doc);
  const update = Y.encodeStateAsUpdate(doc);
  const inspected = inspectUpdate(update);
  if (isRefusal(inspected)) throw new Error(inspected.message);
  const held = new Y.Doc();
  Y.applyUpdate(held, update);
  return shapeProblem(held.store, inspected, { kind, organisationIds })?.message ?? null;
}

type Attributes = Record<string, unknown>;
type Child = Y.XmlElement | Y.XmlText;

function element(name: string, attributes: Attributes = {}, ...children: Child[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  made.insert(0, children);
  return made;
}

function marked(text: string, marks: Attributes): Y.XmlText {
  const made = new Y.XmlText();
  made.insert(0, text, marks);
  return made;
}

const prose =
  (...nodes: Y.XmlElement[]) =>
  (doc: Y.Doc): void =>
    doc.getXmlFragment('prose:risks').insert(0, nodes);
const paragraph = (...children: Child[]): Y.XmlElement => element('paragraph', {}, ...children);
const row =
  (key: string, value: unknown) =>
  (doc: Y.Doc): void => {
    const made = new Y.Map<unknown>();
    made.set(key, value);
    doc.getMap('rows:actions').set('a1', made);
  };

const ID = '01990000-0000-7000-8000-00000000000a';
const SOURCE = `/documents/${ID}/images/${ID}`;

describe('a rich text', () => {
  it('holds what the editor shows', () => {
    const everything = prose(
      element('heading', { level: 3 }, new Y.XmlText('Why')),
      paragraph(
        marked('bold', { bold: {} }),
        marked('linked', { link: { href: 'https://example.org/a?b=ç', target: null } }),
        element('hardBreak'),
        element('mention', { kind: 'action', id: 'a1', label: 'Walk' }),
      ),
      element('orderedList', { start: 3 }, element('listItem', {}, paragraph(new Y.XmlText('one')))),
      element(
        'table',
        {},
        element('tableRow', {}, element('tableHeader', { colspan: 2 }, paragraph()), element('tableCell', {}, paragraph())),
      ),
      element('image', { src: SOURCE, alt: '', width: 640, height: 480 }),
      element('blockquote', {}, element('codeBlock', { language: 'sql' }, new Y.XmlText('select 1'))),
    );
    expect(problem(everything)).toBeNull();
  });

  it.each([
    ['a node that no editor knows', prose(element('script', {}, new Y.XmlText('x')))],
    ['a node of that name of every object', prose(element('constructor'))],
    ['a row of a table by itself', prose(element('tableRow'))],
    ['a table inside a paragraph', prose(paragraph(element('table')))],
    ['text inside a table', prose(element('table', {}, new Y.XmlText('x')))],
    ['an attribute that is none', prose(element('paragraph', { onclick: 'x' }))],
    ['an attribute of the wrong kind', prose(element('heading', { level: 'three' }))],
    ['an image of another site', prose(element('image', { src: 'https://spy.example/i.png', alt: '' }))],
    ['an image beside our own', prose(element('image', { src: `${SOURCE}/../../../x`, alt: '' }))],
    ['a mention of nothing', prose(paragraph(element('mention', { kind: 'team', id: ID, label: 'x' })))],
    ['a link that runs', prose(paragraph(marked('x', { link: { href: 'javascript:alert(1)' } })))],
    ['a link that carries data', prose(paragraph(marked('x', { link: { href: 'data:text/html,x' } })))],
    ['a link with more than a link has', prose(paragraph(marked('x', { link: { href: 'https://example.org', onclick: 'x' } })))],
    ['a mark that is none', prose(paragraph(marked('x', { blink: {} })))],
    ['a rich text that no page shows', (doc: Y.Doc) => doc.getXmlFragment('prose:zzz').insert(0, [paragraph()])],
    ['an adaptation', (doc: Y.Doc) => doc.getXmlFragment('prose:adaptation').insert(0, [paragraph()])],
    ['an adaptation by side', (doc: Y.Doc) => doc.getXmlFragment('prose:adaptation:a').insert(0, [paragraph()])],
  ])('does not hold %s', (_what, write) => {
    expect(problem(write)).not.toBeNull();
  });

  it('takes a link to pages and mail, in every spelling', () => {
    for (const href of ['http://example.org', 'HTTPS://example.org', 'mailto:a@example.org']) {
      expect(problem(prose(paragraph(marked('x', { link: { href } }))))).toBeNull();
    }
  });
});

describe('rows and facts', () => {
  it('are taken as the model makes them', () => {
    const made = problem((doc) => {
      const id = addRow(doc, 'actions', { action: 'Walk', due: '2027-01-31', status: 'planned', organisation: ID });
      addRow(doc, 'budget', { item: 'Train', planned: { cents: 1250, currency: 'EUR' }, action: id });
      setFact(doc, 'learning-mode', 'MUTUAL');
      appendProse(doc, 'prose:risks', ['', 'text']);
    });
    expect(made).toBeNull();
  });

  it('name one of the two organisations of the partnership, or none', () => {
    const named = (organisation: string | null) =>
      problem((doc) => void addRow(doc, 'actions', { action: 'Walk', organisation }), 'CAPACITY_MODEL', ['other', ID]);
    expect([named(ID), named(null)]).toEqual([null, null]);
    expect(named('somebody-else')).toContain('neither of the two organisations');
  });

  it.each([
    ['a value for a row', (doc: Y.Doc) => doc.getMap('rows:actions').set('a1', 'x')],
    ['a rich text for a row', (doc: Y.Doc) => doc.getMap('rows:actions').set('a1', new Y.XmlElement('paragraph'))],
    ['a row under an id that is none', (doc: Y.Doc) => doc.getMap('rows:actions').set('<b>', new Y.Map())],
    ['a list instead of rows', (doc: Y.Doc) => doc.getArray('rows:actions').insert(0, [1])],
    ['a text instead of rows', (doc: Y.Doc) => doc.getText('rows:actions').insert(0, 'x')],
    ['a column that is none', row('colour', 'red')],
    ['a date that is none', row('due', '2027-02-31')],
    ['a status that is none', row('status', 'forgotten')],
    ['a plain value where a text belongs', row('action', 'Walk')],
    ['a rich text where a text belongs', row('action', new Y.XmlText('Walk'))],
    ['a list in a cell', row('due', new Y.Array())],
    ['a text of a hundred pages in a cell', row('action', new Y.Text('x'.repeat(300_000)))],
    ['an order that is none', row('order', 7)],
    ['a fact that is none', (doc: Y.Doc) => doc.getMap('facts').set('weather', 'fine')],
    ['a choice that is none', (doc: Y.Doc) => doc.getMap('facts').set('learning-mode', 'ALONE')],
    [
      'more rows than anybody reads',
      (doc: Y.Doc) => {
        for (let count = 0; count < 1000; count += 1) doc.getMap('rows:risks').set(`r${count}`, new Y.Map());
      },
    ],
  ])('are not %s', (_what, write) => {
    expect(problem(write)).not.toBeNull();
  });

  it('may be removed and emptied', () => {
    const doc = new Y.Doc();
    addRow(doc, 'actions', { action: 'Walk' });
    const held = new Y.Doc();
    Y.applyUpdate(held, Y.encodeStateAsUpdate(doc));
    const before = Y.encodeStateVector(doc);
    for (const id of doc.getMap('rows:actions').keys()) doc.getMap('rows:actions').delete(id);
    const update = Y.encodeStateAsUpdate(doc, before);
    Y.applyUpdate(held, update);
    const inspected = inspectUpdate(update);
    if (isRefusal(inspected)) throw new Error(inspected.message);
    expect(shapeProblem(held.store, inspected, { kind: 'CAPACITY_MODEL' })).toBeNull();
  });

  it('of an adaptation are its one text, and nothing that its page does not show', () => {
    expect(problem((doc) => appendProse(doc, 'prose:adaptation', ['At home']), 'ADAPTATION')).toBeNull();
    for (const write of [
      (doc: Y.Doc) => appendProse(doc, 'prose:risks', ['Elsewhere']),
      (doc: Y.Doc) => void addRow(doc, 'actions', { action: 'Walk' }),
      (doc: Y.Doc) => setFact(doc, 'learning-mode', 'MUTUAL'),
    ]) {
      expect(problem(write, 'ADAPTATION')).toMatch(/no such part/);
      expect(problem(write)).toBeNull();
    }
  });

  it('are nobody’s business under other names', () => {
    expect(problem((doc) => doc.getMap('notes').set('a', { b: [1] }))).toBeNull();
  });
});
