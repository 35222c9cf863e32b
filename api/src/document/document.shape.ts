/**
 * What may stand in the parts of a document that people see: rich texts hold what the editor shows (`schema/src/prose`), rows and facts what
 * their columns take (`schema/src/capacity-model-columns`). Roots of other names are nobody's shape and are let be.
 * Each struct is judged by itself and its place, so that two changes that were right apart are right together.
 */
import { cellProblem, isId } from '@kopru/schema/capacity-model-cells';
import { ADAPTATION, PROSE_FRAGMENTS } from '@kopru/schema/capacity-model';
import { type Column, COLUMNS, FACTS, MAX_ROWS, ROW_SET_NAMES, type RowSetName } from '@kopru/schema/capacity-model-columns';
import { ORDER_KEY } from '@kopru/schema/capacity-model-document';
import { isOrder } from '@kopru/schema/capacity-model-order';
import { attributeFits, childFits, markFits, TEXT } from '@kopru/schema/prose';
import * as Y from 'yjs';
import type { Inspected, Refusal } from './document.inspect.ts';

type Store = Y.Doc['store'];
type Type = Y.AbstractType<unknown>;

/** Several people may pass a limit together, each of them keeping to it; a flood may not. */
const SLACK = 4;
const FACTS_ROOT = 'facts';

const refuse = (message: string): Refusal => ({ code: 'BAD_USER_INPUT', message });
const NO_PROSE = refuse('A rich text holds elements such as paragraphs, and these hold elements and texts; nothing else.');
const NO_ROW = refuse('Rows hold rows under their ids, and nothing else.');
const NO_SUCH_PART = refuse('A document of this kind has no such part.');

/** Which parts a document of a kind has. Whatever is called a rich text, rows or facts is kept in versions and exported: where no page shows it, it would be signed unseen. */
export type Kind = 'CAPACITY_MODEL' | 'ADAPTATION' | 'NOTES';
const RICH_TEXTS: Readonly<Record<Kind, ReadonlySet<string>>> = {
  CAPACITY_MODEL: new Set(PROSE_FRAGMENTS),
  ADAPTATION: new Set([ADAPTATION.fragment]),
  NOTES: new Set(PROSE_FRAGMENTS),
};

/** What is known of the document that something is written into. */
export interface Holding {
  readonly kind: Kind;
  /** The two of its partnership: a cell names one of them. Left out, any is taken. */
  readonly organisationIds?: readonly string[] | undefined;
}

/** To be asked after applying: the first thing in the update that must not get into the log. */
export function shapeProblem(store: Store, { structs }: Inspected, holding: Holding): Refusal | null {
  const places = new Map<Type, Place>();
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    const item = Y.getItem(store, struct.id) as Y.Item | Y.GC | null;
    if (!(item instanceof Y.Item) || item.deleted || !(item.parent instanceof Y.AbstractType)) continue;
    const problem = judge(item, item.parent, placeOf(item.parent, places), holding);
    if (problem) return problem;
  }
  return null;
}

/** Where a type is: the name of its root, and how many types it lies below it. */
interface Place {
  readonly root: string;
  readonly depth: number;
}

export function placeOf(type: Type, places: Map<Type, Place>): Place {
  const known = places.get(type);
  if (known) return known;
  let depth = 0;
  let top = type;
  while (top._item?.parent instanceof Y.AbstractType) {
    top = top._item.parent;
    depth += 1;
  }
  const place = { root: top._item === null ? Y.findRootTypeKey(top) : '', depth };
  places.set(type, place);
  return place;
}

function judge(item: Y.Item, parent: Type, { root, depth }: Place, holding: Holding): Refusal | null {
  const { kind } = holding;
  if (root.startsWith('prose:')) return RICH_TEXTS[kind].has(root) ? proseProblem(item, depth === 0 ? null : parent) : NO_SUCH_PART;
  if (kind === 'ADAPTATION' && (root.startsWith('rows:') || root === FACTS_ROOT)) return NO_SUCH_PART;
  if (root.startsWith('rows:')) return rowProblem(item, parent, root.slice('rows:'.length), depth, holding);
  if (root === FACTS_ROOT) return factProblem(item, depth);
  // Readers of any rich text, ours or not, cannot follow an element with values in it.
  return parent instanceof Y.XmlElement && item.parentSub === null && !(typeOf(item) instanceof Y.XmlFragment || isXmlText(item))
    ? NO_PROSE
    : null;
}

