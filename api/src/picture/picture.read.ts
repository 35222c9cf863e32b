/** Stored images as pixels, for files whose format knows fewer kinds of images than a browser. Of one that moves, its first frame. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import decodeWebp, { init as initWebp } from '@jsquash/webp/decode.js';
import { GifReader } from 'omggif';
import { readPng } from './picture.png.ts';
import type { ImageType, Pixels } from './picture.types.ts';

/** Pixels on the longer side: what a sheet of paper shows at 300 dots an inch. */
const MAX_SIDE = 2400;

/** Null for what is no whole picture: what it showed is then said in words. */
export async function pixelsOf(type: ImageType, bytes: Uint8Array): Promise<Pixels | null> {
  try {
    if (type === 'image/png') return smaller(readPng(bytes));
    if (type === 'image/gif') return smaller(readGif(bytes));
    return type === 'image/webp' ? smaller(await readWebp(bytes)) : null;
  } catch {
    return null;
  }
}

function readGif(bytes: Uint8Array): Pixels {
  const reader = new GifReader(Buffer.from(bytes));
  const { width, height } = reader;
  const rgba = new Uint8Array(width * height * 4);
  reader.decodeAndBlitFrameRGBA(0, rgba as unknown as number[]);
  return { width, height, rgba };
}

let codec: Promise<unknown> | undefined;

export async function readWebp(bytes: Uint8Array): Promise<Pixels> {
  // The codec hands its pixels out in the browser's own box, which Node does not have.
  Object.assign(globalThis, { ImageData: Frame });
  codec ??= readFile(createRequire(import.meta.url).resolve('@jsquash/webp/codec/dec/webp_dec.wasm')).then(async (file) =>
    initWebp(await (globalThis as unknown as Compiling).WebAssembly.compile(file)),
  );
  await codec;
  const { width, height, data } = await decodeWebp(new Uint8Array(bytes).buffer);
  return { width, height, rgba: new Uint8Array(data) };
}

/** What Node has and the types of a server do not name. */
interface Compiling {
  readonly WebAssembly: { compile(bytes: Uint8Array): Promise<Parameters<typeof initWebp>[0]> };
}

class Frame {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}

/** Each pixel the mean of those that it stands for. */
function smaller({ width, height, rgba }: Pixels): Pixels {
  const step = Math.ceil(Math.max(width, height) / MAX_SIDE);
  if (step <= 1) return { width, height, rgba };
  const small = { width: Math.ceil(width / step), height: Math.ceil(height / step) };
  const mean = new Uint8Array(small.width * small.height * 4);
  for (let line = 0; line < small.height; line += 1) {
    for (let column = 0; column < small.width; column += 1) {
      for (let sample = 0; sample < 4; sample += 1) {
        let [sum, count] = [0, 0];
        for (let y = line * step; y < Math.min(height, (line + 1) * step); y += 1) {
          for (let x = column * step; x < Math.min(width, (column + 1) * step); x += 1) {
            sum += rgba[(y * width + x) * 4 + sample] ?? 0;
            count += 1;
          }
        }
        mean[(line * small.width + column) * 4 + sample] = Math.round(sum / count);
      }
    }
  }
  return { ...small, rgba: mean };
}
