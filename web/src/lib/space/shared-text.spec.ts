import { expect, it } from 'vitest';
import { movedBy } from './shared-text.ts';

it('keeps the cursor at its letter when others write before it, and still when they write behind it', () => {
  expect(movedBy([{ retain: 2 }, { insert: 'abc' }], 5)).toBe(8);
  expect(movedBy([{ retain: 7 }, { insert: 'abc' }], 5)).toBe(5);
  expect(movedBy([{ retain: 5 }, { insert: 'abc' }], 5)).toBe(5);
});

it('brings the cursor to the start of what was deleted around it', () => {
  expect(movedBy([{ retain: 2 }, { delete: 2 }], 5)).toBe(3);
  expect(movedBy([{ retain: 2 }, { delete: 9 }], 5)).toBe(2);
  expect(movedBy([{ delete: 2 }, { insert: 'xyz' }], 5)).toBe(6);
});
