/** JPEG (ITU-T T.81), taken apart into its segments and put together again without those that tell of people and places. */
import { Bytes, type CleanImage, joined, NoImage } from './image.types.ts';

const [SOI, EOI, SOS] = [0xd8, 0xd9, 0xda];
const [APP0, APP1, APP2, APP14] = [0xe0, 0xe1, 0xe2, 0xee];
/** Tables that the picture is made with: Huffman, arithmetic, quantisation, lines, restart, hierarchy. */
const TABLES = new Set([0xc4, 0xcc, 0xdb, 0xdc, 0xdd, 0xde, 0xdf]);
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** Kept: the picture, its colour profile, and which way is up. Dropped: Exif, XMP, IPTC, maker's notes, previews, comments, and all after its end. */
export function cleanJpeg(given: Uint8Array): CleanImage {
  const bytes = new Bytes(given);
  const kept: Uint8Array[] = [];
  let frame: { width: number; height: number } | undefined;
  let orientation = 1;
  let scans = 0;
  let at = 2;
  for (;;) {
    const { marker, next } = markerAt(bytes, at);
    at = next;
    if (marker === EOI) break;
    if (isAlone(marker)) continue;
    const length = bytes.u16(at);
    const body = bytes.slice(at + 2, length - 2);
    if (isFrame(marker)) frame ??= { height: bytes.u16(at + 3), width: bytes.u16(at + 5) };
    if (marker === APP1) orientation = orientationOf(body) ?? orientation;
    const segment = keptSegment(marker, body);
    if (segment) kept.push(segment);
    at += length;
    if (marker !== SOS) continue;
    const end = endOfScan(given, at);
    kept.push(given.subarray(at, end));
    scans += 1;
    at = end;
    // Some cameras leave the end out; the picture is there all the same.
    if (at >= given.length) break;
  }
  if (!frame || scans === 0) throw new NoImage('It has no picture in it.');
  const upright = orientation > 4 ? { width: frame.height, height: frame.width } : frame;
  const whole = [
    new Uint8Array([0xff, SOI]),
    ...(orientation > 1 ? [orientationSegment(orientation)] : []),
    ...kept,
    new Uint8Array([0xff, EOI]),
  ];
  return { type: 'image/jpeg', ...upright, bytes: joined(whole) };
}

function markerAt(bytes: Bytes, from: number): { marker: number; next: number } {
  if (bytes.u8(from) !== 0xff) throw new NoImage('A marker is missing.');
  let at = from + 1;
  // Any number of 0xff may fill the room before a marker.
  while (bytes.u8(at) === 0xff) at += 1;
  return { marker: bytes.u8(at), next: at + 1 };
}

function keptSegment(marker: number, body: Uint8Array): Uint8Array | null {
  const begins = (text: string): boolean => String.fromCharCode(...body.subarray(0, text.length)) === text;
  if (marker === SOS || isFrame(marker) || TABLES.has(marker)) return segmentOf(marker, body);
  // JFIF says the density of the pixels; a preview that may follow it is left out.
  if (marker === APP0 && begins('JFIF\0') && body.length >= 14) return segmentOf(marker, joined([body.subarray(0, 12), new Uint8Array(2)]));
  if ((marker === APP2 && begins('ICC_PROFILE\0')) || (marker === APP14 && begins('Adobe'))) return segmentOf(marker, body);
  return null;
}

function segmentOf(marker: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2;
  return joined([new Uint8Array([0xff, marker, length >> 8, length & 0xff]), body]);
}

/** Where the compressed data end: at a marker that is no restart and no stuffed 0xff. */
function endOfScan(given: Uint8Array, from: number): number {
  for (let at = from; at + 1 < given.length; at += 1) {
    if (given[at] !== 0xff) continue;
    const next = given[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return given.length;
}

const EXIF = 'Exif\0\0';
const ORIENTATION = 0x0112;
/** Entries of one directory that are looked at; a camera writes about twenty. */
const MAX_ENTRIES = 200;

/** Which way is up (1–8), from the Exif data (JEITA CP-3451); null when it does not say. */
function orientationOf(body: Uint8Array): number | null {
  try {
    const bytes = new Bytes(body);
    if (bytes.text(0, EXIF.length) !== EXIF) return null;
    const tiff = new Bytes(body.subarray(EXIF.length));
    const little = tiff.text(0, 2) === 'II';
    const directory = tiff.u32(4, little);
    const count = Math.min(MAX_ENTRIES, tiff.u16(directory, little));
    for (let entry = 0; entry < count; entry += 1) {
      const at = directory + 2 + entry * 12;
      if (tiff.u16(at, little) !== ORIENTATION) continue;
      const value = tiff.u16(at + 8, little);
      return value >= 1 && value <= 8 ? value : null;
    }
    return null;
  } catch {
    // Data that cannot be read is dropped like the rest.
    return null;
  }
}

/** An Exif segment that says nothing but which way is up. */
function orientationSegment(orientation: number): Uint8Array {
  const text = Uint8Array.from(EXIF, (character) => character.charCodeAt(0));
  const header = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8];
  const entry = [0, 1, ORIENTATION >> 8, ORIENTATION & 0xff, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  return segmentOf(APP1, joined([text, new Uint8Array([...header, ...entry, 0, 0, 0, 0])]));
}
