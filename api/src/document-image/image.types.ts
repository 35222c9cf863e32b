import type { ImageType } from '../picture/picture.types.ts';

export type { ImageType };

/** An image without anything that tells where, when, with what and by whom it was taken. */
export interface CleanImage {
  readonly type: ImageType;
  /** As it is shown, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** These bytes are not the image that they begin like. */
export class NoImage extends Error {}

/** Reads big and little endian numbers, and never past the end: what is cut short is no image. */
export class Bytes {
  private readonly view: DataView;

  constructor(readonly all: Uint8Array) {
    this.view = new DataView(all.buffer, all.byteOffset, all.byteLength);
  }

  get length(): number {
    return this.all.length;
  }

  slice(from: number, length: number): Uint8Array {
    if (from < 0 || length < 0 || from + length > this.length) throw new NoImage('It is cut short.');
    return this.all.subarray(from, from + length);
  }

  u8(at: number): number {
    return this.slice(at, 1)[0] ?? 0;
  }

  u16(at: number, little = false): number {
    this.slice(at, 2);
    return this.view.getUint16(at, little);
  }

  u24(at: number): number {
    return this.u16(at, true) + this.u8(at + 2) * 65_536;
  }

  u32(at: number, little = false): number {
    this.slice(at, 4);
    return this.view.getUint32(at, little);
  }

  text(from: number, length: number): string {
    return String.fromCharCode(...this.slice(from, length));
  }
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
