/** GIF (CompuServe, 89a), with only the blocks that draw. */
import { Bytes, type CleanImage, joined, NoImage } from './image.types.ts';

const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b];
const [GRAPHIC_CONTROL, APPLICATION] = [0xf9, 0xff];
/** Applications whose block says how often the animation runs; others carry XMP and profiles. */
const LOOPS = ['NETSCAPE2.0', 'ANIMEXTS1.0'];
const HEADER_LENGTH = 13;

export function cleanGif(given: Uint8Array): CleanImage {
  const bytes = new Bytes(given);
  let at = HEADER_LENGTH + colours(bytes.u8(10));
  const kept = [bytes.slice(0, at)];
  let images = 0;
  for (let kind = bytes.u8(at); kind !== TRAILER; kind = bytes.u8(at)) {
    const end = kind === IMAGE ? endOfImage(bytes, at) : kind === EXTENSION ? endOfBlocks(bytes, at + 2) : null;
    if (end === null) throw new NoImage('A block is of no known kind.');
    if (kind === IMAGE) images += 1;
    if (kind === IMAGE || draws(bytes, at)) kept.push(bytes.slice(at, end - at));
    at = end;
  }
  if (images === 0) throw new NoImage('It has no picture in it.');
  kept.push(new Uint8Array([TRAILER]));
  return { type: 'image/gif', width: bytes.u16(6, true), height: bytes.u16(8, true), bytes: joined(kept) };
}

/** Bytes of the table of colours that flags announce. */
const colours = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

function draws(bytes: Bytes, at: number): boolean {
  const label = bytes.u8(at + 1);
  if (label === GRAPHIC_CONTROL) return true;
  return label === APPLICATION && bytes.u8(at + 2) === 11 && LOOPS.includes(bytes.text(at + 3, 11));
}

const endOfImage = (bytes: Bytes, at: number): number => endOfBlocks(bytes, at + 10 + colours(bytes.u8(at + 9)) + 1);

/** After the empty block that ends a chain of them. */
function endOfBlocks(bytes: Bytes, from: number): number {
  let at = from;
  while (bytes.u8(at) !== 0) at += bytes.u8(at) + 1;
  return at + 1;
}
