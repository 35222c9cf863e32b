/** PNG (ISO/IEC 15948), with only the chunks that draw. */
import { crc32 } from 'node:zlib';
import { Bytes, type CleanImage, joined, NoImage } from './image.types.ts';

/** The picture, its colours, its transparency, its density and its frames; no texts, no Exif, no times. */
const DRAWS = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT pHYs acTL fcTL fdAT'.split(' '));
const SIGNATURE_LENGTH = 8;

export function cleanPng(given: Uint8Array): CleanImage {
  const bytes = new Bytes(given);
  const kept = [bytes.slice(0, SIGNATURE_LENGTH)];
  const seen = new Set<string>();
  let at = SIGNATURE_LENGTH;
  while (!seen.has('IEND')) {
    const length = bytes.u32(at);
    const type = bytes.text(at + 4, 4);
    const chunk = bytes.slice(at, length + 12);
    if (seen.size === 0 && (type !== 'IHDR' || length !== 13)) throw new NoImage('It does not begin with its header.');
    if (DRAWS.has(type)) {
      if (crc32(chunk.subarray(4, length + 8)) !== bytes.u32(at + 8 + length)) throw new NoImage('A checksum is wrong.');
      kept.push(chunk);
    }
    seen.add(type);
    at += length + 12;
  }
  if (!seen.has('IDAT')) throw new NoImage('It has no picture in it.');
  return { type: 'image/png', width: bytes.u32(SIGNATURE_LENGTH + 8), height: bytes.u32(SIGNATURE_LENGTH + 12), bytes: joined(kept) };
}
