import { deflateSync } from 'node:zlib';
import { type Block, imagesOf } from './export.layout.ts';
import { pixelsOf } from '../picture/picture.read.ts';
import type { Pixels } from '../picture/picture.types.ts';

type Doc = PDFKit.PDFDocument;

/** An image that pdfkit draws: one of its own, or pixels. */
export interface PdfPicture {
  readonly width: number;
  readonly height: number;
  readonly drawn: unknown;
}

/**
 * The images of blocks, made ready one by one, by what the text calls them; what is no whole picture is left out. A JPEG goes in as it is. All else
 * goes in as pixels that were read here, because pdfkit reads a damaged PNG only when nobody can catch its errors any more.
 */
export async function picturesIn(doc: Doc, blocks: readonly Block[]): Promise<Map<string, PdfPicture>> {
  const found = new Map<string, PdfPicture>();
  for (const { source, type, bytes, width, height } of imagesOf(blocks)) {
    const drawn = type === 'image/jpeg' ? jpeg(doc, bytes) : packed(await pixelsOf(type, bytes), found.size);
    if (drawn) found.set(source, { width, height, drawn });
  }
  return found;
}

function jpeg(doc: Doc, bytes: Uint8Array): unknown {
  try {
    return (doc as unknown as { openImage(bytes: Buffer): unknown }).openImage(Buffer.from(bytes));
  } catch {
    return null;
  }
}

/** Pixels in the form of pdfkit's own images: colours, and how much shows of each, as two streams (ISO 32000-1, 8.9). */
function packed(pixels: Pixels | null, place: number): unknown {
  if (!pixels) return null;
  const { width, height, rgba } = pixels;
  const count = width * height;
  const [colours, alpha] = [Buffer.alloc(count * 3), Buffer.alloc(count)];
  for (let at = 0; at < count; at += 1) {
    colours[at * 3] = rgba[at * 4] ?? 0;
    colours[at * 3 + 1] = rgba[at * 4 + 1] ?? 0;
    colours[at * 3 + 2] = rgba[at * 4 + 2] ?? 0;
    alpha[at] = rgba[at * 4 + 3] ?? 0;
  }
  const streams = { colours: deflateSync(colours), alpha: alpha.every((value) => value === 255) ? null : deflateSync(alpha) };
  return {
    width,
    height,
    label: `Picture${place}`,
    obj: null as unknown,
    embed(this: { obj: unknown }, doc: Doc) {
      const common = { Type: 'XObject', Subtype: 'Image', Width: width, Height: height, BitsPerComponent: 8, Filter: 'FlateDecode' };
      const mask = streams.alpha && doc.ref({ ...common, ColorSpace: 'DeviceGray' });
      mask?.end(streams.alpha);
      const image = doc.ref({ ...common, ColorSpace: 'DeviceRGB', ...(mask && { SMask: mask }) });
      image.end(streams.colours);
      this.obj = image;
    },
  };
}
