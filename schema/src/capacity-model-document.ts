/**
 * Reading and changing a capacity model that lives in a Yjs document.
 *
 * Rows are a Y.Map from row id to row, not a Y.Array: moving an element of a Y.Array means deleting and inserting it, so two people who move
 * the same row at once get it twice, and one who edits it meanwhile loses the edit. Here a move only rewrites the row's order key: two moves
 * leave the row once, in one of the two places, and a move keeps every edit. Adding never touches another row. Removing wins over a
 * concurrent edit of the removed row; nothing else makes a row disappear. Equal order keys fall back to the row's id, so all peers
 * show one order.
 */
import * as Y from 'yjs';
import { type CellValue, cellProblem } from './capacity-model-cells.ts';
import { type Column, FACTS, type FactId, MAX_ROWS, type RowSetName } from './capacity-model-columns.ts';
import { isOrder, orderBetween } from './capacity-model-order.ts';
import { ADAPTATION, FACTS_MAP, PROSE_FRAGMENTS, rowSet } from './capacity-model.ts';

export type { CellValue } from './capacity-model-cells.ts';

export interface Row {
  readonly id: string;
  readonly cells: Readonly<Record<string, CellValue>>;
}

/** `cells` may leave columns out; those stay as they are, or empty in a new row. */
export type Cells = Readonly<Record<string, CellValue>>;

/** Where a row goes: right after a row, or null for the top. Left out, or a row that is gone: the end. */
export interface Place {
  readonly after?: string | null;
}

/** A value that does not fit its column, or a row, column or fact that does not exist. The document is unchanged. */
export class CellRefused extends Error {}

/** Key of the order fraction in a row's Y.Map. No column may have this id. */
export const ORDER_KEY = 'order';

/** An empty model. There is nothing to initialise; see `capacity-model`. */
export function createCapacityModel(): Y.Doc {
  return new Y.Doc();
}

/** Rows in their order, as stored. What another program put there that is not a row is left out. */
export function sortedRows(doc: Y.Doc, set: RowSetName): { id: string; row: Y.Map<unknown>; order: string }[] {
  const found: { id: string; row: Y.Map<unknown>; order: string }[] = [];
  for (const [id, row] of doc.getMap(rowSet(set).map)) {
    if (row instanceof Y.Map) found.push({ id, row, order: orderOf(row) });
  }
  return found.sort((one, other) => compare(one.order, other.order) || compare(one.id, other.id));
}

/** Adds a row and answers its id. Throws CellRefused when a cell does not fit or the set is full. */
export function addRow(doc: Y.Doc, set: RowSetName, cells: Cells = {}, place: Place = {}): string {
  const columns = rowSet(set).columns;
  for (const [id, value] of Object.entries(cells)) assertFits(columnOf(columns, id), value);
  const rows = doc.getMap(rowSet(set).map);
  if (rows.size >= MAX_ROWS) throw new CellRefused(`There are ${MAX_ROWS} rows already.`);
  const id = newId();
  doc.transact(() => {
    const row = new Y.Map<unknown>();
    row.set(ORDER_KEY, orderAt(doc, set, place));
    // Texts exist from the start: made on first use, two people who begin to type at once would each make one, and one would be lost.
    for (const column of columns) {
      const value = cells[column.id] ?? null;
      if (column.type === 'text') row.set(column.id, new Y.Text(typeof value === 'string' ? value : ''));
      else if (value !== null) row.set(column.id, value);
    }
    rows.set(id, row);
  });
  return id;
}

/** Answers whether the row was there. */
export function removeRow(doc: Y.Doc, set: RowSetName, id: string): boolean {
  const rows = doc.getMap(rowSet(set).map);
  if (!rows.has(id)) return false;
  rows.delete(id);
  return true;
}

/** Answers whether the row was there. Moving a row after itself changes nothing. */
export function moveRow(doc: Y.Doc, set: RowSetName, id: string, place: Place): boolean {
  const row = doc.getMap(rowSet(set).map).get(id);
  if (!(row instanceof Y.Map)) return false;
  if (place.after !== id) row.set(ORDER_KEY, orderAt(doc, set, place, id));
  return true;
}

