import { addRow, moveRow, removeRow, setCell } from '@kopru/schema/capacity-model-document';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { changedIn } from './row-steps.ts';

it('knows the cell or the row of a step, and only in its own set', () => {
  const doc = new Y.Doc();
  const rows = doc.getMap('rows:actions');
  const steps = new Y.UndoManager([rows, doc.getMap('rows:risks')], { captureTimeout: 0 });
  const places: unknown[] = [];
  steps.on('stack-item-popped', (popped) => places.push(changedIn(popped, rows)));
  const rowId = addRow(doc, 'actions');
  const other = addRow(doc, 'actions');
  setCell(doc, 'actions', rowId, 'action', 'Train mentors');
  setCell(doc, 'actions', rowId, 'status', 'done');
  moveRow(doc, 'actions', rowId, { after: other });
  removeRow(doc, 'actions', other);
  addRow(doc, 'risks');
  for (let step = 0; step < 7; step += 1) steps.undo();
  expect(places).toEqual([
    null,
    { rowId: other, columnId: null, there: true },
    { rowId, columnId: 'order', there: true },
    { rowId, columnId: 'status', there: true },
    { rowId, columnId: 'action', there: true },
    { rowId: other, columnId: null, there: false },
    { rowId, columnId: null, there: false },
  ]);
});
