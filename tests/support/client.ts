import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';

// Tests read answers by path; a wrong path fails the assertion that follows.
// oxlint-disable-next-line typescript/no-explicit-any
export type Loose = any;

/** What the server answered, as it came. */
export interface Answer<Data = Record<string, unknown>> {
  status: number;
  data?: Data | null;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; [key: string]: unknown } }[];
}

/** Somebody with a browser's cookie and nothing else: speaks GraphQL to the server as an outside client does. */
export class TestClient {
  cookie = '';
  private sockets: Client | undefined;

  constructor(readonly url: string) {}

  /** Runs an operation and answers everything, errors too. */
  async send<Data = Loose>(query: string, variables: Record<string, unknown> = {}): Promise<Answer<Data>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(this.cookie && { cookie: this.cookie }) },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  }

  /** Runs an operation that must work; throws with the errors otherwise. */
  async ask<Data = Loose>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const answer = await this.send<Data>(query, variables);
    if (answer.errors || !answer.data) throw new Error(JSON.stringify(answer.errors ?? answer));
    return answer.data;
  }

  /** Runs an operation that must be refused; answers the error's code, and throws when it worked. */
  async refused(query: string, variables: Record<string, unknown> = {}): Promise<string> {
    const answer = await this.send(query, variables);
    const code = answer.errors?.[0]?.extensions.code;
    if (!code) throw new Error(`Should have been refused: ${JSON.stringify(answer)}`);
    return code;
  }

  /** The rule that an operation breaks; undefined when it worked, or was refused for something else. */
  async ruleOf(query: string, variables: Record<string, unknown> = {}): Promise<unknown> {
    return (await this.send(query, variables)).errors?.[0]?.extensions['rule'];
  }

  /** better-auth's REST; keeps the cookie it sets. */
  async auth(path: string, body: Record<string, unknown> = {}): Promise<Response> {
    const response = await fetch(`${this.url}/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.url, ...(this.cookie && { cookie: this.cookie }) },
      body: JSON.stringify(body),
    });
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);
    if (cookies.length > 0) this.cookie = cookies.join('; ');
    return response;
  }

  async signUp(email: string, name = email.split('@')[0]!, password = 'a long password'): Promise<this> {
    const response = await this.auth('/sign-up/email', { email, name, password });
    if (!response.ok) throw new Error(`Sign-up failed: ${response.status} ${await response.text()}`);
    return this;
  }

  async signIn(email: string, password = 'a long password'): Promise<this> {
    const response = await this.auth('/sign-in/email', { email, password });
    if (!response.ok) throw new Error(`Sign-in failed: ${response.status} ${await response.text()}`);
    return this;
  }

  /** A subscription's events as they come. `next` waits for one; `end` settles when the server ends it (with its errors, if any). */
  subscribe<Data = Loose>(query: string, variables: Record<string, unknown> = {}): Subscription<Data> {
    const cookie = this.cookie;
    this.sockets ??= createClient({
      url: `${this.url.replace('http', 'ws')}/graphql`,
      retryAttempts: 0,
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols: string[]) {
          super(address, protocols, { headers: cookie ? { cookie } : {} });
        }
      },
    });
    return new Subscription<Data>(this.sockets, query, variables);
  }

  async close(): Promise<void> {
    await this.sockets?.dispose();
    this.sockets = undefined;
  }
}

export class Subscription<Data> {
  private readonly events: Data[] = [];
  private waiting: ((event: Data) => void)[] = [];
  readonly end: Promise<unknown>;
  readonly stop: () => void;

  constructor(client: Client, query: string, variables: Record<string, unknown>) {
    const ended = Promise.withResolvers<unknown>();
    this.end = ended.promise;
    let errors: unknown;
    this.stop = client.subscribe<Data>(
      { query, variables },
      {
        next: (result) => {
          // A refusal, and the reason why a stream ends, come as a last event without data.
          errors = result.errors;
          if (!result.data) return;
          const take = this.waiting.shift();
          if (take) take(result.data);
          else this.events.push(result.data);
        },
        error: (error) => ended.resolve(error),
        complete: () => ended.resolve(errors),
      },
    );
  }

  /** The next event; fails after `withinMs`, so that a missing event fails the test with a name. */
  async next(withinMs = 10_000): Promise<Data> {
    const waiting = this.events.shift();
    if (waiting !== undefined) return waiting;
    return new Promise<Data>((resolve, reject) => {
      const take = (event: Data): void => {
        clearTimeout(timer);
        resolve(event);
      };
      const timer = setTimeout(() => {
        // Whoever has given up must not take the event from the one who waits next.
        this.waiting = this.waiting.filter((other) => other !== take);
        reject(new Error(`No event within ${withinMs} ms`));
      }, withinMs);
      this.waiting.push(take);
    });
  }

  /** Subscribing has no answer of its own: repeats `act` until an event shows that the stream stands, and answers that event. */
  async begun(act: () => Promise<unknown>): Promise<Data> {
    for (let tries = 0; tries < 20; tries++) {
      await act();
      const event = await this.next(500).catch(() => undefined);
      if (event !== undefined) return event;
    }
    throw new Error('The stream does not begin.');
  }
}
