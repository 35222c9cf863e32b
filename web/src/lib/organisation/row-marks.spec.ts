import { expect, it } from 'vitest';
import { foundFirst, rowMarks } from './row-marks.ts';

const parts = [{ text: 'Gençlik', found: true }];

it('puts each highlight where the row shows it', () => {
  const marks = rowMarks([
    { property: 'name', id: null, parts },
    { property: 'formerNames', id: null, parts },
    { property: 'fields', id: 'youth', parts: [] },
    { property: 'statement', id: 'digital-tools', parts },
    { property: 'about', id: null, parts },
  ]);
  expect(marks).toMatchObject({ name: parts, acronym: undefined, place: false, former: [parts] });
  expect([...marks.labels]).toEqual(['youth', 'digital-tools']);
  expect(marks.pieces).toEqual([
    { issue: 'digital-tools', parts },
    { issue: null, parts },
  ]);
});

it('shows what was looked for first', () => {
  expect(foundFirst([{ id: 'a' }, { id: 'b' }, { id: 'c' }], new Set(['c'])).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
});
