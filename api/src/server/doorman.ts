import type { IncomingHttpHeaders } from 'node:http';
import type { Actor } from '../access/actor.ts';
import { Asker } from '../access/asker.ts';
import type { Database } from '../database/database.ts';
import { ActorReads } from '../person/actor.reads.ts';
import { sessionToken } from '../person/auth.ts';

/** Knows who comes in by the session cookie, and from which site. */
export class Doorman {
  private readonly actors: ActorReads;

  constructor(
    db: Database,
    private readonly secret: string,
    private readonly publicUrl: () => string,
  ) {
    this.actors = new ActorReads(db);
  }

  actor(headers: IncomingHttpHeaders): Promise<Actor> {
    return this.actors.byToken(sessionToken(headers.cookie, this.secret));
  }

  /** The same person, whom nobody has looked up yet. */
  asker(headers: IncomingHttpHeaders): Asker {
    const token = sessionToken(headers.cookie, this.secret);
    return Asker.of(token, () => this.actors.byToken(token));
  }

  carriesSession(headers: IncomingHttpHeaders): boolean {
    return sessionToken(headers.cookie, this.secret) !== null;
  }

  /**
   * A browser names the page's origin; other pages must not act with our cookie. Programs send none and are let in. `host` is the name
   * we were called by, as far as a proxy that we trust says so.
   */
  sameOrigin(headers: IncomingHttpHeaders, host = headers.host): boolean {
    if (headers['sec-fetch-site'] === 'cross-site') return false;
    const { origin } = headers;
    if (!origin) return true;
    if (origin === this.publicUrl()) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  }
}
