import type { Live } from '@kopru/api/live/live';

/**
 * Knows who listens to a server's topics: a socket does not say when a subscription has begun, and an event before it would be missed.
 * Make it before the first subscription.
 */
export class Audience {
  private readonly counts = new Map<string, number>();
  private readonly waiting: { topic: string; count: number; resolve: () => void }[] = [];

  constructor(live: Live) {
    const listen = live.listen.bind(live);
    live.listen = (topic, receive) => {
      const stop = listen(topic, receive);
      this.count(topic, 1);
      return () => {
        this.count(topic, -1);
        stop();
      };
    };
  }

  /** Resolves once at least `count` subscriptions listen to the topic. */
  of(topic: string, count = 1): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ topic, count, resolve });
      this.count(topic, 0);
    });
  }

  private count(topic: string, by: number): void {
    this.counts.set(topic, (this.counts.get(topic) ?? 0) + by);
    for (const { topic, count, resolve } of this.waiting) if ((this.counts.get(topic) ?? 0) >= count) resolve();
  }
}
