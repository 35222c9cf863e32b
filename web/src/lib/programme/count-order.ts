import { STAGES, type CountRow, type Stage } from './funnel.ts';

/** A column to sort by, and which way. */
export interface CountOrder {
  by: 'name' | Stage;
  descending: boolean;
}

const isStage = (value: string): value is Stage => STAGES.some((stage) => stage === value);

/** Reads `sort` of an address: a column, with `-` in front for the largest first. */
export function readOrder(params: URLSearchParams): CountOrder {
  const text = params.get('sort') ?? '';
  const by = text.replace(/^-/, '');
  if (by !== 'name' && !isStage(by)) return { by: 'organisations', descending: true };
  return { by, descending: text.startsWith('-') };
}

/** What `sort` becomes when a column's heading is pressed: numbers begin with the largest, names with A; pressed again it turns round. */
export function pressed(order: CountOrder, by: CountOrder['by']): string {
  const descending = order.by === by ? !order.descending : by !== 'name';
  return descending ? `-${by}` : by;
}

/** Sorted by the column, then by name as readers of the language sort. */
export function inOrder<Row extends CountRow & { label: string }>(rows: readonly Row[], order: CountOrder, language: string): Row[] {
  const byName = (a: Row, b: Row): number => a.label.localeCompare(b.label, language);
  const turn = order.descending ? -1 : 1;
  if (order.by === 'name') return rows.toSorted((a, b) => turn * byName(a, b));
  const column = order.by;
  return rows.toSorted((a, b) => turn * (a[column] - b[column]) || byName(a, b));
}
