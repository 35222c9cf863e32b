/** The whole model as plain JSON, for previews, exports, signatures and tests. */
import * as Y from 'yjs';
import { type CellValue, cellProblem } from './capacity-model-cells.ts';
import { type Column, FACTS, type FactId, MAX_ROWS, ROW_SET_NAMES, type RowSetName } from './capacity-model-columns.ts';
import { type Row, sortedRows } from './capacity-model-document.ts';
import { FACTS_MAP, PROSE_FRAGMENTS, rowSet } from './capacity-model.ts';

export interface CapacityModel {
  /** Plain text of each rich text, blocks separated by a line break, under the fragment's name. */
  readonly prose: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<RowSetName, readonly Row[]>>;
  readonly facts: Readonly<Record<FactId, CellValue>>;
  /** What did not fit and is left out (shown as null), each as "rows:actions <row> due: is not a date …". */
  readonly problems: readonly string[];
}

/**
 * Reads the model. Never throws: whatever a member's program wrote, the rest stays readable, and what does not fit is reported.
 * A column that a row does not have yet reads as '' (text) or null.
 */
export function readCapacityModel(doc: Y.Doc): CapacityModel {
  const problems: string[] = [];
  const facts = doc.getMap(FACTS_MAP);
  return {
    prose: Object.fromEntries(PROSE_FRAGMENTS.map((name) => [name, proseText(doc.getXmlFragment(name))])),
    rows: Object.fromEntries(ROW_SET_NAMES.map((name) => [name, readRows(doc, name, problems)])) as Record<RowSetName, Row[]>,
    facts: Object.fromEntries(
      FACTS.map(({ column }) => [column.id, readCell(column, facts.get(column.id), `${FACTS_MAP} ${column.id}`, problems)]),
    ) as Record<FactId, CellValue>,
    problems,
  };
}

function readRows(doc: Y.Doc, name: RowSetName, problems: string[]): Row[] {
  const { map, columns } = rowSet(name);
  const rows = sortedRows(doc, name);
  const strangers = doc.getMap(map).size - rows.length;
  if (strangers > 0) problems.push(`${map}: ${strangers} entries are not rows`);
  if (rows.length > MAX_ROWS) problems.push(`${map}: has ${rows.length} rows, more than ${MAX_ROWS}`);
  return rows.map(({ id, row }) => ({
    id,
    cells: Object.fromEntries(
      columns.map((column) => [column.id, readCell(column, row.get(column.id), `${map} ${id} ${column.id}`, problems)]),
    ),
  }));
}

function readCell(column: Column, stored: unknown, where: string, problems: string[]): CellValue {
  if (stored === undefined || stored === null) return column.type === 'text' ? '' : null;
  const value = column.type === 'text' && stored instanceof Y.Text ? stored.toString() : stored;
  // A text kept as a plain value would not merge, so it does not count as one.
  const problem = column.type === 'text' && !(stored instanceof Y.Text) ? 'is not a text' : cellProblem(column, value);
  if (problem === null) return value as CellValue;
  problems.push(`${where}: ${problem}`);
  // Two people can pass a limit together: every word of theirs is still shown.
  if (stored instanceof Y.Text) return value as CellValue;
  return column.type === 'text' ? '' : null;
}

/** Block elements end a line; marks and attributes are left out. Works without recursion, because a document may be nested deeply. */
export function proseText(fragment: Y.XmlFragment): string {
  const lines: string[] = [];
  let line = '';
  const lineEnd = Symbol('line end');
  const waiting: unknown[] = [];
  // One by one: spreading a hundred thousand children into push() would overflow the stack.
  const visit = (parent: Y.XmlFragment): void => {
    for (const child of parent.toArray().reverse()) waiting.push(child);
  };
  visit(fragment);
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (node === lineEnd) {
      if (line) lines.push(line);
      line = '';
    } else if (node instanceof Y.XmlText) {
      line += plain(node);
    } else if (node instanceof Y.XmlFragment) {
      waiting.push(lineEnd);
      visit(node);
      waiting.push(lineEnd);
    }
  }
  if (line) lines.push(line);
  return lines.join('\n');
}

/** `toString()` of an XmlText writes marks as tags; only the inserted strings are wanted. */
function plain(text: Y.XmlText): string {
  const delta = text.toDelta() as { insert: unknown }[];
  return delta.map((part) => (typeof part.insert === 'string' ? part.insert : '')).join('');
}
