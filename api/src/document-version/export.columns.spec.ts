import { describe, expect, it } from 'vitest';
import { CELL_PADDING, fittedColumns } from './export.columns.ts';

const total = (widths: readonly number[]): number => Math.round(widths.reduce((sum, width) => sum + width, 0));

describe('the columns of a table', () => {
  it('fill the page, the wider the more is written, and break no word', () => {
    const { size, widths } = fittedColumns({ longest: [5, 5, 9], lengths: [100, 10, 10], width: 400, sizes: [10, 8] });
    expect(size).toBe(10);
    expect(total(widths)).toBe(400);
    expect(widths[0]).toBeGreaterThan(widths[1] ?? 0);
    expect(widths[2]).toBeGreaterThanOrEqual(9 * 10 + CELL_PADDING);
  });

  it('take a smaller type rather than break a word', () => {
    const { size, widths } = fittedColumns({ longest: [9, 9, 9, 9], lengths: [9, 90, 9, 9], width: 330, sizes: [10, 8, 6] });
    expect(size).toBe(8);
    expect(total(widths)).toBe(330);
    for (const width of widths) expect(width).toBeGreaterThanOrEqual(9 * 8 + CELL_PADDING);
  });

  it('let the widest give way where nothing is small enough', () => {
    const { size, widths } = fittedColumns({ longest: [200, 5, 5], lengths: [4000, 5, 5], width: 300, sizes: [10, 8] });
    expect(size).toBe(8);
    expect(total(widths)).toBe(300);
    expect(widths.slice(1)).toEqual([5 * 8 + CELL_PADDING, 5 * 8 + CELL_PADDING]);
  });
});