/** Sets one cell. A text is changed only where it differs, so that what others type in it at the same time stays. */
export function setCell(doc: Y.Doc, set: RowSetName, rowId: string, columnId: string, value: CellValue): void {
  const column = columnOf(rowSet(set).columns, columnId);
  assertFits(column, value);
  const row = doc.getMap(rowSet(set).map).get(rowId);
  if (!(row instanceof Y.Map)) throw new CellRefused('This row is no longer there.');
  if (column.type === 'text') {
    doc.transact(() => changeText(textIn(row, columnId), typeof value === 'string' ? value : ''));
  } else if (row.get(columnId) !== value) {
    row.set(columnId, value);
  }
}

/** The live text of a cell, for binding to a field; null when the row is gone. Throws CellRefused when the column is not a text. */
export function cellText(doc: Y.Doc, set: RowSetName, rowId: string, columnId: string): Y.Text | null {
  if (columnOf(rowSet(set).columns, columnId).type !== 'text') throw new CellRefused(`The column ${columnId} is not a text.`);
  const row = doc.getMap(rowSet(set).map).get(rowId);
  return row instanceof Y.Map ? textIn(row, columnId) : null;
}

export function setFact(doc: Y.Doc, id: FactId, value: CellValue): void {
  const columns: Column[] = FACTS.map((fact) => fact.column);
  assertFits(columnOf(columns, id), value);
  const facts = doc.getMap(FACTS_MAP);
  if (facts.get(id) !== value) facts.set(id, value);
}

/** Appends plain paragraphs to a rich text, in the node names of the editor. For seeds and imports; people write with the editor. */
export function appendProse(doc: Y.Doc, fragment: string, paragraphs: readonly string[]): void {
  if (fragment !== ADAPTATION.fragment && !PROSE_FRAGMENTS.includes(fragment)) throw new CellRefused(`There is no text ${fragment}.`);
  doc.transact(() => {
    const nodes = paragraphs.map((text) => {
      const paragraph = new Y.XmlElement('paragraph');
      if (text) paragraph.insert(0, [new Y.XmlText(text)]);
      return paragraph;
    });
    doc.getXmlFragment(fragment).push(nodes);
  });
}

function orderAt(doc: Y.Doc, set: RowSetName, place: Place, moving?: string): string {
  const rows = sortedRows(doc, set).filter((row) => row.id !== moving);
  const index = place.after === null ? -1 : rows.findIndex((row) => row.id === place.after);
  const atEnd = place.after !== null && index === -1;
  const low = atEnd ? (rows.at(-1)?.order ?? null) : (rows[index]?.order ?? null);
  // Rows whose keys are equal (only another program makes those) have no room between them: the new row goes behind them all.
  const high = atEnd ? null : (rows.slice(index + 1).find((row) => low === null || row.order > low)?.order ?? null);
  return orderBetween(low, high);
}

function orderOf(row: Y.Map<unknown>): string {
  const order = row.get(ORDER_KEY);
  return isOrder(order) ? order : '';
}

function textIn(row: Y.Map<unknown>, columnId: string): Y.Text {
  const found = row.get(columnId);
  if (found instanceof Y.Text) return found;
  const made = new Y.Text();
  row.set(columnId, made);
  return made;
}

/** Where a text becomes another one: what stands from `start` to `end` gives way to `words`. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

/** What lies between the common beginning and the common end, never cutting a surrogate pair in two. */
export function changeBetween(now: string, next: string): TextChange {
  const most = Math.min(now.length, next.length);
  let start = 0;
  while (start < most && now[start] === next[start]) start += 1;
  if (start > 0 && isHighSurrogate(next.charCodeAt(start - 1))) start -= 1;
  let end = 0;
  while (end < most - start && now[now.length - 1 - end] === next[next.length - 1 - end]) end += 1;
  if (end > 0 && isLowSurrogate(now.charCodeAt(now.length - end))) end -= 1;
  return { start, end: now.length - end, words: next.slice(start, next.length - end) };
}

/** Replaces only where the texts differ. */
export function changeText(text: Y.Text, next: string): void {
  const { start, end, words } = changeBetween(text.toString(), next);
  if (end > start) text.delete(start, end - start);
  if (words) text.insert(start, words);
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

function columnOf(columns: readonly Column[], id: string): Column {
  const column = columns.find((candidate) => candidate.id === id);
  if (!column) throw new CellRefused(`There is no column ${id}.`);
  return column;
}

function assertFits(column: Column, value: unknown): void {
  const problem = cellProblem(column, value);
  if (problem) throw new CellRefused(`${column.label.en}: ${problem}.`);
}

/** Random, because it is made before anyone else knows of what it names. `randomUUID` is missing on pages without TLS. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Not localeCompare: every peer must sort alike, whatever its language. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
