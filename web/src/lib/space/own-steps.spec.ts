import { setCell, addRow } from '@kopru/schema/capacity-model-document';
import { rowSet } from '@kopru/schema/capacity-model';
import { readCapacityModel } from '@kopru/schema/capacity-model-reading';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { pair, settle, Writer } from './editors-without-page.ts';
import { OwnSteps } from './own-steps.ts';
import { agree, THREE, TWO } from './rescue-cases.ts';
import { removeForNow } from './row-removal.ts';

it('a word that is taken back after the heading around it takes along nothing that somebody else wrote beside it', () => {
  const { emre, sofia } = pair(TWO);
  sofia.goTo('Nobody');
  sofia.type(' here');
  settle([emre, sofia]);
  emre.pause();
  emre.goTo('Nobody ');
  emre.type('ever, ');
  emre.pause();
  emre.do('heading');
  for (const way of ['undo', 'undo', 'redo', 'redo', 'undo', 'undo'] as const) {
    emre[way]();
    settle([emre, sofia]);
    expect(agree(emre, sofia)).toContain(' here asks them why.');
  }
  expect(sofia.text).toBe('paragraph(Volunteers leave.) paragraph(Nobody here asks them why.)');
});

it.each([
  ['heading', 'list'],
  ['list', 'quote'],
  ['split', 'heading'],
] as const)('%s and %s in quick succession are two steps, and neither takes what somebody else wrote between them', (first, second) => {
  const { emre, sofia } = pair(TWO);
  sofia.goTo('asks');
  emre.pause();
  emre.goTo('Nobody');
  for (const change of [first, second]) {
    emre.do(change);
    settle([emre, sofia]);
    sofia.type('!');
    settle([emre, sofia]);
  }
  for (const way of ['undo', 'undo', 'redo', 'redo', 'undo'] as const) {
    emre[way]();
    settle([emre, sofia]);
    expect(agree(emre, sofia).match(/!/g)).toHaveLength(2);
  }
});

it('so it goes wholly when somebody wrote in the middle of it since', () => {
  const { emre, sofia } = pair(TWO);
  emre.pause();
  emre.goTo('Nobody');
  emre.type(', ever,');
  emre.pause();
  emre.do('heading');
  emre.undo();
  settle([emre, sofia]);
  sofia.goTo(', ');
  sofia.type('here');
  settle([emre, sofia]);
  emre.undo();
  expect(emre.text).toBe('paragraph(Volunteers leave.) paragraph(Nobodyhere asks them why.)');
});

it('steps whose words were brought back together are taken back one by one, a join with the paragraph that it took', () => {
  const { emre, sofia } = pair(THREE);
  emre.pause();
  emre.goTo('Nobody', 'before');
  emre.do('join');
  emre.pause();
  emre.goTo('Nobody');
  emre.type(', ever,');
  emre.pause();
  sofia.goTo('leave.', 'before');
  sofia.do('heading');
  settle([emre, sofia]);
  const told = [emre.text];
  for (const way of ['undo', 'undo', 'redo', 'redo'] as const) {
    emre[way]();
    settle([emre, sofia]);
    told.push(agree(emre, sofia));
  }
  const [both, joined, apart] = [
    'heading(Volunteers leave.Nobody, ever, asks them why.) paragraph(We do.)',
    'heading(Volunteers leave.Nobody asks them why.) paragraph(We do.)',
    'heading(Volunteers leave.) paragraph(Nobody asks them why.) paragraph(We do.)',
  ];
  expect(told).toEqual([both, joined, apart, joined, both]);
});

it('words of an earlier window that were brought back are not taken back in the next, which could not bring back what they stood in', () => {
  const { server, emre, sofia } = pair(TWO);
  emre.disconnect();
  emre.goTo('Nobody', 'before');
  emre.do('join');
  sofia.goTo('leave.', 'before');
  sofia.do('heading');
  sofia.send();
  const second = new Writer(server, emre.left);
  emre.destroy();
  second.connect();
  settle([second, sofia]);
  second.undo();
  expect(agree(second, sofia)).toBe('heading(Volunteers leave.Nobody asks them why.)');
});

it('the same in a cell whose row was removed and put back', () => {
  const [emre, sofia] = [new Y.Doc({ gc: false }), new Y.Doc({ gc: false })];
  const id = addRow(emre, 'actions', { action: 'Meet' });
  const steps = new OwnSteps([emre.getMap(rowSet('actions').map)], { captureTimeout: 0 });
  setCell(emre, 'actions', id, 'action', 'Meet often');
  Y.applyUpdate(sofia, Y.encodeStateAsUpdate(emre));
  setCell(sofia, 'actions', id, 'action', 'Meet often in Izmir');
  Y.applyUpdate(emre, Y.encodeStateAsUpdate(sofia), 'server');
  removeForNow(emre, steps, 'actions', id)();
  steps.undo();
  expect(readCapacityModel(emre).rows.actions[0]?.cells['action']).toBe('Meet in Izmir');
});
