import PDFDocument from 'pdfkit';
import { localeOf } from '@kopru/schema/document-words';
import { fittedColumns } from './export.columns.ts';
import type { Block, Page, Run } from './export.layout.ts';
import { type Font, FONTS, Letters } from './export.letters.ts';
import { type PdfPicture, picturesIn } from './export.pdf-picture.ts';
import { EXPORT_WORDS } from './export.words.ts';

/** The tokens of the pages, on white paper. */
const INK = '#1d2430';
const QUIET = '#535c69';
const LINE = '#c9c4b8';
const BRIDGE = '#b26a00';
const MARGIN = 56;
/** Of a pixel. */
const POINTS = 0.75;
const SIZES = { 1: 26, 2: 16, 3: 11.5, 4: 11.5, 5: 10.5 } as const;
const BODY = 10.5;
/** Past this many pages nobody prints it, and a thread has better things to do. */
const MAX_PAGES = 400;

type Doc = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

/** A tagged PDF (structure, language, title, table headers; PDF/UA-1), with its fonts inside. */
export async function renderPdf({ title, language, blocks }: Page): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN + 12, left: MARGIN, right: MARGIN },
    pdfVersion: '1.7',
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    lang: localeOf(language),
    displayTitle: true,
    bufferPages: true,
    font: FONTS.sans,
    info: { Title: title, Creator: 'Köprü' },
  });
  for (const [name, path] of Object.entries(FONTS)) doc.registerFont(name, path);
  describeLinks(doc);
  const done = collect(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const writer = new Writer(doc, await picturesIn(doc, blocks), EXPORT_WORDS[language].unshown);
  for (const block of blocks) writer.write(block, root, 0);
  root.end();
  writer.numberPages();
  doc.end();
  return done;
}

function collect(doc: Doc): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
    doc.on('error', reject);
  });
}

/** PDF/UA wants words for each link beside the text that it lies on; pdfkit gives none, and has no option for them. */
function describeLinks(doc: Doc): void {
  const link = doc.link.bind(doc) as (...given: unknown[]) => Doc;
  doc.link = (x, y, width, height, url, options) => link(x, y, width, height, url, { ...options, Contents: new String(url) });
}

class Writer {
  private readonly letters: Letters;
  private readonly doc: Doc;
  private readonly pictures: ReadonlyMap<string, PdfPicture>;
  private readonly unshown: (alt: string) => string;

  constructor(doc: Doc, pictures: ReadonlyMap<string, PdfPicture>, unshown: (alt: string) => string) {
    this.doc = doc;
    this.letters = new Letters(doc);
    this.pictures = pictures;
    this.unshown = unshown;
  }

  write(block: Block, parent: Element, indent: number): void {
    if (this.doc.bufferedPageRange().count > MAX_PAGES) throw new Error('This document has too many pages.');
    switch (block.kind) {
      case 'heading':
        return this.heading(block, parent);
      case 'paragraph':
        return this.paragraph(block.runs, block.look, parent, indent);
      case 'list':
        return this.list(block, parent, indent);
      case 'table':
        return this.table(block.rows, block.head, parent);
      case 'image':
        return this.image(block, parent, indent);
    }
  }

