import type { IncomingHttpHeaders } from 'node:http';
import type { Actor } from '../access/actor.ts';
import { Asker } from '../access/asker.ts';
import type { Database } from '../database/database.ts';
import { ActorReads } from '../person/actor.reads.ts';
import { sessionToken } from '../person/auth.ts';

/** Knows who comes in by the session cookie, and from which site. */
export class Doorman {
  private readonly actors: ActorReads;
  /** What an open socket came with it brings to each of its operations: its signature is looked at once. */
  private readonly tokens = new WeakMap<IncomingHttpHeaders, string | null>();

  constructor(
    db: Database,
    private readonly secret: string,
    private readonly publicUrl: () => string,
  ) {
    this.actors = new ActorReads(db);
  }

  actor(headers: IncomingHttpHeaders): Promise<Actor> {
    return this.actors.byToken(this.token(headers));
  }

  /** The same person, whom nobody has looked up yet. */
  asker(headers: IncomingHttpHeaders): Asker {
    const token = this.token(headers);
    return Asker.of(token, () => this.actors.byToken(token));
  }

  carriesSession(headers: IncomingHttpHeaders): boolean {
    return this.token(headers) !== null;
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

  private token(headers: IncomingHttpHeaders): string | null {
    let token = this.tokens.get(headers);
    if (token === undefined) this.tokens.set(headers, (token = sessionToken(headers.cookie, this.secret)));
    return token;
  }
}
