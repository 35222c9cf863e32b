/** A picture taken apart: four bytes for each pixel, line by line. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** What is stored is no whole picture. */
export class PictureDamaged extends Error {}
