import { ANONYMOUS, type Actor } from './actor.ts';

/**
 * Who asks, found out once, when it is needed first. Nothing of it outlives the request. A read that keeps to their rights may find it out
 * in its own statement and say so by `learn`.
 */
export class Asker {
  private found: Actor | null = null;

  private constructor(
    /** Their session, as long as nobody knows whose it is. */
    private readonly session: string | null,
    private readonly look: () => Promise<Actor>,
  ) {}

  /** Somebody who is known already. */
  static known(actor: Actor): Asker {
    const asker = new Asker(null, async () => actor);
    asker.learn(actor);
    return asker;
  }

  /** The holder of a session; without one, nobody. */
  static of(session: string | null, look: () => Promise<Actor>): Asker {
    return session === null ? Asker.known(ANONYMOUS) : new Asker(session, look);
  }

  /** The session to look up; null when who holds it is known. */
  get unknownSession(): string | null {
    return this.found ? null : this.session;
  }

  /** Throws as long as nobody has looked: to act for an unknown person is never right. */
  get actor(): Actor {
    if (!this.found) throw new Error('Who asks is not known yet.');
    return this.found;
  }

  async toBeKnown(): Promise<Actor> {
    return this.found ?? this.learn(await this.look());
  }

  learn(actor: Actor): Actor {
    return (this.found = actor);
  }
}
