import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addRow,
  appendProse,
  CellRefused,
  cellText,
  createCapacityModel,
  moveRow,
  ORDER_KEY,
  removeRow,
  setCell,
  setFact,
  sortedRows,
} from './capacity-model-document.ts';
import { readCapacityModel } from './capacity-model-reading.ts';
import { MAX_ROWS } from './capacity-model.ts';

/** Two people who start from the same document and have not heard of each other since. */
function twoPeers(prepare: (doc: Y.Doc) => void): [Y.Doc, Y.Doc] {
  const first = createCapacityModel();
  prepare(first);
  const second = createCapacityModel();
  Y.applyUpdate(second, Y.encodeStateAsUpdate(first));
  return [first, second];
}

function meet(first: Y.Doc, second: Y.Doc): void {
  const [one, other] = [Y.encodeStateAsUpdate(first), Y.encodeStateAsUpdate(second)];
  Y.applyUpdate(first, other);
  Y.applyUpdate(second, one);
  expect(readCapacityModel(first)).toEqual(readCapacityModel(second));
}

const actionsOf = (doc: Y.Doc) => readCapacityModel(doc).rows.actions.map((row) => row.cells.action);

describe('one person', () => {
  it('starts with an empty model that reads without problems', () => {
    const model = readCapacityModel(createCapacityModel());
    expect(model.problems).toEqual([]);
    expect(model.rows.actions).toEqual([]);
    expect(model.prose['prose:shared-problem']).toBe('');
    expect(model.facts['learning-mode']).toBeNull();
  });

  it('adds, fills, moves and removes rows', () => {
    const doc = createCapacityModel();
    const write = addRow(doc, 'actions', { action: 'Write the guide', status: 'planned' });
    const test = addRow(doc, 'actions', { action: 'Test the guide' });
    const plan = addRow(doc, 'actions', { action: 'Plan', due: '2027-01-31' }, { after: null });
    expect(actionsOf(doc)).toEqual(['Plan', 'Write the guide', 'Test the guide']);
    moveRow(doc, 'actions', plan, { after: write });
    expect(actionsOf(doc)).toEqual(['Write the guide', 'Plan', 'Test the guide']);
    moveRow(doc, 'actions', write, {});
    expect(actionsOf(doc)).toEqual(['Plan', 'Test the guide', 'Write the guide']);
    setCell(doc, 'actions', test, 'action', 'Test the guide twice');
    setCell(doc, 'actions', test, 'status', 'done');
    expect(removeRow(doc, 'actions', plan)).toBe(true);
    expect(removeRow(doc, 'actions', plan)).toBe(false);
    expect(readCapacityModel(doc).rows.actions.map((row) => row.cells)).toEqual([
      { action: 'Test the guide twice', objective: null, owner: '', organisation: null, due: null, status: 'done' },
      { action: 'Write the guide', objective: null, owner: '', organisation: null, due: null, status: 'planned' },
    ]);
  });

  it('is told when a value, column or row does not fit, and nothing changes', () => {
    const doc = createCapacityModel();
    const id = addRow(doc, 'actions', { action: 'Plan' });
    const before = Y.encodeStateAsUpdate(doc);
    expect(() => setCell(doc, 'actions', id, 'due', 'tomorrow')).toThrow(CellRefused);
    expect(() => setCell(doc, 'actions', id, 'colour', 'red')).toThrow(CellRefused);
    expect(() => setCell(doc, 'actions', 'gone', 'due', null)).toThrow(CellRefused);
    expect(() => addRow(doc, 'actions', { status: 'finished' })).toThrow(CellRefused);
    expect(() => setFact(doc, 'learning-mode', 'ALONE')).toThrow(CellRefused);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it('cannot fill a set past its limit', () => {
    const doc = createCapacityModel();
    for (let row = 0; row < MAX_ROWS; row += 1) addRow(doc, 'risks');
    expect(() => addRow(doc, 'risks')).toThrow(CellRefused);
  });

  it('reads prose as lines', () => {
    const doc = createCapacityModel();
    appendProse(doc, 'prose:practice', ['Çağrı hattı', 'İkinci satır']);
    const marked = new Y.XmlText();
    marked.insert(0, 'kalın', { bold: {} });
    const item = new Y.XmlElement('listItem');
    item.insert(0, [marked]);
    const list = new Y.XmlElement('bulletList');
    list.insert(0, [item]);
    doc.getXmlFragment('prose:practice').push([list]);
    expect(readCapacityModel(doc).prose['prose:practice']).toBe('Çağrı hattı\nİkinci satır\nkalın');
  });

  it('writes a text cell again and again without the document growing by all of it', () => {
    const doc = createCapacityModel();
    const id = addRow(doc, 'actions');
    let text = '';
    for (let letter = 0; letter < 400; letter += 1) setCell(doc, 'actions', id, 'action', (text += 'a'));
    expect(Y.encodeStateAsUpdate(doc).length).toBeLessThan(1200);
  });

  it('never cuts a character of two code units in half', () => {
    const doc = createCapacityModel();
    const id = addRow(doc, 'actions', { action: '🌊 sea' });
    setCell(doc, 'actions', id, 'action', '🌋 sea');
    const peer = new Y.Doc();
    Y.applyUpdate(peer, Y.encodeStateAsUpdate(doc));
    expect(actionsOf(peer)).toEqual(['🌋 sea']);
  });
});

describe('two people at once', () => {
  it('both add at the same place: both rows stay, in one order, with room between them', () => {
    const [first, second] = twoPeers((doc) => addRow(doc, 'actions', { action: 'top' }));
    addRow(first, 'actions', { action: 'from the first' }, { after: null });
    addRow(second, 'actions', { action: 'from the second' }, { after: null });
    meet(first, second);
    expect(actionsOf(first).toSorted()).toEqual(['from the first', 'from the second', 'top']);
    const [top, next] = sortedRows(first, 'actions');
    addRow(first, 'actions', { action: 'between' }, { after: top?.id ?? null });
    expect(sortedRows(first, 'actions').map((row) => row.id)[2]).toBe(next?.id);
  });

  it('both move one row: it is there once', () => {
    let ids: string[] = [];
    const [first, second] = twoPeers((doc) => (ids = ['a', 'b', 'c', 'd'].map((action) => addRow(doc, 'actions', { action }))));
    moveRow(first, 'actions', ids[0]!, {});
    moveRow(second, 'actions', ids[0]!, { after: ids[1]! });
    meet(first, second);
    expect(actionsOf(first).toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect([
      ['b', 'a', 'c', 'd'],
      ['b', 'c', 'd', 'a'],
    ]).toContainEqual(actionsOf(first));
  });

  it('one moves a row while the other edits it: both changes stay', () => {
    let ids: string[] = [];
    const [first, second] = twoPeers((doc) => (ids = ['a', 'b'].map((action) => addRow(doc, 'actions', { action }))));
    moveRow(first, 'actions', ids[0]!, {});
    setCell(second, 'actions', ids[0]!, 'status', 'done');
    setCell(second, 'actions', ids[0]!, 'action', 'a, edited');
    meet(first, second);
    expect(actionsOf(first)).toEqual(['b', 'a, edited']);
    expect(readCapacityModel(first).rows.actions[1]?.cells.status).toBe('done');
  });

  it('one removes a row while the other edits it: it is gone for both', () => {
    let id = '';
    const [first, second] = twoPeers((doc) => (id = addRow(doc, 'actions', { action: 'a' })));
    removeRow(first, 'actions', id);
    setCell(second, 'actions', id, 'action', 'a, edited');
    meet(first, second);
    expect(actionsOf(first)).toEqual([]);
  });

  it('both type in one cell: both words stay', () => {
    let id = '';
    const [first, second] = twoPeers((doc) => (id = addRow(doc, 'actions', { action: 'visit' })));
    setCell(first, 'actions', id, 'action', 'first visit');
    setCell(second, 'actions', id, 'action', 'visit to İzmir');
    meet(first, second);
    expect(actionsOf(first)).toEqual(['first visit to İzmir']);
    expect(cellText(first, 'actions', id, 'action')?.toString()).toBe('first visit to İzmir');
  });

  it('random edits on both sides for a while: same model, no row twice, no untouched row lost', () => {
    const [first, second] = twoPeers((doc) => {
      for (let row = 0; row < 10; row += 1) addRow(doc, 'objectives', { objective: `kept ${row}` });
    });
    let seed = 42;
    const random = (below: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
    for (let round = 0; round < 40; round += 1) {
      for (const doc of [first, second]) {
        const rows = sortedRows(doc, 'objectives');
        const pick = () => rows[random(rows.length)]!.id;
        moveRow(doc, 'objectives', pick(), { after: random(4) === 0 ? null : pick() });
        const own = addRow(doc, 'objectives', { objective: 'passing' }, { after: pick() });
        if (random(2) === 0) removeRow(doc, 'objectives', own);
      }
      if (random(3) === 0) meet(first, second);
    }
    meet(first, second);
    const rows = readCapacityModel(first).rows.objectives;
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    const kept = rows.map((row) => row.cells.objective).filter((text) => String(text).startsWith('kept'));
    expect(kept.toSorted()).toEqual(Array.from({ length: 10 }, (_, row) => `kept ${row}`));
  });
});

describe('what another program wrote', () => {
  it('is read as far as it fits, and the rest is reported', () => {
    const doc = createCapacityModel();
    const good = addRow(doc, 'actions', { action: 'good' });
    const rows = doc.getMap('rows:actions');
    rows.set('text', 'not a row');
    rows.set('list', new Y.Array());
    const odd = new Y.Map<unknown>();
    odd.set(ORDER_KEY, { not: 'a key' });
    odd.set('action', 'plain, so it would not merge');
    odd.set('due', 'tomorrow');
    rows.set('odd', odd);
    doc.getMap('facts').set('learning-mode', 7);
    const model = readCapacityModel(doc);
    expect(model.rows.actions.map((row) => row.id)).toEqual(['odd', good]);
    expect(model.rows.actions[0]?.cells).toMatchObject({ action: '', due: null });
    expect(model.problems).toEqual([
      'rows:actions: 2 entries are not rows',
      'rows:actions odd action: is not a text',
      'rows:actions odd due: is not a date (YYYY-MM-DD)',
      'facts learning-mode: is not one of the choices',
    ]);
    // A new row still finds its place.
    addRow(doc, 'actions', { action: 'last' });
    expect(actionsOf(doc)).toEqual(['', 'good', 'last']);
  });
});
