/** PNG (ISO/IEC 15948) as pixels, and pixels as PNG. Only a whole picture is one: what is damaged throws. */
import { crc32, createInflate, deflateSync, inflateSync } from 'node:zlib';
import { type Pixels, PictureDamaged } from './picture.types.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Samples of a pixel by colour type. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Where each pass of an interlaced picture begins, and its steps (Adam7). */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly samples: number;
  readonly interlaced: boolean;
}

interface Chunks {
  readonly header: Header;
  readonly palette: Uint8Array;
  readonly transparency: Uint8Array | null;
  readonly data: Buffer;
}

interface Pass {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly columns: number;
  readonly lines: number;
}

/** The passes that a picture is made in, one when it is not interlaced. */
function passesOf({ width, height, interlaced }: Header): Pass[] {
  return (interlaced ? ADAM7 : ([[0, 0, 1, 1]] as const))
    .map(([x, y, dx, dy]) => ({ x, y, dx, dy, columns: Math.ceil((width - x) / dx), lines: Math.ceil((height - y) / dy) }))
    .filter(({ columns, lines }) => columns > 0 && lines > 0);
}

const lineBytesOf = ({ samples, depth }: Header, columns: number): number => Math.ceil((columns * samples * depth) / 8);

/** Whether it holds its whole picture, without making pixels of it: a line at a time, however large it unpacks. Throws what is wrong. */
export async function checkPng(bytes: Uint8Array): Promise<void> {
  const { header, data, palette } = chunksOf(bytes);
  if (header.colour === 3 && palette.length < 3) throw new PictureDamaged();
  const lines = passesOf(header).map((pass) => ({ length: lineBytesOf(header, pass.columns) + 1, count: pass.lines }));
  const size = lines.reduce((sum, { length, count }) => sum + length * count, 0);
  let [unpacked, next, line, place] = [0, 0, 0, 0];
  const unpacking = createInflate();
  unpacking.end(data);
  for await (const part of unpacking as AsyncIterable<Buffer>) {
    // Each line begins with how it was filtered.
    while (line < lines.length && next < unpacked + part.length) {
      if (part[next - unpacked]! > 4) throw new PictureDamaged();
      next += lines[line]!.length;
      place += 1;
      if (place === lines[line]!.count) [line, place] = [line + 1, 0];
    }
    unpacked += part.length;
    if (unpacked > size) throw new PictureDamaged();
  }
  if (unpacked !== size) throw new PictureDamaged();
}

export function readPng(bytes: Uint8Array): Pixels {
  const { header, palette, transparency, data } = chunksOf(bytes);
  const { width, height } = header;
  const passes = passesOf(header);
  const size = passes.reduce((sum, { columns, lines }) => sum + lines * (lineBytesOf(header, columns) + 1), 0);
  const raw = inflateSync(data, { maxOutputLength: size + 1 });
  if (raw.length !== size) throw new PictureDamaged();
  const rgba = new Uint8Array(width * height * 4);
  let at = 0;
  for (const { x, y, dx, dy, columns, lines } of passes) {
    const length = lineBytesOf(header, columns);
    let before = new Uint8Array(length);
    for (let line = 0; line < lines; line += 1) {
      const now = unfiltered(
        raw[at] ?? 0,
        raw.subarray(at + 1, at + 1 + length),
        before,
        Math.max(1, (header.samples * header.depth) >> 3),
      );
      if (header.depth === 8 && header.samples >= 3 && !transparency && dx === 1)
        copy(rgba, (y + line * dy) * width * 4, now, header.samples);
      else
        for (let column = 0; column < columns; column += 1) {
          paint(rgba, ((y + line * dy) * width + x + column * dx) * 4, header, palette, transparency, now, column);
        }
      before = now;
      at += length + 1;
    }
  }
  return { width, height, rgba };
}

function chunksOf(bytes: Uint8Array): Chunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let header: Header | undefined;
  let palette = new Uint8Array();
  let transparency: Uint8Array | null = null;
  const parts: Uint8Array[] = [];
  for (let at = SIGNATURE.length; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = headerOf(body);
    else if (type === 'PLTE') palette = new Uint8Array(body);
    else if (type === 'tRNS') transparency = body;
    else if (type === 'IDAT') parts.push(body);
    at += length + 12;
  }
  if (!header) throw new PictureDamaged();
  return { header, palette, transparency, data: Buffer.concat(parts) };
}

