import { crc32, deflateSync } from 'node:zlib';
import { isWholePicture } from '@kopru/api/picture/picture.check';
import { PictureChecks } from '@kopru/api/picture/picture-check.thread';
import { writePng } from '@kopru/api/picture/picture.png';
import { describe, expect, it } from 'vitest';
import { GIF_MOVING, JPEG, JPEG_PROGRESSIVE, JPEG_RESTARTS, WEBP, WEBP_LOSSLESS, WEBP_MOVING } from '../support/pictures.ts';

const PNG = writePng({ width: 20, height: 10, rgba: Uint8Array.from({ length: 800 }, (_, at) => (at * 37) % 256) });
const WHOLE = [
  ['image/png', 'a PNG', PNG],
  ['image/jpeg', 'a JPEG', JPEG],
  ['image/jpeg', 'a JPEG with restarts', JPEG_RESTARTS],
  ['image/jpeg', 'a progressive JPEG', JPEG_PROGRESSIVE],
  ['image/webp', 'a WebP', WEBP],
  ['image/webp', 'a WebP without loss', WEBP_LOSSLESS],
  ['image/webp', 'a WebP that moves', WEBP_MOVING],
  ['image/gif', 'a GIF that moves', GIF_MOVING],
] as const;

function chunk(type: string, body: Uint8Array): Buffer {
  const whole = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), body, Buffer.alloc(4)]);
  whole.writeUInt32BE(body.length, 0);
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4);
  return whole;
}

/** A grey PNG of a size, with whatever is its picture; its checksums are right. */
function png(width: number, height: number, picture: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', picture), chunk('IEND', Buffer.alloc(0))]);
}

const lines = (width: number, height: number, filter = 0): Buffer =>
  Buffer.concat(Array.from({ length: height }, () => Buffer.concat([Buffer.from([filter]), Buffer.alloc(width, 120)])));
/** The compressed data that follow the last header of a scan, made zeros: codes that mean nothing. */
function withoutPicture(jpeg: Uint8Array): Uint8Array {
  const scan = Buffer.from(jpeg).lastIndexOf(Buffer.from([0xff, 0xda]));
  const header = jpeg.subarray(0, scan + 2 + ((jpeg[scan + 2] ?? 0) << 8) + (jpeg[scan + 3] ?? 0));
  return Buffer.concat([header, Buffer.from([0, 0xff, 0xd9])]);
}

describe('a picture', () => {
  it.each(WHOLE)('is whole (%s): %s', async (type, _what, bytes) => {
    expect(await isWholePicture(type, bytes)).toBe(true);
  });

  it.each(WHOLE)('is none when it is cut short (%s): %s', async (type, _what, bytes) => {
    const half = bytes.subarray(0, Math.round(bytes.length * 0.85));
    // As it is put together again: with its end.
    const ended = type === 'image/jpeg' ? Buffer.concat([half, Buffer.from([0xff, 0xd9])]) : half;
    expect(await isWholePicture(type, ended)).toBe(false);
  });

  it.each([
    ['a PNG whose picture is garbage', 'image/png', png(8, 8, Buffer.from('no picture at all'))],
    ['a PNG with too few lines', 'image/png', png(8, 8, deflateSync(lines(8, 7)))],
    ['a PNG with too many lines', 'image/png', png(8, 8, deflateSync(lines(8, 9)))],
    ['a PNG whose lines are filtered by nothing known', 'image/png', png(8, 8, deflateSync(lines(8, 8, 7)))],
    [
      'a PNG whose inner checksum is wrong',
      'image/png',
      png(
        8,
        8,
        deflateSync(lines(8, 8)).map((byte, at, all) => (at === all.length - 1 ? byte ^ 1 : byte)),
      ),
    ],
    ['a JPEG without its codes', 'image/jpeg', withoutPicture(JPEG)],
    ['a JPEG whose restarts are missing', 'image/jpeg', withoutPicture(JPEG_RESTARTS)],
    ['a GIF whose codes mean nothing', 'image/gif', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBfwA7', 'base64')],
    ['a WebP whose picture is garbage', 'image/webp', Buffer.concat([WEBP.subarray(0, 24), Buffer.alloc(WEBP.length - 24, 7)])],
  ] as const)('is not in %s', async (_what, type, bytes) => {
    expect(await isWholePicture(type, new Uint8Array(bytes))).toBe(false);
  });

  it('is told and never a fault, whatever is changed in a real one', async () => {
    for (const [type, , whole] of WHOLE) {
      for (let at = 0; at < whole.length; at += 5) {
        for (const value of [0, 255]) {
          const other = whole.map((byte, index) => (index === at ? value : byte));
          expect(typeof (await isWholePicture(type, other))).toBe('boolean');
        }
      }
    }
  });
});

describe('looking at it', () => {
  it('ends when it unpacks to more than it says, without holding it', async () => {
    // 200 MB of zeros behind a header of eight by eight.
    const bomb = png(8, 8, deflateSync(Buffer.alloc(200_000_000)));
    expect(bomb.length).toBeLessThan(300_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(await isWholePicture('image/png', bomb)).toBe(false);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });

  it('happens in a thread that is ended when it takes too long, and keeps the next ones waiting, not away', async () => {
    const large = new Uint8Array(png(10_000, 5_000, deflateSync(Buffer.alloc(10_001 * 5_000))));
    expect(await new PictureChecks(1).verdict('image/png', large)).toBe('too-slow');
    const checks = new PictureChecks();
    const verdicts = await Promise.all(
      [large, JPEG, withoutPicture(JPEG), PNG].map((bytes, place) =>
        checks.verdict(place % 3 === 0 ? 'image/png' : 'image/jpeg', new Uint8Array(bytes)),
      ),
    );
    expect(verdicts).toEqual(['whole', 'whole', 'damaged', 'whole']);
    await expect(Promise.all(Array.from({ length: 40 }, () => checks.verdict('image/jpeg', JPEG)))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    });
  });
});
