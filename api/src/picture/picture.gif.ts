/** Whether a GIF (CompuServe, 89a) holds its whole pictures: the codes of each frame are followed (LZW), without making pixels of them. */
import { PictureDamaged } from './picture.types.ts';

const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b];
const MAX_CODES = 4096;

/** Throws PictureDamaged. */
export function checkGif(bytes: Uint8Array): void {
  const u8 = (at: number): number => {
    const value = bytes[at];
    if (value === undefined) throw new PictureDamaged();
    return value;
  };
  const u16 = (at: number): number => u8(at) | (u8(at + 1) << 8);
  const colours = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + colours(u8(10));
  for (let kind = u8(at); kind !== TRAILER; kind = u8(at)) {
    if (kind !== IMAGE && kind !== EXTENSION) throw new PictureDamaged();
    if (kind === EXTENSION) {
      at = blocksAt(bytes, at + 2).end;
      continue;
    }
    const codeSize = at + 10 + colours(u8(at + 9));
    const { data, end } = blocksAt(bytes, codeSize + 1);
    checkFrame(data, u8(codeSize), u16(at + 5) * u16(at + 7));
    at = end;
  }
}

/** A chain of blocks as one, and what comes after it. */
function blocksAt(bytes: Uint8Array, from: number): { data: Uint8Array; end: number } {
  const parts: Uint8Array[] = [];
  let at = from;
  for (let length = bytes[at]; length !== 0; length = bytes[at]) {
    if (length === undefined) throw new PictureDamaged();
    parts.push(bytes.subarray(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { data: Buffer.concat(parts), end: at + 1 };
}

/** Of each code only how many pixels it stands for is needed. */
function checkFrame(data: Uint8Array, least: number, pixels: number): void {
  if (least < 1 || least > 8 || pixels === 0) throw new PictureDamaged();
  const [clear, end] = [1 << least, (1 << least) + 1];
  const lengths = new Uint32Array(MAX_CODES).fill(1, 0, clear);
  let [width, next, before, drawn] = [least + 1, end + 1, -1, 0];
  let [buffer, bits, at] = [0, 0, 0];
  while (drawn < pixels) {
    while (bits < width) {
      if (at >= data.length) throw new PictureDamaged();
      buffer |= data[at]! << bits;
      bits += 8;
      at += 1;
    }
    const code = buffer & ((1 << width) - 1);
    buffer >>>= width;
    bits -= width;
    if (code === end) throw new PictureDamaged();
    if (code === clear) {
      [width, next, before] = [least + 1, end + 1, -1];
      continue;
    }
    // The first after a clearing is a colour, and none is ahead of what was said by more than itself.
    if (before < 0 ? code > clear : code > next) throw new PictureDamaged();
    if (before >= 0 && next < MAX_CODES) {
      lengths[next] = lengths[before]! + 1;
      next += 1;
      if (next === 1 << width && width < 12) width += 1;
    }
    drawn += lengths[code]!;
    before = code;
  }
}
