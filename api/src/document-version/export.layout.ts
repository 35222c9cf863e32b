/** A document as headings, paragraphs, lists and tables: what Markdown, DOCX and PDF are all made from. Pure. */
import {
  type Attributes,
  type DocumentText,
  isRun,
  type KeptText,
  labelOf,
  plainText,
  type TextNode,
  type TextPart,
  wholeText,
} from '@kopru/schema/document-text';
import { ADAPTATION } from '@kopru/schema/capacity-model';
import { cellWords, localeOf, type WordedSection, wordedSections, type Wording } from '@kopru/schema/document-words';
import { isImageSource } from '@kopru/schema/prose';
import type { ImageType } from '../document-image/image.types.ts';
import { EXPORT_WORDS } from './export.words.ts';

/** An image that is put into a file; `source`: what a text calls it by. */
export interface ExportedImage {
  readonly source: string;
  readonly type: ImageType;
  /** As it is shown, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** What is exported, as plain data for the thread. */
export interface Exported {
  readonly text: KeptText;
  readonly kind: 'CAPACITY_MODEL' | 'ADAPTATION' | 'NOTES';
  readonly documentId: string;
  readonly wording: Wording;
  /** Whose adaptation it is. */
  readonly owner: string | null;
  /** Null: the document as it is now. */
  readonly version: { readonly number: number; readonly name: string | null; readonly madeAt: string } | null;
  /** The signatures that stand on exactly this text. */
  readonly signatures: readonly { readonly organisationId: string; readonly signedBy: string | null; readonly signedAt: string }[];
  /** Those that are shown in PDF and DOCX. */
  readonly images: readonly ExportedImage[];
  /** Of this site, without a slash at its end. */
  readonly address: string;
  readonly exportedAt: string;
  /** Of the call: moments are shown in it. */
  readonly timeZone: string;
}

export interface Run {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly strike: boolean;
  readonly code: boolean;
  readonly link: string | null;
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4 | 5; readonly text: string }
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[]; readonly look: 'plain' | 'quote' | 'code' | 'quiet' }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  /** `alt`: what it shows, '' for one that only decorates; `image`: null where it cannot be had. */
  | { readonly kind: 'image'; readonly source: string; readonly alt: string; readonly image: ExportedImage | null }
  /** `head`: the first row names the columns. */
  | { readonly kind: 'table'; readonly label: string; readonly head: boolean; readonly rows: readonly (readonly string[])[] };

export interface Page {
  readonly title: string;
  readonly language: Wording['language'];
  readonly address: string;
  readonly blocks: readonly Block[];
}

export function layOut(exported: Exported): Page {
  const text = wholeText(exported.text);
  const { wording } = exported;
  const words = EXPORT_WORDS[wording.language];
  const title = exported.kind === 'ADAPTATION' ? words.adaptation : words.title;
  const model = exported.kind === 'CAPACITY_MODEL';
  const sections = wordedSections(text, wording).filter((section) => model || hasWords(section, text));
  const images = new Map(exported.images.map((image) => [image.source, image]));
  const blocks = [...head(exported, title), ...sections.flatMap((section) => sectionBlocks(section, text, wording, model))];
  return {
    address: exported.address,
    title: `${title}: ${exported.owner ?? wording.organisations.map(({ name }) => name).join(' · ')}`,
    language: wording.language,
    blocks: blocks.map((block) => withImages(block, images)),
  };
}

/** An adaptation is one section of the thirteen; of the others it shows what somebody put there all the same. */
function hasWords({ id, texts, rows, facts }: WordedSection, text: DocumentText): boolean {
  if (id === ADAPTATION.section) return true;
  const written = texts.some(({ nodes }) => nodes.length > 0) || facts.some(({ value }) => value !== null);
  return written || (rows !== null && text.rows[rows.name].length > 0);
}

const run = (text: string): Run => ({ text, bold: false, italic: false, strike: false, code: false, link: null });
const paragraph = (text: string, look: 'plain' | 'quiet' = 'plain'): Block => ({ kind: 'paragraph', runs: [run(text)], look });

function head({ wording, version, signatures, exportedAt, timeZone, owner, kind }: Exported, title: string): Block[] {
  const words = EXPORT_WORDS[wording.language];
  const moment = (at: string): string =>
    new Intl.DateTimeFormat(localeOf(wording.language), { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date(at)) +
    ` (${timeZone})`;
  const state = version
    ? words.version(`${version.number}${version.name ? ` – ${version.name}` : ''}`, moment(version.madeAt))
    : words.draft;
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: title },
    paragraph(owner ?? wording.organisations.map(({ name }) => name).join(' · ')),
    paragraph(state, 'quiet'),
    paragraph(words.exported(moment(exportedAt)), 'quiet'),
  ];
  if (kind !== 'CAPACITY_MODEL') return blocks;
  const rows = wording.organisations.map(({ id, name }) => {
    const signature = signatures.find(({ organisationId }) => organisationId === id);
    return [name, signature ? (signature.signedBy ?? words.gone) : words.unsigned, signature ? moment(signature.signedAt) : ''];
  });
  const joint = rows.length === 2 && signatures.length === 2;
  return [
    ...blocks,
    { kind: 'heading', level: 2, text: words.signatures },
    paragraph(joint ? words.joint : words.notJoint),
    { kind: 'table', label: words.signatures, head: true, rows: [[words.organisation, words.signedBy, words.signedAt], ...rows] },
  ];
}

