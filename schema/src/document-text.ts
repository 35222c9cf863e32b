/**
 * What people read in a document, as plain data without the history of how it came to be: what a version keeps, what a signature covers,
 * what is compared and exported. Two documents that look the same have the same text, whatever Yjs remembers of them.
 *
 * Nothing that is shown is left out: elements and marks that this file has never heard of are kept as they are, with all their words.
 */
import * as Y from 'yjs';
import type { CellValue } from './capacity-model-cells.ts';
import { type FactId, ROW_SET_NAMES, type RowSetName } from './capacity-model-columns.ts';
import type { Row } from './capacity-model-document.ts';
import { readCapacityModel } from './capacity-model-reading.ts';
import { ADAPTATION, rowSet } from './capacity-model.ts';

/** A value of an attribute or a mark. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Attributes = Readonly<Record<string, Json>>;

/** Characters that carry the same marks: bold, link … */
export interface TextRun {
  readonly text: string;
  readonly marks: Attributes;
}

/** An element of a rich text under the editor's name for it: paragraph, heading, bulletList … */
export interface TextNode {
  readonly type: string;
  readonly attributes: Attributes;
  readonly content: readonly TextPart[];
}

export type TextPart = TextRun | TextNode;
export const isRun = (part: TextPart): part is TextRun => 'text' in part;

export interface DocumentText {
  /** The rich texts that have something in them, by the name of their fragment. */
  readonly prose: Readonly<Record<string, readonly TextNode[]>>;
  readonly rows: Readonly<Record<RowSetName, readonly Row[]>>;
  readonly facts: Readonly<Record<FactId, CellValue>>;
  /** Of a capacity model: what each organisation's adaptation reads, by the organisation's id; left out where section 10 is no part of it. */
  readonly adaptations?: Readonly<Record<string, readonly TextNode[]>>;
}

/** A text as a version keeps it: as JSON, because taking hostile texts apart belongs into a thread. */
export interface KeptText {
  readonly text: string;
  /** Of a capacity model: the JSON of both adaptations as they read at the same moment (`KeptAdaptation`s); null where they are no part of it. */
  readonly adaptations: string | null;
}

/** One organisation's adaptation in a kept text. */
export interface KeptAdaptation {
  readonly organisationId: string;
  /** Of the last update of the adaptation that it contains. */
  readonly sequence: number;
  readonly text: DocumentText;
}

/** A kept text with what it holds of section 10. */
export function wholeText({ text, adaptations }: KeptText): DocumentText {
  const own = JSON.parse(text) as DocumentText;
  if (adaptations === null) return own;
  const kept = JSON.parse(adaptations) as KeptAdaptation[];
  return { ...own, adaptations: Object.fromEntries(kept.map((one) => [one.organisationId, one.text.prose[ADAPTATION.fragment] ?? []])) };
}

const PROSE_ROOT = /^prose:/;
/** What others say about the text is not the text: to comment on a signed version changes nothing in it. */
const REMARK = /^comment/;
/** y-prosemirror tells overlapping marks of one kind apart by a hash behind their name. */
const MARK_HASH = /--[0-9A-Za-z+/=]{8}$/;

/** Reads the text. Never throws, and leaves out only what no page shows: cells that do not fit, and remarks. */
export function readDocumentText(doc: Y.Doc): DocumentText {
  const names = [...doc.share.keys()].filter((name) => PROSE_ROOT.test(name)).sort();
  const prose = names.map((name) => [name, readProse(doc.getXmlFragment(name))] as const).filter(([, nodes]) => nodes.length > 0);
  const { rows, facts } = readCapacityModel(doc);
  return { prose: Object.fromEntries(prose), rows, facts };
}

/** Elements of a rich text. Empty paragraphs at its end are none: an editor adds and drops them as it opens. */
export function readProse(fragment: Y.XmlFragment): TextNode[] {
  const nodes = partsOf(fragment).map((part): TextNode => (isRun(part) ? { type: 'paragraph', attributes: {}, content: [part] } : part));
  const last = nodes.findLastIndex((node) => !isEmptyParagraph(node));
  return nodes.slice(0, last + 1);
}

