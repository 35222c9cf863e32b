import { expect, it } from 'vitest';
import { beginsWriting, commandOf, ledTo } from './grid-keys.ts';

const NO_KEYS = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
const press = (key: string, held: Partial<typeof NO_KEYS> = {}) => ({ ...NO_KEYS, ...held, key });

it.each([
  ['ArrowRight', {}, { row: 1, stop: 2 }],
  ['ArrowLeft', {}, { row: 1, stop: 0 }],
  ['ArrowUp', {}, { row: 0, stop: 1 }],
  ['ArrowDown', {}, { row: 2, stop: 1 }],
  ['Home', {}, { row: 1, stop: 0 }],
  ['End', {}, { row: 1, stop: 4 }],
  ['Home', { ctrlKey: true }, { row: 0, stop: 0 }],
  ['End', { metaKey: true }, { row: 3, stop: 4 }],
])('%s with %o leads to the cell the pattern names', (key, held, to) => {
  expect(ledTo(press(key, held), { row: 1, stop: 1 }, 4, 5)).toEqual(to);
});

it('stays at the edges, and leaves Tab and other keys to the browser', () => {
  expect(ledTo(press('ArrowUp'), { row: 0, stop: 0 }, 4, 5)).toEqual({ row: 0, stop: 0 });
  expect(ledTo(press('ArrowRight'), { row: 3, stop: 4 }, 4, 5)).toEqual({ row: 3, stop: 4 });
  expect(ledTo(press('Tab'), { row: 1, stop: 1 }, 4, 5)).toBeNull();
  expect(ledTo(press('ArrowRight', { ctrlKey: true }), { row: 1, stop: 1 }, 4, 5)).toBeNull();
  expect(ledTo(press('ArrowUp', { altKey: true }), { row: 1, stop: 1 }, 4, 5)).toBeNull();
});

it('knows what is asked of a row, and writes with letters but not with commands', () => {
  expect(commandOf(press('ArrowUp', { altKey: true }))).toBe('up');
  expect(commandOf(press('Enter', { ctrlKey: true }))).toBe('add');
  expect(commandOf(press('Backspace', { metaKey: true }))).toBe('remove');
  expect(commandOf(press('z', { ctrlKey: true }))).toBe('undo');
  expect(commandOf(press('Z', { ctrlKey: true, shiftKey: true }))).toBe('redo');
  expect(commandOf(press('Delete'))).toBeNull();
  expect(['ş', 'A', '7', 'Enter', 'F2'].map((key) => beginsWriting(press(key)))).toEqual([true, true, true, true, true]);
  expect(beginsWriting(press('c', { ctrlKey: true }))).toBe(false);
  expect(beginsWriting(press('Tab'))).toBe(false);
});
