import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { newInhabitant, newWorld, type World } from '../support/world.ts';

interface Message {
  id?: string;
  type: string;
  payload?: { message: string; extensions: { code: string } }[] & { errors?: { extensions: { code: string } }[] };
}

/** A program that speaks graphql-transport-ws word by word, so that it can speak it wrongly. */
class Wire {
  private readonly heard: Message[] = [];
  private waiting: ((message: Message) => void) | undefined;
  readonly closed: Promise<{ code: number; reason: string }>;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message;
      if (this.waiting) this.waiting(message);
      else this.heard.push(message);
      this.waiting = undefined;
    });
    this.closed = new Promise((resolve) => socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })));
  }

  static async open(url: string, headers: Record<string, string> = {}, protocol = 'graphql-transport-ws'): Promise<Wire> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol, { headers });
    const wire = new Wire(socket);
    await once(socket, 'open');
    return wire;
  }

  static async acknowledged(url: string, cookie: string): Promise<Wire> {
    const wire = await Wire.open(url, cookie ? { cookie } : {});
    wire.say({ type: 'connection_init' });
    expect((await wire.next()).type).toBe('connection_ack');
    return wire;
  }

  say(message: unknown): void {
    this.socket.send(typeof message === 'string' || message instanceof Uint8Array ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: Record<string, unknown> = {}): void {
    this.say({ id, type: 'subscribe', payload: { query, variables } });
  }

  next(): Promise<Message> {
    const message = this.heard.shift();
    return message ? Promise.resolve(message) : new Promise((resolve) => (this.waiting = resolve));
  }

  /** Everything said before is handled: a ping was answered after it. */
  async settled(): Promise<Message[]> {
    this.say({ type: 'ping' });
    const before: Message[] = [];
    for (let message = await this.next(); message.type !== 'pong'; message = await this.next()) before.push(message);
    return before;
  }

  close(): void {
    this.socket.close();
  }
}

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(async () => {
  // Whatever was sent: the process still does its work.
  expect((await world.visitor.ask('{ fields { id } }')).fields.length).toBeGreaterThan(10);
  await world.close();
});

const INVITATIONS = 'subscription ($id: ID!) { invitationChanged(organisationId: $id) { id status } }';
const ACTIVITY = 'subscription { programmeActivity { id kind } }';

/** Status line that an upgrade gets; the lines are sent as they are. */
async function upgrade(lines: string[]): Promise<string> {
  const { hostname, port } = new URL(world.server.url);
  const socket = connect(Number(port), hostname);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return chunk.toString().split('\r\n')[0]!;
}

const UPGRADE = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='];

describe('who gets in', () => {
  it.each([
    ['a page of another site', ['GET /graphql HTTP/1.1', 'Host: x', 'Origin: https://elsewhere.example']],
    ['a page without a site', ['GET /graphql HTTP/1.1', 'Host: x', 'Origin: null']],
    ['what the browser calls cross-site', ['GET /graphql HTTP/1.1', 'Host: x', 'Sec-Fetch-Site: cross-site']],
    ['another path', ['GET /elsewhere HTTP/1.1', 'Host: x']],
    ['a path that is no address', ['GET // HTTP/1.1', 'Host: x']],
    ['a path that is nonsense', ['GET http://[ HTTP/1.1', 'Host: x']],
  ])('not %s', async (_name, lines) => {
    expect(await upgrade([...lines, ...UPGRADE])).toBe('HTTP/1.1 403 Forbidden');
  });

  it('not somebody who hangs up before the refusal', async () => {
    const { hostname, port } = new URL(world.server.url);
    for (let tries = 0; tries < 20; tries += 1) {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(`${['GET /elsewhere HTTP/1.1', 'Host: x', ...UPGRADE].join('\r\n')}\r\n\r\n`);
      socket.resetAndDestroy();
    }
    expect((await fetch(`${world.server.url}/healthz`)).status).toBe(200);
  });

  it('our own page and a program without an origin', async () => {
    const welcome: Record<string, string>[] = [{ origin: world.server.url }, {}];
    const opened = await Promise.all(welcome.map((headers) => Wire.open(world.server.url, headers)));
    expect(opened).toHaveLength(2);
    for (const wire of opened) wire.close();
  });

  it('not who speaks another protocol', async () => {
    await expect(Wire.open(world.server.url, {}, 'graphql-ws')).rejects.toThrow('subprotocol');
  });
});

