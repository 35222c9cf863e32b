import { describe, expect, it } from 'vitest';
import { cellProblem } from './capacity-model-cells.ts';
import { ORDER_KEY } from './capacity-model-document.ts';
import { orderBetween } from './capacity-model-order.ts';
import { ADAPTATION, type Column, COLUMNS, PROSE_FRAGMENTS, ROW_SET_NAMES, rowSet, SECTIONS } from './capacity-model.ts';

describe('the sections', () => {
  it('are the thirteen of the programme, in order', () => {
    expect(SECTIONS.map((section) => `${section.number} ${section.id} ${section.kind}`)).toEqual([
      '1 shared-problem prose',
      '2 baseline rows',
      '3 contributions mixed',
      '4 objectives rows',
      '5 practice prose',
      '6 actions rows',
      '7 mobility mixed',
      '8 budget mixed',
      '9 indicators rows',
      '10 adaptation prose',
      '11 risks mixed',
      '12 commitment prose',
      '13 lessons prose',
    ]);
  });

  it('leave the adaptation to documents of its own', () => {
    const adaptation = SECTIONS.find((section) => section.id === ADAPTATION.section);
    expect(adaptation).toMatchObject({ prose: [], rows: null, facts: [] });
    expect(PROSE_FRAGMENTS).not.toContain(ADAPTATION.fragment);
  });

  it('show every set of rows once', () => {
    expect(SECTIONS.flatMap((section) => section.rows?.name ?? [])).toEqual([...ROW_SET_NAMES]);
  });

  it('say everything in both languages, differently', () => {
    const labels = SECTIONS.flatMap((section) => [section.label, section.guidance, ...section.prose.map((part) => part.label)]);
    const columns = Object.values(COLUMNS).flat();
    labels.push(...columns.map((column) => column.label));
    for (const column of columns) if ('choices' in column) labels.push(...column.choices.map((choice) => choice.label));
    for (const { en, tr } of labels) {
      expect(en.trim()).not.toBe('');
      expect(tr.trim()).not.toBe('');
      expect(tr).not.toBe(en);
    }
  });

  it('use every name once', () => {
    const names = [...PROSE_FRAGMENTS, ...ROW_SET_NAMES.map((name) => rowSet(name).map), 'facts'];
    expect(new Set(names).size).toBe(names.length);
    for (const columns of Object.values(COLUMNS)) {
      const ids = columns.map((column) => column.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).not.toContain(ORDER_KEY);
    }
  });
});

describe('a cell', () => {
  const label = { en: 'x', tr: 'y' };
  const columns = {
    text: { id: 'c', type: 'text', maxLength: 3, label },
    score: { id: 'c', type: 'score', label },
    date: { id: 'c', type: 'date', label },
    money: { id: 'c', type: 'money', label },
    choice: { id: 'c', type: 'choice', choices: [{ id: 'yes', label }], label },
    row: { id: 'c', type: 'row', of: 'actions', label },
  } satisfies Record<string, Column>;

  it.each([
    ['text', 'abc', true],
    ['text', 'abcd', false],
    ['text', 3, false],
    ['score', 1, true],
    ['score', 5, true],
    ['score', 0, false],
    ['score', 6, false],
    ['score', 2.5, false],
    ['score', '3', false],
    ['score', Number.NaN, false],
    ['date', '2026-02-28', true],
    ['date', '2028-02-29', true],
    ['date', '2026-02-29', false],
    ['date', '2026-13-01', false],
    ['date', '1.2.2026', false],
    ['money', { cents: 350_000, currency: 'EUR' }, true],
    ['money', { cents: 1, currency: 'TRY' }, true],
    ['money', { cents: 1.5, currency: 'EUR' }, false],
    ['money', { cents: -1, currency: 'EUR' }, false],
    ['money', { cents: 1, currency: 'USD' }, false],
    ['money', { cents: 1, currency: 'EUR', more: 1 }, false],
    ['money', 350_000, false],
    ['choice', 'yes', true],
    ['choice', 'no', false],
    ['row', 'a1b2', true],
    ['row', 'a b', false],
  ] as const)('%s %j fits: %s', (type, value, fits) => {
    expect(cellProblem(columns[type], value) === null).toBe(fits);
  });

  it('may be empty, whatever its type', () => {
    for (const column of Object.values(columns)) expect(cellProblem(column, null)).toBeNull();
  });
});

describe('order keys', () => {
  it('always leave room: at the top, at the end, and between the same two for ever', () => {
    const first = orderBetween(null, null);
    let [top, end, low] = [first, first, first];
    const high = orderBetween(first, null);
    for (let round = 0; round < 500; round += 1) {
      const above = orderBetween(null, top);
      expect(above < top).toBe(true);
      top = above;
      const below = orderBetween(end, null);
      expect(below > end).toBe(true);
      end = below;
      const between = orderBetween(low, high);
      expect(between > low && between < high).toBe(true);
      low = between;
    }
  });

  it('stay short for as many rows as a set may have', () => {
    let end = orderBetween(null, null);
    for (let row = 0; row < 200; row += 1) end = orderBetween(end, null);
    expect(end.length).toBeLessThan(60);
  });

  it('answer something for keys that no one here made', () => {
    for (const [after, before] of [
      ['z', 'a'],
      ['0', '0'],
      ['!', '?'],
      ['', ''],
      ['a', 'a'],
      ['00', '000'],
    ] as const) {
      expect(orderBetween(after, before)).toMatch(/^[0-9A-Za-z]+$/);
    }
  });
});
