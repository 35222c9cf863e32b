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
  /** That Redis is away was said, and it has not been there since. */
  private told = false;
  private closed = false;

  constructor(redisUrl: string, receive: (topic: string, payload: unknown) => void) {
    this.speaker = new Redis(redisUrl, { maxRetriesPerRequest: 1 });
    // Waits for Redis however long it is away, and follows the same topics when it is back.
    this.listener = new Redis(redisUrl, { maxRetriesPerRequest: null });
    for (const connection of [this.speaker, this.listener]) connection.on('error', () => undefined);
    this.speaker.on('ready', () => (this.told = false));
    this.speaker.on('close', () => this.warnOnce(redisUrl));
    this.listener.on('message', (topic: string, text: string) => {
      const { from, payload } = JSON.parse(text) as Message;
      if (from !== this.self) receive(topic, payload);
    });
  }

  /** Whether Redis is there, so that the others hear us. */
  get areHeard(): boolean {
    return this.speaker.status === 'ready' && this.listener.status === 'ready';
  }

  private warnOnce(redisUrl: string): void {
    if (this.told || this.closed) return;
    this.told = true;
    const { hostname, port } = new URL(redisUrl);
    process.stderr.write(
      `REDIS_URL: Redis at ${hostname}:${port || 6379} does not answer. This process works on alone and tries again; see /readyz.\n`,
    );
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
    this.closed = true;
    for (const connection of [this.speaker, this.listener]) connection.disconnect();
  }
}
