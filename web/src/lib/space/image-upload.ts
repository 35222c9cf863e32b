import { MAX_IMAGE_BYTES } from '@kopru/schema/co-editing';

/** Why an image did not arrive. none: the file is no image that a browser draws · refused: the server's reason · failed: try again. */
export class UploadFault extends Error {
  readonly kind: 'none' | 'refused' | 'failed';

  constructor(kind: UploadFault['kind'], message = '') {
    super(message);
    this.kind = kind;
  }
}

export interface Uploaded {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];
/** Pixels of the longer side that a page shows sharply on every screen. */
const LONG_SIDE = 2400;
const COMFORTABLE_BYTES = 1024 * 1024;

/** The file if it is an image, made smaller when it is a photograph that nobody could see whole. Rejects with `none`. */
export async function prepareImage(file: File): Promise<Blob> {
  const bitmap = IMAGE_TYPES.includes(file.type) ? await createImageBitmap(file).catch(() => null) : null;
  if (!bitmap) throw new UploadFault('none');
  const scale = Math.min(1, LONG_SIDE / Math.max(bitmap.width, bitmap.height));
  // Drawing an animation would leave its first picture only.
  if (file.type === 'image/gif' || (scale === 1 && file.size <= COMFORTABLE_BYTES)) return file;
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const smaller = await canvas.convertToBlob({ type: file.type, quality: 0.85 });
  return smaller.size < file.size || file.size > MAX_IMAGE_BYTES ? smaller : file;
}

/** Sends an image to a document; `progress` hears of the share that is sent, 0 to 1. Rejects with an UploadFault, or AbortError when called off. */
export function uploadImage(documentId: string, image: Blob, progress: (share: number) => void, signal: AbortSignal): Promise<Uploaded> {
  // fetch does not tell how much is sent.
  const request = new XMLHttpRequest();
  const { promise, resolve, reject } = Promise.withResolvers<Uploaded>();
  request.open('POST', `/documents/${documentId}/images`);
  request.setRequestHeader('content-type', image.type);
  request.responseType = 'json';
  request.upload.addEventListener('progress', ({ loaded, total }) => progress(total > 0 ? loaded / total : 0));
  request.addEventListener('error', () => reject(new UploadFault('failed')));
  request.addEventListener('abort', () => reject(new DOMException('Called off.', 'AbortError')));
  request.addEventListener('load', () => {
    const answer = request.response as (Uploaded & { message?: string }) | null;
    if (request.status === 201 && answer) resolve(answer);
    else
      reject(
        new UploadFault(request.status >= 400 && request.status < 500 && request.status !== 429 ? 'refused' : 'failed', answer?.message),
      );
  });
  signal.addEventListener('abort', () => request.abort());
  request.send(image);
  return promise;
}
