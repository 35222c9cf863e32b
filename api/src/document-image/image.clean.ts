import { cleanGif } from './image.gif.ts';
import { cleanJpeg } from './image.jpeg.ts';
import { cleanPng } from './image.png.ts';
import { type CleanImage, NoImage } from './image.types.ts';
import { cleanWebp } from './image.webp.ts';

/** What a file begins with, whatever its name and its sender say it is. */
const FORMATS: readonly (readonly [RegExp, (bytes: Uint8Array) => CleanImage])[] = [
  [/^\x89PNG\r\n\x1a\n/, cleanPng],
  [/^\xff\xd8\xff/, cleanJpeg],
  [/^GIF8[79]a/, cleanGif],
  [/^RIFF[\s\S]{4}WEBP/, cleanWebp],
];

export const DAMAGED = 'This image is damaged or none. Save it anew and try again.';

/** On one side; a screen has a tenth of it. */
const MAX_SIDE = 12_000;
/** What a phone can still unpack, in pixels. */
const MAX_PIXELS = 50_000_000;

/** Why these bytes are not taken, as a sentence for whoever chose the file; or the image, without all that it told beside the picture. */
export function cleanImage(given: Uint8Array): CleanImage | { readonly problem: string } {
  const beginning = String.fromCharCode(...given.subarray(0, 12));
  const format = FORMATS.find(([begins]) => begins.test(beginning));
  if (!format) return { problem: 'This is no image in PNG, JPEG, WebP or GIF.' };
  try {
    const image = format[1](given);
    const { width, height } = image;
    if (width < 1 || height < 1) return { problem: 'This image is empty.' };
    if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS)
      return { problem: 'This image has too many pixels. Make it smaller.' };
    return image;
  } catch (error) {
    if (error instanceof NoImage) return { problem: DAMAGED };
    throw error;
  }
}
