/** Making a document read as a given text again, through changes like anybody's: what stays the same is not touched. */
import * as Y from 'yjs';
import type { Column, RowSetName } from './capacity-model-columns.ts';
import { FACTS, ROW_SET_NAMES } from './capacity-model-columns.ts';
import type { CellValue } from './capacity-model-cells.ts';
import { changeText, ORDER_KEY, type Row, sortedRows } from './capacity-model-document.ts';
import { orderBetween } from './capacity-model-order.ts';
import { FACTS_MAP, rowSet } from './capacity-model.ts';
import { alike, type DocumentText, isRun, readPart, readProse, type TextNode, type TextPart, type TextRun } from './document-text.ts';

/**
 * Changes the document, in one transaction, so that its text is `text`. Paragraphs and rows that are the same keep their place in Yjs, and
 * with it what points to them. History stays: this adds changes, it takes none back.
 */
export function writeDocumentText(doc: Y.Doc, text: DocumentText): void {
  doc.transact(() => {
    const present = [...doc.share.keys()].filter((name) => name.startsWith('prose:'));
    for (const name of new Set([...present, ...Object.keys(text.prose)])) writeProse(doc.getXmlFragment(name), text.prose[name] ?? []);
    for (const name of ROW_SET_NAMES) writeRows(doc, name, text.rows[name]);
    const facts = doc.getMap(FACTS_MAP);
    for (const { column } of FACTS) setValue(facts, column.id, text.facts[column.id]);
  });
}

/** Leaves equal elements at the beginning and at the end alone and replaces what is between them. */
function writeProse(fragment: Y.XmlFragment, wanted: readonly TextNode[]): void {
  if (alike(readProse(fragment), wanted)) return;
  const now = fragment.toArray().map(readPart);
  const same = (index: number, target: number): boolean => alike(now[index], [wanted[target]]);
  const most = Math.min(now.length, wanted.length);
  let start = 0;
  while (start < most && same(start, start)) start += 1;
  let end = 0;
  while (end < most - start && same(now.length - 1 - end, wanted.length - 1 - end)) end += 1;
  if (now.length - end > start) fragment.delete(start, now.length - end - start);
  fragment.insert(start, wanted.slice(start, wanted.length - end).map(elementOf));
}

function elementOf(node: TextNode): Y.XmlElement {
  const element = new Y.XmlElement(node.type);
  // Yjs keeps any JSON in an attribute; its types speak of strings only.
  for (const [name, value] of Object.entries(node.attributes)) element.setAttribute(name, value as string);
  element.insert(0, childrenOf(node.content));
  return element;
}

/** Runs that stand together are one text, as an editor writes them. */
function childrenOf(parts: readonly TextPart[]): (Y.XmlElement | Y.XmlText)[] {
  const children: (Y.XmlElement | Y.XmlText)[] = [];
  let runs: TextPart[] = [];
  const close = (): void => {
    if (runs.length > 0) children.push(textOf(runs));
    runs = [];
  };
  for (const part of parts) {
    if (isRun(part) || part.type === 'embed') runs.push(part);
    else {
      close();
      children.push(elementOf(part));
    }
  }
  close();
  return children;
}

function textOf(parts: readonly TextPart[]): Y.XmlText {
  const text = new Y.XmlText();
  text.applyDelta(
    parts.map((part) => (isRun(part) ? { insert: part.text, attributes: marksOf(part) } : { insert: part.attributes })),
    { sanitize: false },
  );
  return text;
}

const marksOf = ({ marks }: TextRun): Record<string, unknown> => ({ ...marks });

function writeRows(doc: Y.Doc, name: RowSetName, wanted: readonly Row[]): void {
  const { map, columns } = rowSet(name);
  const rows = doc.getMap(map);
  const kept = new Set(wanted.map(({ id }) => id));
  for (const id of [...rows.keys()]) if (!kept.has(id) || !(rows.get(id) instanceof Y.Map)) rows.delete(id);
  for (const { id, cells } of wanted) {
    const row = rowIn(rows, id);
    for (const column of columns) writeCell(row, column, cells[column.id] ?? null);
  }
  const now = sortedRows(doc, name).map(({ id }) => id);
  if (!alike(now, [...kept])) putInOrder(rows, wanted);
}

function rowIn(rows: Y.Map<unknown>, id: string): Y.Map<unknown> {
  const found = rows.get(id);
  if (found instanceof Y.Map) return found;
  const made = new Y.Map<unknown>();
  rows.set(id, made);
  return made;
}

function writeCell(row: Y.Map<unknown>, column: Column, value: CellValue): void {
  if (column.type !== 'text') return setValue(row, column.id, value);
  const found = row.get(column.id);
  const text = found instanceof Y.Text ? found : new Y.Text();
  if (text !== found) row.set(column.id, text);
  changeText(text, typeof value === 'string' ? value : '');
}

function setValue(map: Y.Map<unknown>, key: string, value: CellValue): void {
  const now = map.get(key) ?? null;
  if (!alike(now, value)) map.set(key, value);
}

function putInOrder(rows: Y.Map<unknown>, wanted: readonly Row[]): void {
  let order: string | null = null;
  for (const { id } of wanted) {
    order = orderBetween(order, null);
    rowIn(rows, id).set(ORDER_KEY, order);
  }
}
