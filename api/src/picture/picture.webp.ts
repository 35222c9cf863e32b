/** Whether a WebP (RFC 9649) holds its whole pictures, of one that moves each frame. */
import { readWebp } from './picture.read.ts';
import { PictureDamaged } from './picture.types.ts';

const [RIFF_HEADER, CHUNK_HEADER, FRAME_HEADER] = [12, 8, 16];
const HAS_ALPHA = 0x10;
/** Of all frames together: what is drawn one after the other takes its time. */
const MAX_PIXELS = 100_000_000;

interface Chunk {
  readonly type: string;
  readonly body: Uint8Array;
}

/** Throws what is wrong. */
export async function checkWebp(bytes: Uint8Array): Promise<void> {
  const frames = chunksOf(bytes.subarray(RIFF_HEADER)).filter(({ type }) => type === 'ANMF');
  if (frames.length === 0) return void (await readWebp(bytes));
  let pixels = 0;
  for (const { body } of frames) {
    const { width, height } = await readWebp(still(body));
    pixels += width * height;
    if (pixels > MAX_PIXELS) throw new PictureDamaged();
  }
}

/** A frame of an animation as a picture of its own. */
function still(frame: Uint8Array): Uint8Array {
  const parts = chunksOf(frame.subarray(FRAME_HEADER)).filter(({ type }) => ['ALPH', 'VP8 ', 'VP8L'].includes(type));
  const size = frame.subarray(6, 12);
  const extended = { type: 'VP8X', body: new Uint8Array([HAS_ALPHA, 0, 0, 0, ...size]) };
  const body = Buffer.concat((parts.some(({ type }) => type === 'ALPH') ? [extended, ...parts] : parts).map(written));
  const header = Buffer.from('RIFF....WEBP', 'latin1');
  header.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([header, body]);
}

function written({ type, body }: Chunk): Buffer {
  const header = Buffer.from(`${type}....`, 'latin1');
  header.writeUInt32LE(body.length, 4);
  return Buffer.concat([header, body, new Uint8Array(body.length % 2)]);
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = 0; at + CHUNK_HEADER <= bytes.length;) {
    const length = view.getUint32(at + 4, true);
    chunks.push({
      type: String.fromCharCode(...bytes.subarray(at, at + 4)),
      body: bytes.subarray(at + CHUNK_HEADER, at + CHUNK_HEADER + length),
    });
    at += CHUNK_HEADER + length + (length % 2);
  }
  return chunks;
}
