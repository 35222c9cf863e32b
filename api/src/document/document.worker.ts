/** The thread in which updates are tried. It has no connection, no secrets and no way out but its answers, and it may be ended at any moment. */
import { parentPort, workerData } from 'node:worker_threads';
import * as Y from 'yjs';
import { DocumentScratch, type Limits, packSnapshot, textsAt } from './document.scratch.ts';

const scratch = new DocumentScratch(workerData as Limits);

const operations = {
  load: scratch.load.bind(scratch),
  extend: scratch.extend.bind(scratch),
  review: scratch.review.bind(scratch),
  forget: scratch.forget.bind(scratch),
  encode: scratch.encode.bind(scratch),
  text: scratch.text.bind(scratch),
  find: scratch.find.bind(scratch),
  rewrite: scratch.rewrite.bind(scratch),
  pack: packSnapshot,
  textsAt,
  merge: Y.mergeUpdates,
};

/** What the thread can be asked. */
export type Operations = typeof operations;

export interface Question {
  readonly name: keyof Operations;
  readonly values: readonly unknown[];
}
/** Said once, before the first question. */
export interface Ready {
  readonly ready: true;
}
export type Answer = { readonly value: unknown } | { readonly error: string };

parentPort?.on('message', ({ name, values }: Question) => {
  let answer: Answer;
  try {
    answer = { value: (operations[name] as (...given: readonly unknown[]) => unknown)(...values) };
  } catch (error) {
    answer = { error: error instanceof Error ? error.message : 'unknown' };
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(answer);
});
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage({ ready: true } satisfies Ready);
