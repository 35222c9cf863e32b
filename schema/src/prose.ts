/**
 * What a rich text may hold, in the names of the editor: nodes with their children and attributes, and marks. The server refuses the rest, because a
 * single node that no editor knows would be thrown out of the document, with all that is in it, by whoever opens it next.
 */
import { isId } from './capacity-model-cells.ts';

type Check = (value: unknown) => boolean;
type Attributes = Readonly<Record<string, Check>>;

interface NodeShape {
  readonly children: readonly string[];
  readonly attributes: Attributes;
}

/** Stands for text among the children of a node. */
export const TEXT = '#text';
/** Kinds of things that a mention can point to: a person of the partnership, an action of the model. */
export const MENTION_KINDS = ['person', 'action'] as const;
export type MentionKind = (typeof MENTION_KINDS)[number];
export const MAX_ALT_LENGTH = 500;
const MAX_LINK_LENGTH = 2000;
export const MAX_LABEL_LENGTH = 200;

const shortText: Check = (value) => value === null || (typeof value === 'string' && value.length <= MAX_LINK_LENGTH);
const number: Check = (value) => typeof value === 'number';
const whole = (least: number, most: number): Check => {
  return (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
};
const textUpTo = (most: number): Check => {
  return (value) => typeof value === 'string' && value.length <= most;
};

/** Where a link may lead: other sites and mail. Nothing that runs, and nothing that only means something on this site. */
export function isLinkTarget(href: unknown): href is string {
  if (typeof href !== 'string' || href.length > MAX_LINK_LENGTH || !URL.canParse(href)) return false;
  return ['http:', 'https:', 'mailto:'].includes(new URL(href).protocol);
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const IMAGE_SOURCE = new RegExp(`^/documents/${UUID}/images/${UUID}$`);

/** Images are only ever our own: an address elsewhere would tell that site who reads. */
export const isImageSource: Check = (value) => typeof value === 'string' && IMAGE_SOURCE.test(value);

const PLAIN_BLOCKS = ['paragraph', 'heading', 'bulletList', 'orderedList', 'blockquote', 'codeBlock', 'horizontalRule', 'image'];
const BLOCKS = [...PLAIN_BLOCKS, 'table'];
const INLINE = [TEXT, 'hardBreak', 'mention'];
const NOTHING: Attributes = {};
const CELL: NodeShape = {
  children: PLAIN_BLOCKS,
  attributes: { colspan: whole(1, 100), rowspan: whole(1, 1000), colwidth: (value) => value === null || Array.isArray(value) },
};

/** What a rich text itself holds. */
export const TOP_NODES: readonly string[] = BLOCKS;

export const NODES: Readonly<Record<string, NodeShape>> = {
  paragraph: { children: INLINE, attributes: NOTHING },
  heading: { children: INLINE, attributes: { level: whole(1, 6) } },
  bulletList: { children: ['listItem'], attributes: NOTHING },
  orderedList: { children: ['listItem'], attributes: { start: number, type: shortText } },
  listItem: { children: BLOCKS, attributes: NOTHING },
  blockquote: { children: BLOCKS, attributes: NOTHING },
  codeBlock: { children: [TEXT], attributes: { language: shortText } },
  horizontalRule: { children: [], attributes: NOTHING },
  hardBreak: { children: [], attributes: NOTHING },
  table: { children: ['tableRow'], attributes: NOTHING },
  tableRow: { children: ['tableHeader', 'tableCell'], attributes: NOTHING },
  tableHeader: CELL,
  tableCell: CELL,
  // `alt`: what the image shows; '' for one that only decorates.
  image: {
    children: [],
    attributes: { src: isImageSource, alt: textUpTo(MAX_ALT_LENGTH), width: whole(1, 20_000), height: whole(1, 20_000) },
  },
  // `label`: what is mentioned was called so when it was last looked at. `key`: which mention it is, wherever it is moved to.
  mention: {
    children: [],
    attributes: { kind: (value) => MENTION_KINDS.includes(value as MentionKind), id: isId, label: textUpTo(MAX_LABEL_LENGTH), key: isId },
  },
};

const link: Attributes = { href: isLinkTarget, target: shortText, rel: shortText, class: shortText, title: shortText };

export const MARKS: Readonly<Record<string, Attributes>> = {
  bold: NOTHING,
  italic: NOTHING,
  strike: NOTHING,
  underline: NOTHING,
  code: NOTHING,
  link,
};

/** Whether a value may stand under an attribute of a node. */
export function attributeFits(node: string, attribute: string, value: unknown): boolean {
  return own(NODES[node]?.attributes ?? NOTHING, attribute)?.(value) ?? false;
}

/** Whether text may be marked so. `name` may end in `--` and a hash, as the editor writes marks that can overlap; null ends a mark. */
export function markFits(name: string, value: unknown): boolean {
  const attributes = own(MARKS, name.replace(/--[0-9A-Za-z+/=]{8}$/, ''));
  if (!attributes) return false;
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  return Object.entries(value).every(([attribute, given]) => own(attributes, attribute)?.(given) ?? false);
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Whether a node (or `TEXT`) may stand in another; `parent` null: at the top of a rich text. */
export function childFits(parent: string | null, child: string): boolean {
  return (parent === null ? TOP_NODES : (own(NODES, parent)?.children ?? [])).includes(child);
}