describe('manners', () => {
  it('subscribing without connection_init ends the socket', async () => {
    const wire = await Wire.open(world.server.url, { cookie: world.aylin.client.cookie });
    wire.subscribe('1', INVITATIONS, { id: world.aylin.organisationId });
    expect((await wire.closed).code).toBe(4401);
  });

  it('saying nothing at all ends it too, after a while', { timeout: 30_000 }, async () => {
    const wire = await Wire.open(world.server.url);
    expect((await wire.closed).code).toBe(4408);
  });

  it.each([
    'not JSON',
    '[]',
    '{"type":"subscribe"}',
    '{"type":"unheard-of"}',
    '{"id":5,"type":"subscribe","payload":{}}',
    '{"id":"1","type":"subscribe","payload":{"query":5}}',
    'null',
  ])('a message that is none (%s) ends it', async (message) => {
    const wire = await Wire.acknowledged(world.server.url, world.aylin.client.cookie);
    wire.say(message);
    expect((await wire.closed).code).toBe(4400);
  });

  it('a message that is too large ends it', async () => {
    const wire = await Wire.acknowledged(world.server.url, world.aylin.client.cookie);
    wire.subscribe('1', INVITATIONS, { id: 'x'.repeat(300_000) });
    expect((await wire.closed).code).toBe(1009);
  });

  it('a second connection_init, and an id that is in use, end it', async () => {
    const twice = await Wire.acknowledged(world.server.url, world.aylin.client.cookie);
    twice.say({ type: 'connection_init' });
    expect((await twice.closed).code).toBe(4429);
    const same = await Wire.acknowledged(world.server.url, world.aylin.client.cookie);
    for (let times = 0; times < 2; times += 1) same.subscribe('same', INVITATIONS, { id: world.aylin.organisationId });
    expect((await same.closed).code).toBe(4409);
  });
});