function headerOf(body: Uint8Array): Header {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const [depth, colour, interlace] = [view.getUint8(8), view.getUint8(9), view.getUint8(12)];
  const samples = SAMPLES[colour];
  if (!samples || ![1, 2, 4, 8, 16].includes(depth) || (depth < 8 && samples > 1)) throw new PictureDamaged();
  return { width: view.getUint32(0), height: view.getUint32(4), depth, colour, samples, interlaced: interlace === 1 };
}

/** A line as it was before it was filtered by what stands left of and above it. */
function unfiltered(filter: number, line: Uint8Array, above: Uint8Array, step: number): Uint8Array<ArrayBuffer> {
  if (filter > 4) throw new PictureDamaged();
  const now = new Uint8Array(line);
  if (filter === 0) return now;
  for (let at = 0; at < now.length; at += 1) {
    const left = at >= step ? now[at - step]! : 0;
    const up = above[at]!;
    let guess = filter === 1 ? left : up;
    if (filter === 3) guess = (left + up) >> 1;
    else if (filter === 4) guess = paeth(left, up, at >= step ? above[at - step]! : 0);
    now[at]! += guess;
  }
  return now;
}

function paeth(left: number, up: number, corner: number): number {
  const sum = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(sum - left), Math.abs(sum - up), Math.abs(sum - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** A line of the usual kind, whose samples are bytes of red, green, blue and perhaps how much shows. */
function copy(rgba: Uint8Array, at: number, line: Uint8Array, samples: number): void {
  if (samples === 4) return rgba.set(line, at);
  for (let from = 0, to = at; from < line.length; from += 3, to += 4) {
    rgba[to] = line[from]!;
    rgba[to + 1] = line[from + 1]!;
    rgba[to + 2] = line[from + 2]!;
    rgba[to + 3] = 255;
  }
}

function paint(
  rgba: Uint8Array,
  at: number,
  { depth, colour, samples }: Header,
  palette: Uint8Array,
  transparency: Uint8Array | null,
  line: Uint8Array,
  column: number,
): void {
  const sample = (place: number): number => {
    const index = column * samples + place;
    if (depth === 8) return line[index] ?? 0;
    if (depth === 16) return ((line[index * 2] ?? 0) << 8) | (line[index * 2 + 1] ?? 0);
    const bit = index * depth;
    return ((line[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  };
  const shade = (value: number): number => (depth === 16 ? value >> 8 : depth === 8 ? value : Math.round((value * 255) / (2 ** depth - 1)));
  const first = sample(0);
  if (colour === 3) {
    if (first * 3 + 2 >= palette.length) throw new PictureDamaged();
    rgba.set(palette.subarray(first * 3, first * 3 + 3), at);
    rgba[at + 3] = transparency?.[first] ?? 255;
    return;
  }
  const colours = samples < 3 ? [first, first, first] : [first, sample(1), sample(2)];
  const clear = (place: number): number => ((transparency?.[place * 2] ?? 0) << 8) | (transparency?.[place * 2 + 1] ?? 0);
  const seeThrough =
    transparency !== null && samples % 2 === 1 && colours.every((value, place) => value === clear(samples === 1 ? 0 : place));
  for (let place = 0; place < 3; place += 1) rgba[at + place] = shade(colours[place] ?? 0);
  rgba[at + 3] = samples % 2 === 0 ? shade(sample(samples - 1)) : seeThrough ? 0 : 255;
}

export function writePng({ width, height, rgba }: Pixels): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const lines = Buffer.alloc(height * (width * 4 + 1));
  for (let line = 0; line < height; line += 1)
    lines.set(rgba.subarray(line * width * 4, (line + 1) * width * 4), line * (width * 4 + 1) + 1);
  return Buffer.concat([Buffer.from(SIGNATURE), chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, body: Uint8Array): Buffer {
  const whole = Buffer.alloc(body.length + 12);
  whole.writeUInt32BE(body.length, 0);
  whole.write(type, 4, 'latin1');
  whole.set(body, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, body.length + 8)), body.length + 8);
  return whole;
}
