import { createRedisEventTarget } from '@graphql-yoga/redis-event-target';
import { Redis } from 'ioredis';

type Stop = () => void;

/** What reaches a reader that was too slow: the client reloads what it misses and subscribes again. */
export class ResyncNeeded extends Error {
  constructor() {
    super('You fell behind. Subscribe again from the last sequence you have.');
  }
}

/**
 * Fan-out of small payloads (ids, sequence numbers) by topic, within this process or, with Redis, to all of them.
 * Delivery is best effort: whoever needs every event reads the gap from the database.
 */
export class Live {
  private constructor(
    private readonly target: EventTarget,
    private readonly connections: Redis[],
  ) {}

  static open(redisUrl?: string): Live {
    if (!redisUrl) return new Live(new EventTarget(), []);
    const publisher = new Redis(redisUrl, { lazyConnect: false, maxRetriesPerRequest: 1 });
    const subscriber = new Redis(redisUrl, { lazyConnect: false });
    // Redis away means other processes hear later (they re-read the database); it must not end this one.
    for (const connection of [publisher, subscriber]) connection.on('error', () => undefined);
    const target = createRedisEventTarget({ publishClient: publisher, subscribeClient: subscriber });
    return new Live(target as unknown as EventTarget, [publisher, subscriber]);
  }

  publish(topic: string, payload: unknown): void {
    this.target.dispatchEvent(new CustomEvent(topic, { detail: payload }));
  }

  listen<Payload>(topic: string, receive: (payload: Payload) => void): Stop {
    const listener = (event: Event): void => receive((event as CustomEvent<Payload>).detail);
    this.target.addEventListener(topic, listener);
    return () => this.target.removeEventListener(topic, listener);
  }

  /** Payloads of some topics as they come, from the call on (not from the first `next`); at most `limit` wait, then ResyncNeeded. */
  stream<Payload>(topics: readonly string[], limit = 1000): AsyncGenerator<Payload, void, void> {
    const waiting: Payload[] = [];
    let wake: Stop | undefined;
    let ended = false;
    let overflowed = false;
    const stops = topics.map((topic) =>
      this.listen<Payload>(topic, (payload) => {
        if (waiting.length >= limit) overflowed = true;
        else waiting.push(payload);
        wake?.();
      }),
    );
    const end = (): void => {
      ended = true;
      for (const stop of stops) stop();
      wake?.();
    };
    const next = async (): Promise<IteratorResult<Payload, void>> => {
      while (waiting.length === 0 && !ended && !overflowed) await new Promise<void>((resolve) => (wake = resolve));
      if (overflowed) {
        end();
        throw new ResyncNeeded();
      }
      const payload = waiting.shift();
      return payload === undefined ? { done: true, value: undefined } : { done: false, value: payload };
    };
    const close = async (): Promise<IteratorResult<Payload, void>> => (end(), { done: true, value: undefined });
    const generator = { next, return: close, throw: async (error: unknown) => (end(), Promise.reject(error)) };
    return Object.assign(generator, {
      [Symbol.asyncIterator]() {
        return this as unknown as AsyncGenerator<Payload, void, void>;
      },
      [Symbol.asyncDispose]: async () => end(),
    }) as unknown as AsyncGenerator<Payload, void, void>;
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.connections.map((connection) => connection.quit()));
  }
}
