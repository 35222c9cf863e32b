import { Worker } from 'node:worker_threads';
import { afterRunning } from './document.deadline.ts';
import type { Limits } from './document.scratch.ts';
import type { Answer, Operations, Question, Ready } from './document.worker.ts';

/** The answer did not come in time; the thread was ended, and what it held is gone. */
export class DeadlinePassed extends Error {}

/** The thread ended by itself (out of memory); what it held is gone. */
export class ThreadEnded extends Error {}

/** The thread was closed, or did not start. Nothing is known of the question; it may be asked again elsewhere. */
export class ThreadClosed extends Error {}

interface Waiting extends Question {
  readonly deadlineMs: number;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Beside a built server.js lies document.worker.js; in the sources, the file as it is. */
function workerFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './document.worker.ts' : './document.worker.js', import.meta.url);
}

/** One worker thread that answers one question at a time, so that a deadline counts the work and not the queue. Started when first needed. */
export class DocumentThread {
  private worker: Worker | undefined;
  /** The thread has read its modules and listens; until then no deadline runs. */
  private ready = false;
  private current: Waiting | undefined;
  private callOff: (() => void) | undefined;
  private readonly queue: Waiting[] = [];
  private closed = false;

  constructor(private readonly limits: Limits) {}

  /** Rejects with DeadlinePassed, ThreadEnded, ThreadClosed, or an Error with the operation's own words. */
  ask<Name extends keyof Operations>(
    name: Name,
    values: Parameters<Operations[Name]>,
    deadlineMs: number,
  ): Promise<ReturnType<Operations[Name]>> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new ThreadClosed('The server is stopping.'));
      this.queue.push({ name, values, deadlineMs, resolve: (value) => resolve(value as ReturnType<Operations[Name]>), reject });
      this.next();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.end(new ThreadClosed('The server is stopping.'));
    for (const waiting of this.queue.splice(0)) waiting.reject(new ThreadClosed('The server is stopping.'));
  }

  private next(): void {
    if (this.current || this.queue.length === 0) return;
    this.worker ??= this.start();
    if (!this.ready) return;
    const waiting = this.queue.shift();
    if (!waiting) return;
    this.current = waiting;
    const { name, values, deadlineMs } = waiting;
    this.callOff = afterRunning(deadlineMs, () => void this.end(new DeadlinePassed(`${name} took more than ${deadlineMs} ms.`)));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.worker.postMessage({ name, values } satisfies Question);
  }

  private start(): Worker {
    // No environment: the thread that reads strangers' bytes needs no secret.
    const worker = new Worker(workerFile(), {
      workerData: this.limits,
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    worker.unref();
    worker.on('message', (message: Answer | Ready) => {
      if (this.worker !== worker) return;
      if ('ready' in message) this.ready = true;
      else this.answer(message);
      this.next();
    });
    worker.on('error', (error) => this.ended(worker, error));
    worker.on('exit', () => this.ended(worker));
    return worker;
  }

  private answer(answer: Answer): void {
    const asked = this.take();
    if ('error' in answer) asked?.reject(new Error(answer.error));
    else asked?.resolve(answer.value);
  }

  private ended(worker: Worker, cause?: unknown): void {
    if (this.worker !== worker) return;
    // One that cannot start would be started for ever; those who wait are told instead.
    if (!this.ready) for (const waiting of this.queue.splice(0)) waiting.reject(new ThreadClosed('The thread did not start.', { cause }));
    void this.end(new ThreadEnded('The thread ended.', { cause }));
  }

  private take(): Waiting | undefined {
    this.callOff?.();
    const asked = this.current;
    this.current = undefined;
    return asked;
  }

  private async end(reason: Error): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    this.ready = false;
    this.take()?.reject(reason);
    this.next();
    await worker?.terminate();
  }
}