function sectionBlocks(
  { id, number, label, texts, facts, rows }: WordedSection,
  text: DocumentText,
  wording: Wording,
  titled: boolean,
): Block[] {
  const words = EXPORT_WORDS[wording.language];
  const blocks: Block[] = [{ kind: 'heading', level: 2, text: number === null || !titled ? label : `${number}. ${label}` }];
  for (const { column, value } of facts) {
    blocks.push(paragraph(`${column.label[wording.language]}: ${cellWords(column, value, text, wording) || '–'}`));
  }
  for (const { label: heading, nodes } of texts) {
    blocks.push({ kind: 'heading', level: 3, text: heading }, ...(nodes.length > 0 ? blocksOf(nodes) : [paragraph(words.empty, 'quiet')]));
  }
  if (id === ADAPTATION.section && texts.length === 0) blocks.push(paragraph(titled ? words.notPart : words.empty, 'quiet'));
  const found = rows ? text.rows[rows.name] : [];
  if (rows && found.length === 0) blocks.push(paragraph(words.empty, 'quiet'));
  if (rows && found.length > 0) {
    const columns = rows.columns.map((column) => column.label[wording.language]);
    const cells = found.map((row) => rows.columns.map((column) => cellWords(column, row.cells[column.id] ?? null, text, wording)));
    blocks.push({ kind: 'table', label, head: true, rows: [columns, ...cells] });
  }
  return blocks;
}

function withImages(block: Block, images: ReadonlyMap<string, ExportedImage>): Block {
  if (block.kind === 'image') return { ...block, image: images.get(block.source) ?? null };
  if (block.kind !== 'list') return block;
  return { ...block, items: block.items.map((item) => item.map((inner) => withImages(inner, images))) };
}

/** Elements of a rich text. Of one that nobody knows, what it holds, else its words. */
function blocksOf(nodes: readonly TextNode[], look: 'plain' | 'quote' = 'plain'): Block[] {
  return nodes.flatMap((node): Block[] => {
    const inner = node.content.filter((part): part is TextNode => !isRun(part));
    switch (node.type) {
      case 'heading':
        return [{ kind: 'heading', level: node.attributes['level'] === 4 ? 5 : 4, text: plainText(node) }];
      case 'bulletList':
      case 'orderedList':
      case 'taskList':
        return [{ kind: 'list', ordered: node.type === 'orderedList', items: inner.map((item) => blocksOf(item.content.map(asNode))) }];
      case 'blockquote':
        return blocksOf(inner, 'quote');
      case 'codeBlock':
        return [{ kind: 'paragraph', runs: [{ ...run(plainText(node)), code: true }], look: 'code' }];
      case 'horizontalRule':
        return [];
      case 'table':
        // A cell holds words; the images in it, whose descriptions stand there, follow below.
        return [tableOf(inner), ...imagesIn(node).map(imageOf)];
      case 'image':
        return isImageSource(node.attributes['src']) ? [imageOf(node)] : unknown(node, inner, look);
      case 'paragraph':
        return [{ kind: 'paragraph', runs: runsOf(node.content), look }];
      default:
        return unknown(node, inner, look);
    }
  });
}

function unknown(node: TextNode, inner: readonly TextNode[], look: 'plain' | 'quote'): Block[] {
  if (inner.length > 0) return blocksOf(node.content.map(asNode), look);
  const said = plainText(node);
  return said ? [{ kind: 'paragraph', runs: [run(said)], look }] : [];
}

function imageOf({ attributes }: TextNode): Block {
  const { src, alt } = attributes;
  return { kind: 'image', source: String(src), alt: typeof alt === 'string' ? alt.trim() : '', image: null };
}

/** The images that blocks show, each once. */
export function imagesOf(blocks: readonly Block[]): ExportedImage[] {
  const found = blocks.flatMap((block): ExportedImage[] => {
    if (block.kind === 'list') return block.items.flatMap(imagesOf);
    return block.kind === 'image' && block.image ? [block.image] : [];
  });
  return [...new Set(found)];
}

/** All images in a part of a rich text, in its order. */
export function imagesIn(node: TextNode): TextNode[] {
  if (node.type === 'image') return isImageSource(node.attributes['src']) ? [node] : [];
  return node.content.flatMap((part) => (isRun(part) ? [] : imagesIn(part)));
}

const asNode = (part: TextPart): TextNode => (isRun(part) ? { type: 'paragraph', attributes: {}, content: [part] } : part);

function tableOf(rows: readonly TextNode[]): Block {
  const cells = rows.map((row) => row.content.filter((part): part is TextNode => !isRun(part)));
  const head = cells[0]?.length ? cells[0].every(({ type }) => type === 'tableHeader') : false;
  return { kind: 'table', label: '', head, rows: cells.map((row) => row.map(cellText)) };
}

/** A cell is words alone, so that where its links lead stands behind them. */
function cellText(cell: TextNode): string {
  const words = plainText(cell);
  const links = [...new Set(linksIn(cell))].filter((link) => !words.includes(link.replace(/\/$/, '')));
  return [words, ...links.map((link) => `(${link})`)].join(' ');
}

function linksIn({ content }: TextNode): string[] {
  return content.flatMap((part) => (isRun(part) ? (marked(part.text, part.marks).link ?? []) : linksIn(part)));
}

function runsOf(parts: readonly TextPart[]): Run[] {
  return parts.flatMap((part): Run[] => {
    if (isRun(part)) return [marked(part.text, part.marks)];
    if (part.type === 'hardBreak') return [run('\n')];
    return [run(plainText(part) || labelOf(part))];
  });
}

function marked(text: string, marks: Attributes): Run {
  const link = marks['link'];
  const href = typeof link === 'object' && link !== null && 'href' in link ? link['href'] : null;
  const safe = typeof href === 'string' && /^(https?:|mailto:)/i.test(href) && URL.canParse(href) ? new URL(href).href : null;
  return { text, bold: 'bold' in marks, italic: 'italic' in marks, strike: 'strike' in marks, code: 'code' in marks, link: safe };
}
