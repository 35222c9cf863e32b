/** Whether an image of a format that browsers draw holds its whole picture. As plain as a thread runs it (see document.scratch). */
import { checkGif } from './picture.gif.ts';
import { checkJpeg } from './picture.jpeg.ts';
import { checkPng } from './picture.png.ts';
import type { ImageType } from './picture.types.ts';
import { checkWebp } from './picture.webp.ts';

const CHECKS: Readonly<Record<ImageType, (bytes: Uint8Array) => void | Promise<void>>> = {
  'image/gif': checkGif,
  'image/jpeg': checkJpeg,
  'image/png': checkPng,
  'image/webp': checkWebp,
};

/** False for what is cut short, or garbage behind a right beginning. */
export async function isWholePicture(type: ImageType, bytes: Uint8Array): Promise<boolean> {
  try {
    await CHECKS[type](bytes);
    return true;
  } catch {
    return false;
  }
}
