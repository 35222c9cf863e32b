import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { isDrawn } from './cursor.ts';

const doc = new Y.Doc();
const text = doc.getText('problem');
text.insert(0, 'Our volunteers leave.');
const PEER = doc.clientID + 1;
/** As it arrives: through JSON. */
const at = (index: number): { item: { client: number; clock: number } } =>
  JSON.parse(JSON.stringify(Y.createRelativePositionFromTypeIndex(text, index)));
const isShown = (cursor: unknown, client = PEER): boolean => isDrawn(doc, client, { user: {}, cursor });

it('draws the others’ cursors, among words and behind the last', () => {
  expect(isShown({ anchor: at(3), head: at(21) })).toBe(true);
  expect(isShown({ anchor: at(3), head: at(21) }, doc.clientID)).toBe(false);
  expect(isShown(null)).toBe(false);
  expect(isDrawn(doc, PEER, {})).toBe(false);
});

it.each([
  ['words', 'x'],
  ['nothing', null],
  ['nowhere', {}],
  ['an id of no client', { item: 'x' }],
  ['a clock below zero', { item: { ...at(3).item, clock: -1 } }],
  ['half a clock', { item: { ...at(3).item, clock: 0.5 } }],
  ['words that are not here yet', { item: { ...at(3).item, clock: 500 } }],
  ['a root that is not there', { tname: 'somewhere' }],
  ['a root whose name is none', { tname: { x: 1 } }],
])('draws no cursor whose place is %s, and lets it do nothing', (_what, place) => {
  expect(isShown({ anchor: at(3), head: place })).toBe(false);
  expect(isShown({ anchor: place, head: place })).toBe(false);
  expect([...doc.share.keys()]).toEqual(['problem']);
});

it('draws no cursor that is something else', () => {
  for (const cursor of ['x', 5, [], {}, true]) expect(isShown(cursor)).toBe(false);
});
