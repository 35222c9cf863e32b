import { describe, expect, it } from 'vitest';
import { AWAY_MS, stayAt } from './stay.ts';

describe('a stay', () => {
  const first = stayAt(1000, null);

  it('goes on through a reload, with what was read in it', () => {
    const read = { ...first, seen: ['risks'] };
    expect(stayAt(1000 + AWAY_MS - 1, read)).toEqual({ ...read, at: 1000 + AWAY_MS - 1 });
  });

  it('is over when the space was out of sight for a while', () => {
    const next = stayAt(1000 + AWAY_MS, { ...first, seen: ['risks'] });
    expect(next.seen).toEqual([]);
    expect(next.id).not.toBe(first.id);
  });
});
