import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { type Block, imagesOf, type Page, type Run } from './export.layout.ts';
import { EXPORT_WORDS } from './export.words.ts';
import { writePng } from '../picture/picture.png.ts';
import { pixelsOf } from '../picture/picture.read.ts';

const HEADINGS = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
  4: HeadingLevel.HEADING_4,
  5: HeadingLevel.HEADING_5,
} as const;
/** Levels of lists that Word knows. */
const DEEPEST = 8;

/** A Word file with real headings, lists and tables, so that it can be navigated and changed. */
export async function renderDocx({ title, language, blocks }: Page): Promise<Uint8Array> {
  const document = new Document({
    title: clean(title),
    creator: 'Köprü',
    lastModifiedBy: 'Köprü',
    styles: {
      default: {
        document: { run: { font: 'Source Sans 3', size: 22, language: { value: language === 'tr' ? 'tr-TR' : 'en-GB' } } },
        ...Object.fromEntries(
          [1, 2, 3].map((level) => [
            `heading${level}`,
            { run: { font: 'Source Serif 4', size: 40 - level * 5 }, paragraph: { spacing: { before: 280, after: 100 } } },
          ]),
        ),
      },
    },
    numbering: {
      config: [
        {
          reference: 'numbers',
          levels: Array.from({ length: DEEPEST + 1 }, (_, level) => ({
            level,
            format: LevelFormat.DECIMAL,
            text: `%${level + 1}.`,
            alignment: AlignmentType.START,
            style: { paragraph: { indent: { left: 560 * (level + 1), hanging: 360 } } },
          })),
        },
      ],
    },
    sections: [{ children: numbered(blocks, await picturesIn(blocks), EXPORT_WORDS[language].unshown) }],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

type Child = Paragraph | Table;

/** A sheet's width and most of its height, in pixels of a screen. */
const [WIDEST, HIGHEST] = [600, 760];
const PICTURE_TYPES = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif' } as const;

/** Images as Word knows them, by what the text calls them. What is no whole picture is left out. */
async function picturesIn(blocks: readonly Block[]): Promise<Map<string, (alt: string) => ImageRun>> {
  const found = new Map<string, (alt: string) => ImageRun>();
  for (const { source, type, bytes, width, height } of imagesOf(blocks)) {
    const pixels = type === 'image/jpeg' ? null : await pixelsOf(type, bytes);
    if (type !== 'image/jpeg' && !pixels) continue;
    const known =
      type === 'image/webp'
        ? { type: 'png' as const, data: pixels ? writePng(pixels) : bytes }
        : { type: PICTURE_TYPES[type], data: bytes };
    const scale = Math.min(1, WIDEST / width, HIGHEST / height);
    const transformation = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
    found.set(
      source,
      (alt) =>
        new ImageRun({
          ...known,
          transformation,
          altText: { name: source.slice(-36), description: clean(alt) },
          ...(!alt && { decorative: true }),
        }),
    );
  }
  return found;
}

/** Each ordered list counts anew. */
function numbered(
  blocks: readonly Block[],
  pictures: ReadonlyMap<string, (alt: string) => ImageRun>,
  unshown: (alt: string) => string,
): Child[] {
  let lists = 0;
  const write = (block: Block, level: number): Child[] => {
    switch (block.kind) {
      case 'image': {
        const picture = pictures.get(block.source);
        return [
          new Paragraph({
            spacing: { after: 120 },
            children: [picture?.(block.alt) ?? new TextRun({ text: clean(unshown(block.alt)), italics: true })],
          }),
        ];
      }
      case 'heading':
        return [new Paragraph({ heading: HEADINGS[block.level], children: [new TextRun(clean(block.text))] })];
      case 'table':
        return [tableOf(block), new Paragraph({})];
      case 'paragraph':
        return [new Paragraph({ ...lookOf(block.look), children: block.runs.flatMap(runOf) })];
      case 'list': {
        if (block.ordered) lists += 1;
        const at = Math.min(level, DEEPEST);
        const sign = block.ordered ? { numbering: { reference: 'numbers', level: at, instance: lists } } : { bullet: { level: at } };
        return block.items.flatMap((item) =>
          item.flatMap((part, place) =>
            part.kind === 'paragraph' && place === 0
              ? [new Paragraph({ ...sign, children: part.runs.flatMap(runOf) })]
              : write(part, level + 1),
          ),
        );
      }
    }
  };
  return blocks.flatMap((block) => write(block, 0));
}

function lookOf(look: 'plain' | 'quote' | 'code' | 'quiet'): { indent?: { left: number }; spacing: { after: number } } {
  return look === 'quote' || look === 'code' ? { indent: { left: 500 }, spacing: { after: 120 } } : { spacing: { after: 120 } };
}

function tableOf({ rows, head }: Extract<Block, { kind: 'table' }>): Table {
  const width = Math.max(1, ...rows.map((row) => row.length));
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row, place) =>
        new TableRow({
          tableHeader: head && place === 0,
          children: Array.from({ length: width }, (_, at) => {
            const lines = clean(row[at] ?? '').split('\n');
            const bold = head && place === 0;
            return new TableCell({
              children: lines.map((line) => new Paragraph({ children: [new TextRun({ text: line, bold, size: 18 })] })),
            });
          }),
        }),
    ),
  });
}

function runOf({ text, bold, italic, strike, code, link }: Run): ParagraphChild[] {
  const look = { bold, italics: italic, strike, ...(code && { font: 'Consolas' }), ...(link && { style: 'Hyperlink' }) };
  const runs = clean(text)
    .split('\n')
    .map((line, place) => new TextRun({ text: line, ...look, ...(place > 0 && { break: 1 }) }));
  return link ? [new ExternalHyperlink({ link, children: runs })] : runs;
}

/** XML knows no control characters and no half characters. */
// oxlint-disable-next-line no-control-regex -- those are the ones
const clean = (text: string): string => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
