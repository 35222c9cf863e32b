/** Formats that every browser draws. No SVG: it is a program. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif';

/** A picture taken apart: four bytes for each pixel, line by line. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** These bytes hold no whole picture. */
export class PictureDamaged extends Error {}
