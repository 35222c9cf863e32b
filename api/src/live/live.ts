import { Neighbours } from './neighbours.ts';

type Stop = () => void;

/** What reaches a reader that was too slow: the client reloads what it misses and subscribes again. */
export class ResyncNeeded extends Error {
  constructor() {
    super('You fell behind. Subscribe again from the last sequence you have.');
  }
}

/**
 * Fan-out of small payloads (ids, sequence numbers) by topic: at once within this process, and with Redis to all others.
 * Delivery is best effort: whoever needs every event reads the gap from the database.
 */
export class Live {
  private readonly listeners = new Map<string, Set<(payload: unknown) => void>>();
  private readonly neighbours: Neighbours | undefined;

  private constructor(redisUrl?: string) {
    if (redisUrl) this.neighbours = new Neighbours(redisUrl, (topic, payload) => this.deliver(topic, payload));
  }

  static open(redisUrl?: string): Live {
    return new Live(redisUrl);
  }

  /** Whether other processes are heard; null when this one is to work alone. */
  get neighboursAreHeard(): boolean | null {
    return this.neighbours?.areHeard ?? null;
  }

  publish(topic: string, payload: unknown): void {
    this.deliver(topic, payload);
    this.neighbours?.tell(topic, payload);
  }

  listen<Payload>(topic: string, receive: (payload: Payload) => void): Stop {
    let listeners = this.listeners.get(topic);
    if (!listeners) {
      this.listeners.set(topic, (listeners = new Set()));
      this.neighbours?.follow(topic);
    }
    const listener = (payload: unknown): void => receive(payload as Payload);
    listeners.add(listener);
    return () => {
      if (!listeners.delete(listener) || listeners.size > 0) return;
      this.listeners.delete(topic);
      this.neighbours?.unfollow(topic);
    };
  }

  /** One listener that fails keeps nobody else from hearing, and is no affair of whoever publishes. */
  private deliver(topic: string, payload: unknown): void {
    for (const listener of [...(this.listeners.get(topic) ?? [])]) {
      try {
        listener(payload);
      } catch (error) {
        process.nextTick(() => {
          throw error;
        });
      }
    }
  }

  /** Payloads of some topics as they come, from the call on (not from the first `next`); at most `limit` wait, then ResyncNeeded. */
  stream<Payload>(topics: readonly string[], limit = 1000): AsyncGenerator<Payload, void, void> {
    return this.queue<Payload>(topics, [], (waiting, payload) => waiting.length < limit && waiting.push(payload) > 0);
  }

  /** One at once, then one whenever something came on the topics since, from the call on. However much comes, one waits: for those who read all anew. */
  wakes(topics: readonly string[]): AsyncGenerator<true, void, void> {
    return this.queue<true>(topics, [true], (waiting) => waiting.length === 1 || waiting.push(true) > 0);
  }

  /** `take` puts what came behind what waits; false when there is no room for it. */
  private queue<Payload>(
    topics: readonly string[],
    waiting: Payload[],
    take: (waiting: Payload[], payload: Payload) => boolean,
  ): AsyncGenerator<Payload, void, void> {
    let wake: Stop | undefined;
    let ended = false;
    let overflowed = false;
    const stops = topics.map((topic) =>
      this.listen<Payload>(topic, (payload) => {
        overflowed ||= !take(waiting, payload);
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
    this.neighbours?.close();
  }
}
