import { addRow, moveRow, setCell, sortedRows } from '@kopru/schema/capacity-model-document';
import { rowSet } from '@kopru/schema/capacity-model';
import { readCapacityModel } from '@kopru/schema/capacity-model-reading';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { removeForNow } from './row-removal.ts';

function threeActions() {
  const doc = new Y.Doc();
  const [first, second, third] = ['plan', 'train', 'review'].map((action) => addRow(doc, 'actions', { action, status: 'planned' }));
  const steps = new Y.UndoManager([doc.getMap(rowSet('actions').map)]);
  const texts = () => readCapacityModel(doc).rows.actions.map(({ cells }) => cells['action']);
  return { doc, steps, first: first!, second: second!, third: third!, texts };
}

it('puts a removed row back in its place with its cells, also after other things were written', () => {
  const { doc, steps, first, second, texts } = threeActions();
  setCell(doc, 'actions', second, 'action', 'train and pay');
  const putBack = removeForNow(doc, steps, 'actions', second);
  setCell(doc, 'actions', first, 'action', 'plan well');
  expect(texts()).toEqual(['plan well', 'review']);
  expect(putBack()).toBe(true);
  expect(texts()).toEqual(['plan well', 'train and pay', 'review']);
  expect(readCapacityModel(doc).rows.actions[1]?.cells['status']).toBe('planned');
  expect(putBack()).toBe(false);
});

it('keeps the row where the others moved its neighbours to', () => {
  const { doc, steps, first, second, third } = threeActions();
  const putBack = removeForNow(doc, steps, 'actions', second);
  moveRow(doc, 'actions', first, { after: third });
  putBack();
  expect(sortedRows(doc, 'actions').map(({ id }) => id)).toEqual([second, third, first]);
});
