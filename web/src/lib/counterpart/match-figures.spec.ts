import { describe, expect, it } from 'vitest';
import { laidStones, share, strongest } from './match-figures.ts';

const reason = (component: string, weight: number, contribution: number) => ({ component, weight, contribution, text: `${component}.` });

describe('match figures', () => {
  it('name what gave most, and nothing that gave little of what it could', () => {
    const reasons = [reason('fields', 18, 7.2), reason('needs-met', 22, 22), reason('texts', 21, 7.9), reason('freshness', 0.6, 0.4)];
    expect(strongest(reasons, 3).map(({ component }) => component)).toEqual(['needs-met', 'fields']);
    expect(strongest(reasons, 1).map(({ component }) => component)).toEqual(['needs-met']);
  });

  it('fill a bar by what was possible', () => {
    expect([reason('a', 20, 5), reason('b', 0, 0), reason('c', 4, 4.2)].map(share)).toEqual([0.25, 0, 1]);
  });

  it('build the arch from both feet, and close it only at 100', () => {
    expect(laidStones(0, 21)).toEqual({ left: 0, right: 0, key: false });
    expect(laidStones(50, 21)).toEqual({ left: 5, right: 5, key: false });
    expect(laidStones(99.4, 21)).toEqual({ left: 10, right: 10, key: false });
    expect(laidStones(100, 21)).toEqual({ left: 10, right: 10, key: true });
    expect(laidStones(-3, 21)).toEqual({ left: 0, right: 0, key: false });
  });
});
