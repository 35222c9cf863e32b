import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';

interface Message {
  /** The process that says it; what it says itself it has heard already. */
  readonly from: string;
  readonly payload: unknown;
}

/**
 * The other processes, by Redis. Without it they are not heard and do not hear, until it is back: nothing here ever throws or waits,
 * because no change of anybody's may depend on it.
 */
export class Neighbours {
  private readonly self = randomUUID();
  private readonly speaker: Redis;
  private readonly listener: Redis;

  constructor(redisUrl: string, receive: (topic: string, payload: unknown) => void) {
    this.speaker = new Redis(redisUrl, { maxRetriesPerRequest: 1 });
    // Waits for Redis however long it is away, and follows the same topics when it is back.
    this.listener = new Redis(redisUrl, { maxRetriesPerRequest: null });
    for (const connection of [this.speaker, this.listener]) connection.on('error', () => undefined);
    this.listener.on('message', (topic: string, text: string) => {
      const { from, payload } = JSON.parse(text) as Message;
      if (from !== this.self) receive(topic, payload);
    });
  }

  tell(topic: string, payload: unknown): void {
    this.speaker.publish(topic, JSON.stringify({ from: this.self, payload } satisfies Message)).catch(() => undefined);
  }

  follow(topic: string): void {
    this.listener.subscribe(topic).catch(() => undefined);
  }

  unfollow(topic: string): void {
    this.listener.unsubscribe(topic).catch(() => undefined);
  }

  close(): void {
    for (const connection of [this.speaker, this.listener]) connection.disconnect();
  }
}