export function isEmptyParagraph({ type, content }: TextNode): boolean {
  return type === 'paragraph' && content.length === 0;
}

/** What one child of a rich text or an element reads as; a text is one run for each change of marks. */
export function readPart(child: unknown): TextPart[] {
  if (child instanceof Y.XmlText) return runsOf(child);
  if (child instanceof Y.XmlElement) return [{ type: child.nodeName, attributes: ordered(child.getAttributes()), content: partsOf(child) }];
  return [];
}

function partsOf(parent: Y.XmlFragment): TextPart[] {
  const parts: TextPart[] = [];
  for (const part of parent.toArray().flatMap(readPart)) {
    const before = parts.at(-1);
    if (before && isRun(before) && isRun(part) && alike(before.marks, part.marks)) {
      parts[parts.length - 1] = { text: before.text + part.text, marks: before.marks };
    } else parts.push(part);
  }
  return parts;
}

function runsOf(text: Y.XmlText): TextPart[] {
  const delta = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  return delta.flatMap(({ insert, attributes = {} }): TextPart[] => {
    if (typeof insert === 'string') return insert ? [{ text: insert, marks: marksOf(attributes) }] : [];
    return [{ type: 'embed', attributes: ordered(insert as Record<string, unknown>), content: [] }];
  });
}

function marksOf(stored: Record<string, unknown>): Attributes {
  const named = Object.entries(stored).map(([name, value]) => [name.replace(MARK_HASH, ''), value] as const);
  return ordered(Object.fromEntries(named.filter(([name]) => !REMARK.test(name))));
}

/** In the order of their names, without those that say nothing. */
function ordered(stored: Readonly<Record<string, unknown>>): Attributes {
  const entries = Object.entries(stored).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): Json {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) return ordered(value as Record<string, unknown>);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

export const alike = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * The text as one string, the same for everybody who reads the same: a row counts by its place and not by its id, which is an accident of
 * who added it. What is hashed for a signature. The number before it names this way of writing it down; a change of it makes new strings.
 */
export function sealedText({ prose, rows, facts }: DocumentText): string {
  const places = new Map(ROW_SET_NAMES.map((name) => [name, new Map(rows[name].map(({ id }, place) => [id, place]))]));
  const sealedRows = ROW_SET_NAMES.map((name) => {
    const columns = rowSet(name).columns;
    return rows[name].map(({ cells }) =>
      columns.map((column) => {
        const value = cells[column.id] ?? null;
        if (column.type !== 'row' || value === null) return plain(value);
        return places.get(column.of)?.get(String(value)) ?? 'gone';
      }),
    );
  });
  const sealedProse = Object.keys(prose)
    .sort()
    .map((name) => [name, prose[name]]);
  return JSON.stringify([1, sealedProse, sealedRows, ordered(facts as Record<string, unknown>)]);
}

/** All words of a part, without marks. An element that says what it stands for (a mention, a picture) says it with its label or description. */
export function plainText(part: TextPart): string {
  if (isRun(part)) return part.text;
  if (part.type === 'hardBreak') return '\n';
  const own = part.content.map(plainText).join(isBlockParent(part) ? '\n' : '');
  return own || labelOf(part);
}

/** What an element without words of its own stands for. */
export function labelOf({ type, attributes }: TextNode): string {
  const said = ['label', 'alt', 'title', 'name', 'text']
    .map((name) => attributes[name])
    .find((value) => typeof value === 'string' && value);
  if (typeof said !== 'string') return '';
  return type === 'mention' && !said.startsWith('@') ? `@${said}` : said;
}

const isBlockParent = ({ content }: TextNode): boolean => content.some((part) => !isRun(part) && BLOCK.test(part.type));
const BLOCK = /^(paragraph|heading|bulletList|orderedList|listItem|blockquote|codeBlock|table|tableRow|tableCell|tableHeader)$/;