describe('what runs', () => {
  async function refused(cookie: string, query: string, variables: Record<string, unknown> = {}): Promise<string> {
    const wire = await Wire.acknowledged(world.server.url, cookie);
    wire.subscribe('1', query, variables);
    const message = await wire.next();
    wire.close();
    expect(JSON.stringify(message)).not.toMatch(/node_modules|\.ts:|INTERNAL|Did you mean/);
    // Refused before it stood: an error. Refused by the field itself: a last event with errors.
    const errors = message.type === 'error' ? message.payload : message.payload?.errors;
    return errors?.[0]?.extensions.code ?? `no refusal: ${JSON.stringify(message)}`;
  }

  it.each([
    ['a query', '{ me { id email } }'],
    ['a mutation', 'mutation { createOrganisation(input: { name: "By socket" }) { id } }'],
    ['a query beside a subscription', `${ACTIVITY.replace('subscription', 'subscription A')} query B { me { id } }`],
    ['half an operation', 'subscription { '],
    ['a field that does not exist', 'subscription { everything }'],
    ['two fields', 'subscription { programmeActivity { id } invitationChanged(organisationId: "x") { id } }'],
    ['introspection', 'subscription { __typename }'],
    [
      'an operation that is too deep',
      `subscription { programmeActivity { organisations { ${'partnership { organisations { '.repeat(8)} id ${'} }'.repeat(8)} } } }`,
    ],
    [
      'an operation with too many aliases',
      `subscription { programmeActivity { ${Array.from({ length: 40 }, (_, index) => `a${index}: id`).join(' ')} } }`,
    ],
    ['an operation of too many words', `subscription { programmeActivity { ${'id '.repeat(4000)} } }`],
  ])('not %s', async (_name, query) => {
    expect(await refused(world.staff.cookie, query)).toBe('BAD_USER_INPUT');
    const { rows } = await world.server.services.db.query(`select from organisation where name = 'By socket'`);
    expect(rows).toHaveLength(0);
  });

  it('not wrong variables', async () => {
    for (const id of [null, 5.5, {}, [], 'null\u0000character', '\uD800'])
      expect(await refused(world.aylin.client.cookie, INVITATIONS, { id })).toBe('BAD_USER_INPUT');
  });

  it('nothing closed for a visitor, whatever token they show', async () => {
    const [name = '', value = ''] = world.aylin.client.cookie.split('=');
    const forged = `${name}=${value.slice(0, 12)}${value.slice(12, 14) === 'AA' ? 'BB' : 'AA'}${value.slice(14)}`;
    for (const cookie of ['', 'better-auth.session_token=', 'better-auth.session_token=x.y', 'better-auth.session_token=%', forged]) {
      expect(await refused(cookie, INVITATIONS, { id: world.aylin.organisationId })).toBe('UNAUTHENTICATED');
      expect(await refused(cookie, ACTIVITY)).toBe('UNAUTHENTICATED');
    }
  });

  it('nothing of others: missing and forbidden look the same', async () => {
    for (const id of [world.lena.organisationId, '01900000-0000-7000-8000-000000000000', 'no-id']) {
      expect(await refused(world.aylin.client.cookie, INVITATIONS, { id })).toBe('NOT_FOUND');
    }
    expect(await refused(world.aylin.client.cookie, ACTIVITY)).toBe('NOT_FOUND');
  });

  it('at most fifty subscriptions on a socket; one that ended makes room', async () => {
    const wire = await Wire.acknowledged(world.server.url, world.aylin.client.cookie);
    for (let number = 1; number <= 50; number += 1) wire.subscribe(String(number), INVITATIONS, { id: world.aylin.organisationId });
    expect(await wire.settled()).toEqual([]);
    wire.subscribe('one more', INVITATIONS, { id: world.aylin.organisationId });
    expect(await wire.next()).toMatchObject({ id: 'one more', type: 'error', payload: [{ extensions: { code: 'RATE_LIMITED' } }] });
    wire.say({ id: '7', type: 'complete' });
    wire.subscribe('again', INVITATIONS, { id: world.aylin.organisationId });
    expect(await wire.settled()).toEqual([]);
    wire.close();
  });
});

describe('the end', () => {
  it('signing out ends every stream of the person, and no other’s', async () => {
    const leaving = await newInhabitant(world.server);
    const wires = await Promise.all([1, 2].map(() => Wire.acknowledged(world.server.url, leaving.client.cookie)));
    const other = await Wire.acknowledged(world.server.url, world.aylin.client.cookie);
    for (const wire of wires) wire.subscribe('1', INVITATIONS, { id: leaving.organisationId });
    other.subscribe('1', INVITATIONS, { id: world.aylin.organisationId });
    for (const wire of [...wires, other]) expect(await wire.settled()).toEqual([]);
    expect((await leaving.client.auth('/sign-out')).status).toBe(200);
    for (const wire of wires) {
      // It stood, or was still at the door.
      expect(await wire.next()).toMatchObject({ id: '1', type: expect.stringMatching(/^(complete|error)$/) });
      wire.subscribe('2', INVITATIONS, { id: leaving.organisationId });
      expect(await wire.next()).toMatchObject({ id: '2', type: 'error', payload: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      wire.close();
    }
    expect(await other.settled()).toEqual([]);
    other.close();
  });

  it('stopping the server closes sockets with a goodbye, and leaves nothing that waits', async () => {
    const short = await newWorld();
    const idle = await Wire.open(short.server.url);
    const busy = await Wire.acknowledged(short.server.url, short.aylin.client.cookie);
    busy.subscribe('1', INVITATIONS, { id: short.aylin.organisationId });
    expect(await busy.settled()).toEqual([]);
    const [, one, two] = await Promise.all([short.close(), idle.closed, busy.closed]);
    expect([one.code, two.code]).toEqual([1001, 1001]);
    await expect(fetch(`${short.server.url}/healthz`)).rejects.toThrow();
  });
});