  /** Page numbers, which are no part of the text. */
  numberPages(): void {
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      this.doc.switchToPage(page);
      const { bottom } = this.doc.page.margins;
      this.doc.page.margins.bottom = 0;
      this.doc.markContent('Artifact', { type: 'Pagination' });
      this.doc
        .font('sans')
        .fontSize(9)
        .fillColor(QUIET)
        .text(`${page + 1} / ${count}`, MARGIN, this.doc.page.height - MARGIN + 6, { width: this.width, align: 'right', lineBreak: false });
      this.doc.endMarkedContent();
      this.doc.page.margins.bottom = bottom;
    }
  }

  private get width(): number {
    return this.doc.page.width - 2 * MARGIN;
  }

  private get bottom(): number {
    return this.doc.page.height - this.doc.page.margins.bottom;
  }

  private heading({ level, text }: Extract<Block, { kind: 'heading' }>, parent: Element): void {
    const { doc } = this;
    const size = SIZES[level];
    // A heading stays with the first lines below it, also when those are a table's.
    if (doc.y > this.bottom - size * (level === 2 ? 7 : 4)) doc.addPage();
    const first = level === 1;
    if (!first) doc.y += size * (level === 2 ? 1.1 : 0.7);
    const font: Font = level <= 2 ? 'serif' : 'bold';
    const shown = this.letters.shown(font, text);
    if (level === 2) doc.outline.addItem(shown);
    parent.add(
      doc.struct(`H${level}`, { title: shown, ...this.letters.actual(shown, text) }, () => {
        doc.font(font).fontSize(size).fillColor(INK).text(shown, MARGIN, doc.y, { width: this.width });
      }),
    );
    if (first) this.bridge();
    doc.y += level === 2 ? 4 : 2;
  }

  /** The amber line below the title: what joins the two. */
  private bridge(): void {
    const { doc } = this;
    const y = doc.y + 4;
    doc.markContent('Artifact', { type: 'Layout' });
    doc
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + 72, y)
      .lineWidth(3)
      .stroke(BRIDGE);
    doc.endMarkedContent();
    doc.y = y + 8;
  }

  private paragraph(runs: readonly Run[], look: 'plain' | 'quote' | 'code' | 'quiet', parent: Element, indent: number): void {
    const { doc } = this;
    const text = runs.map((run) => run.text).join('');
    if (!text.trim()) {
      doc.y += 5;
      return;
    }
    const left = MARGIN + indent + (look === 'quote' || look === 'code' ? 16 : 0);
    const shown = runs
      .filter((run) => run.text)
      .map((run) => ({ run, font: fontOf(run), text: this.letters.shown(fontOf(run), run.text) }));
    const whole = shown.map((part) => part.text).join('');
    if (doc.y > this.bottom - BODY * 1.5) doc.addPage();
    const draw = ({ run, font, text: part }: (typeof shown)[number], place: number): void => {
      const options = {
        width: this.width - (left - MARGIN),
        continued: place < shown.length - 1,
        strike: run.strike,
        underline: run.link !== null,
        ...(run.link && { link: run.link }),
        lineGap: 2,
      };
      doc
        .font(font)
        .fontSize(look === 'quiet' ? 9.5 : BODY)
        .fillColor(look === 'quiet' || look === 'quote' ? QUIET : INK);
      if (place === 0) doc.text(part, left, doc.y, options);
      else doc.text(part, options);
    };
    const tag = look === 'quote' ? 'BlockQuote' : 'P';
    if (shown.some(({ run }) => run.link)) {
      // A link is an element of its own, and so is what stands around it.
      const parts = shown.map((part, place) =>
        doc.struct(part.run.link ? 'Link' : 'Span', this.letters.actual(part.text, part.run.text), () => draw(part, place)),
      );
      parent.add(doc.struct(tag, {}, parts));
    } else parent.add(doc.struct(tag, this.letters.actual(whole, text), () => shown.forEach(draw)));
    doc.y += 5;
  }

  private list({ items, ordered }: Extract<Block, { kind: 'list' }>, parent: Element, indent: number): void {
    const { doc } = this;
    const list = doc.struct('L');
    parent.add(list);
    items.forEach((blocks, place) => {
      const item = doc.struct('LI');
      list.add(item);
      if (doc.y > this.bottom - BODY * 2) doc.addPage();
      const { y } = doc;
      item.add(
        doc.struct('Lbl', {}, () => {
          doc
            .font('sans')
            .fontSize(BODY)
            .fillColor(QUIET)
            .text(ordered ? `${place + 1}.` : '•', MARGIN + indent + 4, y, { width: 18, lineBreak: false });
        }),
      );
      doc.y = y;
      const body = doc.struct('LBody');
      item.add(body);
      for (const block of blocks) this.write(block, body, Math.min(indent + 22, 160));
      body.end();
      item.end();
    });
    list.end();
  }

  /** As wide as its pixels are on a screen, never wider than the text or higher than most of a page. Decoration is no part of the text. */
  private image({ source, alt }: Extract<Block, { kind: 'image' }>, parent: Element, indent: number): void {
    const { doc } = this;
    const picture = this.pictures.get(source);
    if (!picture) return this.paragraph([wordsOnly(this.unshown(alt))], 'quiet', parent, indent);
    const most = [this.width - indent, (this.bottom - MARGIN) * 0.7] as const;
    const scale = Math.min(POINTS, most[0] / picture.width, most[1] / picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    if (doc.y + height > this.bottom) doc.addPage();
    const [left, top] = [MARGIN + indent, doc.y + 3];
    const draw = (): void => void doc.image(picture.drawn as Buffer, left, top, { width, height });
    // pdfkit knows the place of a figure, its types do not.
    const placed = { bbox: [left, top, left + width, top + height] };
    if (alt) parent.add(doc.struct('Figure', { alt: alt.toWellFormed(), ...placed }, draw));
    else {
      doc.markContent('Artifact', { type: 'Layout' });
      draw();
      doc.endMarkedContent();
    }
    doc.x = MARGIN;
    doc.y = top + height + 8;
  }

  private table(rows: readonly (readonly string[])[], head: boolean, parent: Element): void {
    const { doc } = this;
    const columns = Math.max(1, ...rows.map((row) => row.length));
    const sizes = columns > 4 ? [8, 7, 6.5] : [9.5, 8.5];
    const { size, widths } = fittedColumns({
      longest: this.longestWords(rows, columns, head),
      lengths: Array.from({ length: columns }, (_, at) => Math.max(0, ...rows.map((row) => row[at]?.length ?? 0))),
      width: this.width,
      sizes,
    });
    const table = doc.struct('Table');
    parent.add(table);
    doc.y += 4;
    rows.forEach((row, place) => {
      const isHead = head && place === 0;
      const font: Font = isHead ? 'bold' : 'sans';
      const cells = Array.from({ length: columns }, (_, at) => ({ text: row[at] ?? '', shown: this.letters.shown(font, row[at] ?? '') }));
      doc.font(font).fontSize(size);
      const height =
        Math.max(...cells.map(({ shown }, at) => doc.heightOfString(shown || ' ', { width: (widths[at] ?? 40) - 8, lineGap: 1 }))) + 8;
      const line = doc.struct('TR');
      table.add(line);
      const tall = height > this.bottom - MARGIN;
      if (!tall && doc.y + height > this.bottom) doc.addPage();
      const top = doc.y;
      let left = MARGIN;
      cells.forEach(({ text, shown }, at) => {
        const width = widths[at] ?? 40;
        const x = left;
        const options = { ...this.letters.actual(shown, text), ...(isHead && { scope: 'Column' as const }) };
        line.add(
          doc.struct(isHead ? 'TH' : 'TD', options, () => {
            doc
              .font(font)
              .fontSize(size)
              .fillColor(isHead ? QUIET : INK);
            // A row that is higher than a page is written out one cell below the other.
            if (tall) doc.text(shown, MARGIN, doc.y, { width: this.width, lineGap: 1 });
            else doc.text(shown, x + 4, top + 4, { width: width - 8, height: height - 4, lineGap: 1 });
          }),
        );
        left += width;
      });
      line.end();
      if (!tall) doc.y = top + height;
      this.rule(isHead);
    });
    table.end();
    doc.x = MARGIN;
    doc.y += 8;
  }

  private rule(strong: boolean): void {
    const { doc } = this;
    doc.markContent('Artifact', { type: 'Layout' });
    doc
      .moveTo(MARGIN, doc.y)
      .lineTo(MARGIN + this.width, doc.y)
      .lineWidth(strong ? 1 : 0.5)
      .stroke(strong ? INK : LINE);
    doc.endMarkedContent();
  }

  /** How wide the longest word of each column is, in a type of size 1. */
  private longestWords(rows: readonly (readonly string[])[], columns: number, head: boolean): number[] {
    return Array.from({ length: columns }, (_, at) =>
      Math.max(2, ...rows.map((row, place) => this.longestWord(row[at] ?? '', head && place === 0))),
    );
  }

  private longestWord(text: string, bold: boolean): number {
    const font: Font = bold ? 'bold' : 'sans';
    const words = this.letters.shown(font, text.slice(0, 2000)).split(/[\s-]+/);
    const longest = words.sort((one, other) => other.length - one.length).slice(0, 3);
    this.doc.font(font).fontSize(100);
    return Math.max(...longest.map((word) => this.doc.widthOfString(word.slice(0, 60)))) / 100;
  }
}

const wordsOnly = (text: string): Run => ({ text, bold: false, italic: true, strike: false, code: false, link: null });

function fontOf({ bold, italic }: Run): Font {
  if (bold) return italic ? 'boldItalic' : 'bold';
  return italic ? 'italic' : 'sans';
}
