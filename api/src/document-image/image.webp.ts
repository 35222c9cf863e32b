/** WebP (RFC 9649), with only the chunks that draw. */
import { Bytes, type CleanImage, joined, NoImage } from './image.types.ts';

const DRAWS = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const RIFF_HEADER = 12;
const FRAME_HEADER = 16;
/** Flags of the extended header that announce Exif and XMP. */
const TELLS = 0x0c;

interface Chunk {
  readonly type: string;
  readonly body: Uint8Array;
}

export function cleanWebp(given: Uint8Array): CleanImage {
  const bytes = new Bytes(given);
  const chunks = chunksOf(bytes.slice(RIFF_HEADER, Math.min(bytes.length, bytes.u32(4, true) + 8) - RIFF_HEADER)).filter(draws);
  const size = chunks.map(sizeOf).find((found) => found !== null);
  if (!size || !chunks.some(({ type }) => ['VP8 ', 'VP8L', 'ANMF'].includes(type))) throw new NoImage('It has no picture in it.');
  const body = joined(chunks.map((chunk) => written(withoutTales(chunk))));
  const header = new Uint8Array(RIFF_HEADER);
  header.set(bytes.slice(0, RIFF_HEADER));
  new DataView(header.buffer).setUint32(4, body.length + 4, true);
  return { type: 'image/webp', ...size, bytes: joined([header, body]) };
}

const draws = ({ type }: Chunk): boolean => DRAWS.has(type);

function chunksOf(given: Uint8Array): Chunk[] {
  const bytes = new Bytes(given);
  const chunks: Chunk[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = bytes.u32(at + 4, true);
    chunks.push({ type: bytes.text(at, 4), body: bytes.slice(at + 8, length) });
    // A chunk of odd length is followed by one byte that belongs to nobody.
    at += 8 + length + (length % 2);
  }
  return chunks;
}

function withoutTales({ type, body }: Chunk): Chunk {
  if (type === 'VP8X') return { type, body: Uint8Array.from(body, (byte, index) => (index === 0 ? byte & ~TELLS : byte)) };
  if (type !== 'ANMF') return { type, body };
  // A frame of an animation is a header and chunks again.
  const inner = chunksOf(body.subarray(FRAME_HEADER)).filter(draws).map(written);
  return { type, body: joined([new Bytes(body).slice(0, FRAME_HEADER), ...inner]) };
}

function written({ type, body }: Chunk): Uint8Array {
  const header = new Uint8Array(8);
  for (let index = 0; index < 4; index += 1) header[index] = type.charCodeAt(index);
  new DataView(header.buffer).setUint32(4, body.length, true);
  return joined([header, body, new Uint8Array(body.length % 2)]);
}

function sizeOf({ type, body }: Chunk): { width: number; height: number } | null {
  const bytes = new Bytes(body);
  if (type === 'VP8X') return { width: bytes.u24(4) + 1, height: bytes.u24(7) + 1 };
  if (type === 'VP8 ') return { width: bytes.u16(6, true) & 0x3fff, height: bytes.u16(8, true) & 0x3fff };
  if (type !== 'VP8L') return null;
  const bits = bytes.u32(1, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
