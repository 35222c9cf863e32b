import { isSignedIn } from '../access/actor.ts';
import { unauthenticated } from '../access/errors.ts';
import type { Listener } from './document.reader.ts';

/** What can be ended from outside. */
interface Ending {
  readonly personId: string;
  readonly closed: Promise<void>;
  end(reason: Error): void;
}

const SWEEP_MS = 10_000;

/** Subscriptions end with the session that opened them: at once on a sign-out, within ten seconds when the session ended in silence. */
export class OpenSessions {
  private readonly open = new Map<Ending, Listener>();
  private readonly sweep = setInterval(() => void this.check().catch(() => undefined), SWEEP_MS).unref();

  add(listener: Listener, reader: Ending): void {
    this.open.set(reader, listener);
    void reader.closed.then(() => this.open.delete(reader));
  }

  /** Asks for one person's subscriptions, or all. */
  async check(personId?: string): Promise<void> {
    const asked = [...this.open].filter(([reader]) => personId === undefined || reader.personId === personId);
    for (const [reader, listener] of asked) if (!isSignedIn(await listener.freshActor())) reader.end(unauthenticated());
  }

  close(): void {
    clearInterval(this.sweep);
  }
}
