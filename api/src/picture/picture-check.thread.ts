import { Worker } from 'node:worker_threads';
import { rateLimited } from '../access/errors.ts';
import type { Question } from './picture-check.worker.ts';
import type { ImageType } from './picture.types.ts';

/** The largest image that is taken needs a second or two; the rest is for a busy machine. */
const DEADLINE_MS = 15_000;
/** Looked at by one process at once, and waiting at most; past it, somebody is flooding it. */
const AT_ONCE = 2;
const MAX_WAITING = 20;

export type PictureVerdict = 'whole' | 'damaged' | 'too-slow';

/** Looks at images one thread each, which keeps nothing from one to the next and may be ended at any moment. */
export class PictureChecks {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly deadlineMs = DEADLINE_MS) {}

  /** RATE_LIMITED when too many wait. */
  async verdict(type: ImageType, bytes: Uint8Array): Promise<PictureVerdict> {
    while (this.running >= AT_ONCE) {
      if (this.waiting.length >= MAX_WAITING) throw rateLimited('Too many images arrive at once. Try again in a moment.');
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.running += 1;
    try {
      return await this.look({ type, bytes });
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }

  private async look(question: Question): Promise<PictureVerdict> {
    const worker = new Worker(workerFile(), {
      workerData: question,
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    const { promise, resolve } = Promise.withResolvers<PictureVerdict>();
    const timer = setTimeout(() => resolve('too-slow'), this.deadlineMs);
    worker.on('message', (whole: boolean) => resolve(whole ? 'whole' : 'damaged'));
    // It has run out of memory.
    worker.on('error', () => resolve('too-slow'));
    worker.on('exit', () => resolve('damaged'));
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      await worker.terminate();
    }
  }
}

/** Beside a built server lies picture-check.worker.js; in the sources, the file as it is. */
function workerFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './picture-check.worker.ts' : './picture-check.worker.js', import.meta.url);
}
