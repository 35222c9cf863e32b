import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cleanImage } from './image.clean.ts';
import { joined } from './image.types.ts';

const text = (letters: string): Uint8Array => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);
const has = (whole: Uint8Array, letters: string): boolean => Buffer.from(whole).includes(letters, 0, 'latin1');
const u32 = (value: number): Uint8Array => bytes(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
const SECRET = 'GPS 39.78N 30.52E, Aylin’s phone'.replace('’', "'");

function cleaned(given: Uint8Array) {
  const image = cleanImage(given);
  if ('problem' in image) throw new Error(image.problem);
  return image;
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const named = joined([text(type), body]);
  return joined([u32(body.length), named, u32(crc32(named))]);
}

function png(width: number, height: number, ...extra: Uint8Array[]): Uint8Array {
  const header = joined([u32(width), u32(height), bytes(8, 0, 0, 0, 0)]);
  const picture = deflateSync(new Uint8Array(2));
  return joined([bytes(0x89), text('PNG\r\n\x1a\n'), chunk('IHDR', header), ...extra, chunk('IDAT', picture), chunk('IEND', bytes())]);
}

const segment = (marker: number, body: Uint8Array): Uint8Array =>
  joined([bytes(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255), body]);

/** Little-endian Exif whose first entry says which way is up. */
const exif = (orientation: number): Uint8Array =>
  joined([text('Exif\0\0II*\0'), bytes(8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0), text(SECRET)]);

function jpeg(...extra: Uint8Array[]): Uint8Array {
  const frame = segment(0xc0, bytes(8, 0, 30, 0, 40, 1, 1, 0x11, 0));
  const scan = joined([segment(0xda, bytes(1, 1, 0, 0, 63, 0)), bytes(0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56)]);
  return joined([bytes(0xff, 0xd8), ...extra, segment(0xdb, new Uint8Array(65)), frame, scan, bytes(0xff, 0xd9)]);
}

const gif = (...extra: Uint8Array[]): Uint8Array =>
  joined([
    text('GIF89a'),
    bytes(4, 0, 3, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255),
    ...extra,
    bytes(0x2c, 0, 0, 0, 0, 4, 0, 3, 0, 0, 2, 2, 0x44, 1, 0, 0x3b),
  ]);

function webp(...chunks: [type: string, body: Uint8Array][]): Uint8Array {
  const body = joined(
    chunks.map(([type, inside]) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(inside.length);
      return joined([text(type), length, inside, new Uint8Array(inside.length % 2)]);
    }),
  );
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length + 4);
  return joined([text('RIFF'), size, text('WEBP'), body]);
}