const typeOf = (item: Y.Item): object | null => (item.content instanceof Y.ContentType ? item.content.type : null);
const isXmlText = (item: Y.Item): boolean => typeOf(item) instanceof Y.XmlText;

/** `parent` null: the rich text itself. */
function proseProblem(item: Y.Item, parent: Type | null): Refusal | null {
  if (parent instanceof Y.XmlText) return textProblem(item);
  if (parent !== null && !(parent instanceof Y.XmlElement)) return NO_PROSE;
  const name = parent?.nodeName ?? null;
  if (item.parentSub !== null) {
    const fits = name !== null && attributeFits(name, item.parentSub, valueOf(item));
    return fits ? null : refuse(`The attribute ${item.parentSub} does not belong to ${name ?? 'a rich text'}, or not with this value.`);
  }
  const child = typeOf(item);
  const childName = child instanceof Y.XmlElement ? child.nodeName : isXmlText(item) ? TEXT : null;
  if (childName === null) return NO_PROSE;
  return childFits(name, childName) ? null : refuse(`A ${childName} cannot stand in ${name ?? 'a rich text'}.`);
}

function textProblem({ content, parentSub }: Y.Item): Refusal | null {
  if (parentSub === null && content instanceof Y.ContentString) return null;
  if (content instanceof Y.ContentFormat) {
    return markFits(content.key, content.value) ? null : refuse(`Text cannot be marked as ${content.key}, or not with this value.`);
  }
  return NO_PROSE;
}

function rowProblem(item: Y.Item, parent: Type, set: string, depth: number, holding: Holding): Refusal | null {
  const columns = ROW_SET_NAMES.includes(set as RowSetName) ? COLUMNS[set as RowSetName] : null;
  if (!columns) return null;
  if (depth === 0) {
    if (!isId(item.parentSub) || typeOf(item)?.constructor !== Y.Map) return NO_ROW;
    return liveKeys(parent) > MAX_ROWS * SLACK ? refuse(`There are at most ${MAX_ROWS} rows. Remove one first.`) : null;
  }
  if (depth === 1) return item.parentSub === null ? NO_ROW : cellOf(columns, item.parentSub, item, holding);
  const column = columns.find(({ id }) => id === parent._item?.parentSub);
  if (depth > 2 || column?.type !== 'text' || !(item.content instanceof Y.ContentString) || item.parentSub !== null) {
    return refuse('A cell of text holds plain text only.');
  }
  return parent._length > column.maxLength * SLACK ? refuse(`${column.label.en}: is longer than ${column.maxLength} characters.`) : null;
}

function cellOf(columns: readonly Column[], key: string, item: Y.Item, { organisationIds }: Holding): Refusal | null {
  if (key === ORDER_KEY) return isOrder(valueOf(item)) ? null : refuse('The order of a row is digits and letters.');
  const column = columns.find(({ id }) => id === key);
  if (!column) return refuse(`There is no column ${key}.`);
  if (column.type === 'text') return typeOf(item)?.constructor === Y.Text ? null : refuse(`${column.label.en}: is not a text.`);
  const value = valueOf(item);
  if (column.type === 'organisation' && isId(value) && organisationIds && !organisationIds.includes(value)) {
    return refuse(`${column.label.en}: is neither of the two organisations of the partnership.`);
  }
  return valueProblem(column, item);
}

function factProblem(item: Y.Item, depth: number): Refusal | null {
  const fact = FACTS.find(({ column }) => column.id === item.parentSub);
  return fact && depth === 0 ? valueProblem(fact.column, item) : refuse('There is no such fact.');
}

function valueProblem(column: Column, item: Y.Item): Refusal | null {
  const problem = cellProblem(column, valueOf(item));
  return problem === null ? null : refuse(`${column.label.en}: ${problem}.`);
}

/** The value under a key; undefined when it is none that a cell or an attribute can have. */
function valueOf({ content }: Y.Item): unknown {
  return content instanceof Y.ContentAny && content.arr.length === 1 ? (content.arr[0] as unknown) : undefined;
}

function liveKeys(type: Type): number {
  let count = 0;
  for (const item of type._map.values()) if (!item.deleted) count += 1;
  return count;
}
