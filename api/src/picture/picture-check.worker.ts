/** The thread in which one stranger's image is unpacked. It ends with its answer, or is ended. */
import { parentPort, workerData } from 'node:worker_threads';
import { isWholePicture } from './picture.check.ts';
import type { ImageType } from './picture.types.ts';

export interface Question {
  readonly type: ImageType;
  readonly bytes: Uint8Array;
}

const { type, bytes } = workerData as Question;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(await isWholePicture(type, bytes));