describe('an image keeps its picture and loses what it tells', () => {
  it('PNG: no texts, no Exif, no time, nothing after its end', () => {
    const told = png(640, 480, chunk('tEXt', text(SECRET)), chunk('eXIf', text(SECRET)), chunk('tIME', bytes(7, 0xe9, 1, 1, 0, 0, 0)));
    const image = cleaned(joined([told, text(SECRET)]));
    expect(image).toMatchObject({ type: 'image/png', width: 640, height: 480 });
    expect(image.bytes).toEqual(png(640, 480));
  });

  it('JPEG: no Exif but which way is up, no comment, no maker’s notes, no second picture behind it', () => {
    const told = jpeg(
      segment(0xe1, exif(6)),
      segment(0xe1, text(`http://ns.adobe.com/xap/1.0/\0${SECRET}`)),
      segment(0xfe, text(SECRET)),
      segment(0xed, text(SECRET)),
    );
    const image = cleaned(joined([told, jpeg(segment(0xe1, exif(1)))]));
    expect(image).toMatchObject({ type: 'image/jpeg', width: 30, height: 40 });
    expect(has(image.bytes, 'GPS')).toBe(false);
    expect(has(image.bytes, 'Exif')).toBe(true);
    expect(cleaned(image.bytes)).toEqual(image);
    const upright = cleaned(jpeg(segment(0xe1, exif(1))));
    expect(upright).toMatchObject({ width: 40, height: 30 });
    expect(upright.bytes).toEqual(jpeg());
  });

  it('JPEG: keeps colours and density, not the preview in the density', () => {
    const jfif = joined([text('JFIF\0'), bytes(1, 1, 1, 0, 72, 0, 72, 1, 1), text('abc')]);
    const profile = segment(0xe2, text('ICC_PROFILE\0\x01\x01profile'));
    const image = cleaned(jpeg(segment(0xe0, jfif), profile, segment(0xe2, text(`MPF\0${SECRET}`))));
    expect(has(image.bytes, 'profile')).toBe(true);
    expect(has(image.bytes, 'abc')).toBe(false);
    expect(has(image.bytes, 'MPF')).toBe(false);
  });

  it('GIF: no comment, no XMP; the loop stays', () => {
    const comment = joined([bytes(0x21, 0xfe, SECRET.length), text(SECRET), bytes(0)]);
    const xmp = joined([bytes(0x21, 0xff, 11), text('XMP DataXMP'), bytes(3), text('GPS'), bytes(0)]);
    const loop = joined([bytes(0x21, 0xff, 11), text('NETSCAPE2.0'), bytes(3, 1, 0, 0, 0)]);
    const image = cleaned(joined([gif(comment, xmp, loop), text(SECRET)]));
    expect(image).toMatchObject({ type: 'image/gif', width: 4, height: 3 });
    expect(image.bytes).toEqual(gif(loop));
  });

  it('WebP: no Exif, no XMP, and its header no longer says that there is', () => {
    const picture: [string, Uint8Array] = ['VP8L', bytes(0x2f, 3, 0x80, 0, 0)];
    const header = (flags: number): [string, Uint8Array] => ['VP8X', bytes(flags, 0, 0, 0, 3, 0, 0, 2, 0, 0)];
    const image = cleaned(webp(header(0x0c), picture, ['EXIF', text(SECRET)], ['XMP ', text(SECRET)]));
    expect(image).toMatchObject({ type: 'image/webp', width: 4, height: 3 });
    expect(image.bytes).toEqual(webp(header(0), picture));
    expect(cleaned(webp(picture))).toMatchObject({ width: 4, height: 3 });
  });
});

describe('what is no image', () => {
  it.each([
    ['nothing', bytes()],
    ['a text', text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a page that begins like a GIF', text('GIF89a<script>alert(1)</script>')],
    ['a JPEG of its first bytes', bytes(0xff, 0xd8, 0xff)],
    ['a JPEG without a picture', joined([bytes(0xff, 0xd8), segment(0xfe, text('x')), bytes(0xff, 0xd9)])],
    ['a JPEG whose segment claims to be long', joined([bytes(0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff), text('x')])],
    ['a JPEG whose segment has no length', bytes(0xff, 0xd8, 0xff, 0xe1, 0, 0)],
    ['a PNG that is cut short', png(4, 4).subarray(0, 40)],
    ['a PNG with a wrong checksum', png(4, 4).map((byte, at) => (at === 20 ? byte ^ 1 : byte))],
    ['a PNG of no size', png(0, 4)],
    ['a PNG that unpacks to a wall', png(60_000, 60_000)],
    ['a WebP without a picture', webp(['EXIF', text('x')])],
    ['a WebP whose chunk claims to be long', joined([webp(), text('VP8 '), bytes(255, 255, 255, 127)])],
  ])('%s', (_what, given) => {
    expect(cleanImage(given)).toHaveProperty('problem');
  });

  it('is told and never a fault, whatever is changed in a real one', () => {
    const wholes = [png(4, 4), jpeg(segment(0xe1, exif(6))), gif(), webp(['VP8L', bytes(0x2f, 3, 0x80, 0, 0)])];
    for (const whole of wholes) {
      for (let at = 0; at < whole.length; at += 1) {
        const changed = [0, 1, 127, 255].map((value) => whole.map((byte, index) => (index === at ? value : byte)));
        for (const other of [...changed, whole.subarray(0, at)]) expect(() => cleanImage(other)).not.toThrow();
      }
    }
  });
});
