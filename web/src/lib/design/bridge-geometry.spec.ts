import { describe, expect, it } from 'vitest';
import { drawBridge, type BridgeShape } from './bridge-geometry.ts';

const SHAPE: BridgeShape = { width: 400, height: 160, span: 260, rise: 110, ring: 20, stones: 11, crown: 10, slope: 16 };

/** All coordinates of a path, as [x, y]; arcs give their end point. */
function points(path: string): [number, number][] {
  return [...path.matchAll(/[MLA]([^MLAZ]+)/g)].map(([, numbers]) => {
    const values = (numbers ?? '').trim().split(/\s+/).map(Number);
    return [values.at(-2) ?? Number.NaN, values.at(-1) ?? Number.NaN];
  });
}

describe('the bridge', () => {
  const drawing = drawBridge(SHAPE);

  it('has one keystone and as many stones on either side', () => {
    const count = (side: string) => drawing.stones.filter((stone) => stone.side === side).length;
    expect([count('left'), count('key'), count('right')]).toEqual([5, 1, 5]);
  });

  it('is the same on both sides', () => {
    const mirrored = points(drawing.right).map(([x, y]) => [Math.round((SHAPE.width - x) * 100) / 100, y]);
    expect(mirrored).toEqual(points(drawing.left));
  });

  it('curves over the water on both sides', () => {
    const sweep = (path: string) => / 0 0 ([01]) /.exec(path)?.[1];
    expect([sweep(drawing.left), sweep(drawing.right)]).toEqual(['0', '1']);
  });

  it('stays inside its drawing', () => {
    for (const path of [drawing.left, drawing.right, drawing.deck, ...drawing.stones.map((stone) => stone.path)]) {
      for (const [x, y] of points(path)) {
        expect(x).toBeGreaterThanOrEqual(-0.5);
        expect(x).toBeLessThanOrEqual(SHAPE.width + 0.5);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(SHAPE.height + 4);
      }
    }
  });

  it('springs at the water, a span apart', () => {
    const feet = [drawing.stones[0], drawing.stones.at(-1)].flatMap((stone) => points(stone?.path ?? '')).map(([x]) => x);
    expect(Math.abs(Math.min(...feet) + Math.max(...feet) - SHAPE.width)).toBeLessThan(1);
    expect(feet.some((x) => Math.abs(x - (SHAPE.width - SHAPE.span) / 2) < 2)).toBe(true);
  });
});
