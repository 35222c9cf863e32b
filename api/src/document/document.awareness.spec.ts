import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { isReadable } from './document.awareness.ts';

const doc = new Y.Doc();
const text = doc.getText('problem');
text.insert(0, 'Our volunteers leave.');
/** As it arrives: through JSON. */
const arrived = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const positionAt = (index: number): unknown => arrived(Y.createRelativePositionFromTypeIndex(text, index));
const among = { type: { client: 1, clock: 2 }, tname: null, item: { client: 1, clock: 9 }, assoc: -1 };

describe('a presence', () => {
  it.each([
    ['of nobody any more', null],
    ['that says nothing yet', {}],
    ['in a rich text', { user: { name: 'Aylin' }, section: 'budget', cell: null, cursor: { anchor: positionAt(3), head: positionAt(21) } }],
    ['inside of a block', { cursor: { anchor: among, head: { item: { client: 1, clock: 9 } } } }],
    ['in a row', { user: { name: 'Aylin', side: 'turkey' }, section: 'risks', cell: 'risks.7f.risk', cursor: null }],
    ['of another program', { typing: true, cursor: 5 }],
    ['with a cursor of another program', { cursor: { line: 3, column: 7 } }],
  ])('%s is readable', (_what, state) => expect(isReadable(state)).toBe(true));

  it.each([
    ['with half a cursor', { cursor: { anchor: among } }],
    ['with words for positions', { cursor: { anchor: 'x', head: 'x' } }],
    ['with positions that are nowhere', { cursor: { anchor: {}, head: { type: null, tname: null, item: null, assoc: 0 } } }],
    ['with a list for an id', { cursor: { anchor: among, head: { item: [1, 2] } } }],
    ['with a clock below zero', { cursor: { anchor: among, head: { item: { client: 1, clock: -1 } } } }],
    ['with half a clock', { cursor: { anchor: among, head: { item: { client: 1, clock: 0.5 } } } }],
    ['with a client that is no number', { cursor: { anchor: among, head: { type: { client: '1', clock: 0 } } } }],
    ['at a root that has no name', { cursor: { anchor: among, head: { tname: {} } } }],
    ['on a side that is no number', { cursor: { anchor: among, head: { ...among, assoc: 'left' } } }],
  ])('%s is not', (_what, state) => expect(isReadable(state)).toBe(false));
});
