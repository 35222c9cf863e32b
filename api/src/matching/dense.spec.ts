import { describe, expect, it } from 'vitest';
import { assign } from './assignment.ts';
import { assignTable, coversTable, type ScoreTable } from './dense.ts';
import { groupByRow } from './pairs-by-row.ts';
import { seeded } from './problems.ts';

const SIZE = 150;

function table(scoreOf: (row: number, column: number) => number): ScoreTable {
  const scores = Uint16Array.from({ length: SIZE * SIZE }, (_, at) => Math.round(1000 * scoreOf(Math.floor(at / SIZE), at % SIZE)));
  return { rows: SIZE, columns: SIZE, row: (index) => scores.subarray(index * SIZE, (index + 1) * SIZE) };
}

const next = seeded(3);
const liking = Array.from({ length: SIZE }, next);
const tables: Record<string, ScoreTable> = {
  uniform: table(next),
  'wanted by all alike': table((row, column) => 0.4 * liking[row]! + 0.4 * liking[column]! + 0.2 * next()),
  'drawn to a few hubs': table((_, column) => 0.6 * (1 - column / SIZE) ** 3 + 0.4 * next()),
  'full of ties': table(() => Math.floor(next() * 4) / 4),
  'all the same': table(() => 0.5),
  'in which every second pair may not be': table(() => (next() < 0.5 ? 0 : next())),
  'in which somebody fits nobody': table((row, column) => (row === 3 || column === 7 ? 0 : liking[column]!)),
  // 0 and 1 could both have a partner, but the two best pairs of them are worth less than one.
  'in which somebody had better stay alone': table((row, column) => {
    if (row < 2 && column < 2)
      return [
        [1, 0.3],
        [0.3, 0],
      ][row]![column]!;
    return row === column ? 0.5 : 0;
  }),
};

const worthOf = (scores: ScoreTable, columnOf: Int32Array): number =>
  columnOf.reduce((sum, column, row) => sum + (column === -1 ? 0 : scores.row(row)[column]!), 0);

/** Every pair of the table, or the best so many of each row. */
function pairsOf(scores: ScoreTable, most: number): Parameters<typeof assign>[0] {
  const listed = Array.from({ length: SIZE }, (_, row) => {
    const order = Array.from(scores.row(row).keys()).sort((a, b) => scores.row(row)[b]! - scores.row(row)[a]!);
    return order.slice(0, most).map((column) => [row, column, scores.row(row)[column]!] as const);
  }).flat();
  const part = (place: 0 | 1 | 2): Int32Array => Int32Array.from(listed, (one) => one[place]);
  return groupByRow(SIZE, SIZE, part(0), part(1), part(2));
}

describe.each(Object.entries(tables))('a table %s', (_name, scores) => {
  it.each([SIZE, 40, 1, 0])('is matched best with %i places, and its prices cover every pair of it', (places) => {
    const found = assignTable(scores, places);
    const worth = worthOf(scores, found.columnOf);
    expect(worth).toBe(worthOf(scores, assign(pairsOf(scores, SIZE), places).columnOf));
    expect(coversTable(scores, found)).toBe(true);
    const sum = (prices: Int32Array): number => prices.reduce((total, price) => total + price, 0);
    expect(sum(found.rowPrice) + sum(found.columnPrice) + places * found.placePrice).toBe(worth);
  });
});

it('would not be matched best on the few that each row likes most: where all want the same hubs, most are on nobody’s list', () => {
  const hubs = tables['drawn to a few hubs']!;
  const pruned = assign(pairsOf(hubs, 10), SIZE);
  const whole = assignTable(hubs, SIZE);
  expect(pruned.matched).toBeLessThan(SIZE / 2);
  expect(whole.matched).toBe(SIZE);
  expect(worthOf(hubs, whole.columnOf)).toBeGreaterThan(worthOf(hubs, pruned.columnOf));
  expect(coversTable(hubs, pruned)).toBe(false);
});
