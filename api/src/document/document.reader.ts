import type { Actor } from '../access/actor.ts';
import { ResyncNeeded } from '../live/live.ts';

/** Who listens; a context is one. */
export interface Listener {
  readonly actor: Actor;
  freshActor(): Promise<Actor>;
}

/** What waits for a slow reader at most; past it the reader is told to resync. */
const MAX_WAITING = 1000;
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

/**
 * One subscription's queue. It never grows past its bounds: a reader that is too slow gets a last event that says so and is done; it
 * then subscribes again from where it stands. An Error among the events is the last one and says why.
 */
export class Reader<Event extends { readonly bytes: number }> {
  private readonly waiting: (Event | Error)[] = [];
  private bytes = 0;
  private wake: (() => void) | undefined;
  private over = false;
  private wanted: (event: Event) => boolean = () => true;
  private readonly ending = Promise.withResolvers<void>();
  /** Settles when nothing more comes. */
  readonly closed = this.ending.promise;

  constructor(
    readonly personId: string,
    private readonly onClose: (reader: Reader<Event>) => void,
  ) {}

  /** Puts an event before all that waits, and drops of what waits and comes what is not `wanted` after it. */
  begin(first: Event, wanted: (event: Event) => boolean): void {
    this.wanted = wanted;
    const rest = this.waiting.filter((event) => event instanceof Error || wanted(event));
    this.waiting.splice(0, this.waiting.length, ...(this.over ? [] : [first]), ...rest);
    this.bytes = this.waiting.reduce((bytes, event) => bytes + (event instanceof Error ? 0 : event.bytes), -first.bytes);
    this.wake?.();
  }

  push(events: readonly Event[]): void {
    if (this.over) return;
    for (const event of events) {
      if (!this.wanted(event)) continue;
      this.waiting.push(event);
      this.bytes += event.bytes;
    }
    if (this.waiting.length > MAX_WAITING || this.bytes > MAX_WAITING_BYTES) this.end(new ResyncNeeded());
    this.wake?.();
  }

  /** Nothing comes after; with a reason nothing that waits is delivered either, except the reason. */
  end(reason?: Error): void {
    if (this.over) return;
    this.over = true;
    if (reason) {
      this.waiting.splice(0);
      this.waiting.push(reason);
    }
    this.onClose(this);
    this.ending.resolve();
    this.wake?.();
  }

  /** The queue as a subscription reads it. Leaving the loop, or `return` while it waits, ends the reader. */
  events(): AsyncGenerator<Event | Error, void, void> {
    const next = async (): Promise<IteratorResult<Event | Error, void>> => {
      while (this.waiting.length === 0 && !this.over) await new Promise<void>((resolve) => (this.wake = resolve));
      const event = this.waiting.shift();
      if (event === undefined) return { done: true, value: undefined };
      if (!(event instanceof Error)) this.bytes -= event.bytes;
      return { done: false, value: event };
    };
    const close = async (): Promise<IteratorResult<Event | Error, void>> => {
      this.end();
      this.waiting.splice(0);
      return { done: true, value: undefined };
    };
    const generator = { next, return: close, throw: async (error: unknown) => (await close(), Promise.reject(error)) };
    return Object.assign(generator, {
      [Symbol.asyncIterator]() {
        return this as unknown as AsyncGenerator<Event | Error, void, void>;
      },
      [Symbol.asyncDispose]: async () => void (await close()),
    }) as unknown as AsyncGenerator<Event | Error, void, void>;
  }
}
