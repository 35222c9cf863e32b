import { Worker } from 'node:worker_threads';
import type { KeptText } from '@kopru/schema/document-text';
import type { Wording } from '@kopru/schema/document-words';
import { rateLimited, ruleBroken } from '../access/errors.ts';
import type { SectionChange } from './comparison.ts';
import type { Exported } from './export.layout.ts';
import type { Answer, ExportFormat, Question, Rendering } from './rendering.worker.ts';

/** A full model takes well under a second; the rest is for a busy machine. */
const DEADLINE_MS = 30_000;
/** Waiting at most; past it, somebody is flooding it. */
const MAX_WAITING = 50;

interface Waiting extends Question {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** One worker thread that compares and renders, one thing at a time. Started when first needed; ended, with what it does, when that takes too long. */
export class RenderingThread {
  private worker: Worker | undefined;
  private current: Waiting | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly queue: Waiting[] = [];
  private asked = 0;

  /** RULE_BROKEN `too-large` when it takes too long, RATE_LIMITED when too much waits. */
  compare(before: KeptText, after: KeptText, wording: Wording): Promise<SectionChange[]> {
    return this.ask('compare', [before, after, wording]);
  }

  /** The same refusals. */
  render(format: ExportFormat, exported: Exported): Promise<Uint8Array> {
    return this.ask('render', [format, exported]);
  }

  async close(): Promise<void> {
    for (const waiting of this.queue.splice(0)) waiting.reject(stopping());
    await this.end(stopping());
  }

  private ask<Name extends keyof Rendering>(
    name: Name,
    values: Parameters<Rendering[Name]>,
  ): Promise<Awaited<ReturnType<Rendering[Name]>>> {
    if (this.queue.length >= MAX_WAITING) return Promise.reject(rateLimited('Too much is being rendered. Try again in a moment.'));
    return new Promise((resolve, reject) => {
      this.asked += 1;
      this.queue.push({
        number: this.asked,
        name,
        values,
        resolve: (value) => resolve(value as Awaited<ReturnType<Rendering[Name]>>),
        reject,
      });
      this.next();
    });
  }

  private next(): void {
    if (this.current) return;
    const waiting = this.queue.shift();
    if (!waiting) return;
    this.current = waiting;
    this.worker ??= this.start();
    this.timer = setTimeout(() => void this.end(tooLarge()), DEADLINE_MS);
    const { number, name, values } = waiting;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.worker.postMessage({ number, name, values } satisfies Question);
  }

  private start(): Worker {
    const worker = new Worker(workerFile(), { env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 512 } });
    worker.unref();
    worker.on('message', (answer: Answer) => {
      if (this.worker !== worker || this.current?.number !== answer.number) return;
      const asked = this.take();
      if ('error' in answer) asked?.reject(new Error(answer.error));
      else asked?.resolve(answer.value);
      this.next();
    });
    const ended = (): void => {
      if (this.worker === worker) void this.end(tooLarge());
    };
    worker.on('error', ended);
    worker.on('exit', ended);
    return worker;
  }

  private take(): Waiting | undefined {
    clearTimeout(this.timer);
    const asked = this.current;
    this.current = undefined;
    return asked;
  }

  private async end(reason: Error): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    this.take()?.reject(reason);
    this.next();
    await worker?.terminate();
  }
}

/** Beside a built server lies rendering.worker.js; in the sources, the file as it is. */
function workerFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './rendering.worker.ts' : './rendering.worker.js', import.meta.url);
}

const tooLarge = (): Error => ruleBroken('too-large', 'This text is too large for that. Shorten it, or export it as JSON.');
const stopping = (): Error => rateLimited('The server is stopping. Try again in a moment.');
