import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getIntrospectionQuery } from 'graphql';
import { betraysNothing, refusal, raw as rawTo } from '../support/hostile.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(async () => {
  // Whatever was sent: the process still does its work.
  expect((await fetch(`${world.server.url}/readyz`)).status).toBe(200);
  expect((await world.visitor.ask('{ fields { id } }')).fields.length).toBeGreaterThan(10);
  await world.close();
});

const raw = (body: Parameters<typeof rawTo>[1], init?: Parameters<typeof rawTo>[2]) => rawTo(world.server.url, body, init);

describe('what is no request', () => {
  it.each([
    ['nothing', ''],
    ['half of JSON', '{"query": "{ me'],
    ['no JSON', 'query { me { id } }'],
    ['a list of operations', '[{"query": "{ me { id } }"}, {"query": "{ me { id } }"}]'],
    ['a text', '"{ me { id } }"'],
    ['null', 'null'],
    ['no operation', '{"query": ""}'],
    ['an operation that is a number', '{"query": 5}'],
    ['variables that are a list', '{"query": "{ __typename }", "variables": []}'],
    ['a name that is an object', '{"query": "{ __typename }", "operationName": {}}'],
    ['a prototype in disguise', '{"query": "{ __typename }", "__proto__": {"isStaff": true}}'],
    ['a prototype among the variables', '{"query": "{ __typename }", "variables": {"__proto__": {"x": 1}}}'],
    ['a constructor in disguise', '{"query": "{ __typename }", "variables": {"constructor": {"prototype": {"x": 1}}}}'],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
  ])('%s is refused with 400', async (_name, body) => {
    expect(await raw(body)).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'] });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/graphql', 'nonsense'])(
    'content type %s is refused, so that a form of another site cannot speak for its visitor',
    async (type) => {
      const reply = await raw('{"query": "{ __typename }"}', { headers: { 'content-type': type } });
      expect(reply).toMatchObject({ status: 415, codes: ['BAD_USER_INPUT'] });
    },
  );

  it('changes nothing by GET', async () => {
    const change = encodeURIComponent('mutation { createOrganisation(input: { name: "By address" }) { id } }');
    const reply = await raw(null, { method: 'GET', path: `/graphql?query=${change}`, headers: { cookie: world.aylin.client.cookie } });
    expect(reply).toMatchObject({ status: 405, codes: ['BAD_USER_INPUT'] });
    const { rows } = await world.server.services.db.query(`select from organisation where name = 'By address'`);
    expect(rows).toHaveLength(0);
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is not a way to ask', async (method) => {
    expect((await raw(method === 'OPTIONS' ? null : '{"query": "{ __typename }"}', { method })).status).toBe(405);
  });

  it('answers in no other format than its own', async () => {
    expect((await raw('{"query": "{ __typename }"}', { headers: { accept: 'text/html' } })).status).toBe(406);
  });

  it.each([
    ['twice the same parameter', '?query={__typename}&query={__typename}'],
    ['variables that are no JSON', '?query={__typename}&variables={'],
    ['variables that are a list', '?query={__typename}&variables=[1]'],
    ['no operation', '?operationName=X'],
  ])('an address with %s is refused', async (_name, search) => {
    expect(await raw(null, { method: 'GET', path: `/graphql${search}` })).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'] });
  });
});

describe('addresses and names that are none', () => {
  /** Status of a request whose lines are sent as they are. */
  async function status(...lines: string[]): Promise<number> {
    const { hostname, port } = new URL(world.server.url);
    const socket = connect(Number(port), hostname);
    socket.write(`${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`);
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    betraysNothing(chunk.toString());
    return Number(chunk.toString().split(' ')[1]);
  }

  it.each([
    ['GET // HTTP/1.1', 'Host: x'],
    ['GET http://[ HTTP/1.1', 'Host: x'],
    ['GET /graphql?query={__typename} HTTP/1.1', 'Host: ['],
    ['GET /graphql?query=%E0%A4%A&variables=%00 HTTP/1.1', 'Host: x'],
    ['GET /api/auth/get-session HTTP/1.1', 'Host: ['],
    ['GET /api/auth/%2e%2e/%00 HTTP/1.1', 'Host: a b'],
    ['GET /api/auth//// HTTP/1.1', 'Host: x'],
    ['GET /dev/mail HTTP/1.1', 'Host: ['],
    ['GET /healthz HTTP/1.1', 'Host: ['],
    ['GET /graphql?query={__typename} HTTP/1.1', 'Host: x', 'Cookie: better-auth.session_token=%'],
    ['GET /graphql?query={__typename} HTTP/1.1', 'Host: x', `Cookie: ${'a=b;'.repeat(1500)}`],
    ['NONSENSE / HTTP/1.1', 'Host: x'],
    ['GET / HTTP/9.9', 'Host: x'],
  ])('%s, %s is no fault of ours', async (...lines) => {
    expect(await status(...lines)).toBeLessThan(500);
  });
});

describe('other sites', () => {
  const body = '{"query": "{ me { id } }"}';

  it.each<Record<string, string>>([
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { origin: 'not an address' },
    { 'sec-fetch-site': 'cross-site' },
  ])('get no answer (%o)', async (headers) => {
    const reply = await raw(body, { headers: { ...headers, cookie: world.aylin.client.cookie } });
    expect(reply.status).toBe(403);
    expect(reply.text).not.toContain(world.aylin.email);
  });

  it('our own pages do', async () => {
    expect((await raw(body, { headers: { origin: world.server.url, cookie: world.aylin.client.cookie } })).codes).toEqual([]);
  });
});

describe('too much', () => {
  it('a visitor’s large body is refused before it is read, also without a length', async () => {
    const large = JSON.stringify({ query: '{ __typename }', variables: { x: 'x'.repeat(300_000) } });
    expect((await raw(large)).status).toBe(413);
    expect((await raw(large, { headers: { cookie: 'better-auth.session_token=forged.c2lnbmF0dXJl' } })).status).toBe(413);
    const stream = new Blob([large]).stream();
    // Node needs `duplex` to send a stream; the types of fetch do not know it yet.
    const streaming: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    };
    const response = await fetch(`${world.server.url}/graphql`, streaming);
    expect(response.status).toBe(413);
  });

  it('somebody signed in may send a register, but not without end', async () => {
    const sized = (bytes: number): string => JSON.stringify({ query: '{ __typename }', variables: { csv: 'x'.repeat(bytes) } });
    const headers = { cookie: world.aylin.client.cookie };
    expect((await raw(sized(5_000_000), { headers })).status).toBe(200);
    expect((await raw(sized(26_000_000), { headers })).status).toBe(413);
  });

  const cycle =
    'fragment A on Organisation { id partnership { organisations { ...B } } } fragment B on Organisation { id partnership { organisations { ...A } } }';
  it.each([
    ['deep', `{ organisation(id: "x") { ${'partnership { organisations { '.repeat(8)} id ${'} }'.repeat(8)} } }`],
    ['wide', `{ ${'organisations { nodes { id name fields { id } issues { issue { id } } } } '.repeat(60)} }`],
    ['aliased', `{ ${Array.from({ length: 40 }, (_, index) => `a${index}: organisations { totalCount }`).join(' ')} }`],
    ['aliased by __typename', `{ ${Array.from({ length: 40 }, (_, index) => `a${index}: __typename`).join(' ')} }`],
    ['repeating itself', `{ ${'organisation(id: "x") { id } '.repeat(280)} }`],
    ['repeating a leaf', `{ me { ${'id '.repeat(1400)} } }`],
    ['full of directives', `{ __typename ${'@skip(if: false) '.repeat(40)} }`],
    ['full of unknown directives', `{ __typename ${Array.from({ length: 40 }, (_, index) => `@d${index}`).join(' ')} }`],
    ['of too many words', `{ ${'__typename '.repeat(4000)} }`],
    ['too long', `{ __typename } #${'x'.repeat(60_000)}`],
    ['going round in fragments', `{ organisation(id: "x") { ...A } } ${cycle}`],
    ['of fragments that multiply', doubling(14)],
    ['nested without end', `{ a${'{ a'.repeat(2000)}`],
    ['a list within a list without end', `{ organisations(filter: { countries: ${'['.repeat(1000)}${']'.repeat(1000)} }) { totalCount } }`],
  ])('an operation that is %s is refused, signed in or not', async (_name, query) => {
    for (const client of [world.visitor, world.aylin.client]) expect((await refusal(client, query)).code).toBe('BAD_USER_INPUT');
  });

  it('a page of more than a hundred is refused', async () => {
    for (const first of [101, -1, 2_147_483_647]) {
      expect(await refusal(world.visitor, 'query ($first: Int) { organisations(first: $first) { totalCount } }', { first })).toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    }
  });

  it('reading the whole schema costs little and is allowed', async () => {
    const { __schema } = await world.visitor.ask(getIntrospectionQuery());
    expect(__schema.types.length).toBeGreaterThan(40);
    const exploding = `{ __schema { types { fields { type { ${'fields { type { '.repeat(4)} name ${'} } '.repeat(4)} } } } } }`;
    expect((await refusal(world.visitor, exploding)).code).toBe('BAD_USER_INPUT');
  });

  /** Each fragment holds the next one twice: 2ⁿ fields in n lines. */
  function doubling(depth: number): string {
    const fragments = Array.from(
      { length: depth },
      (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} ...G${index + 1} }`,
    );
    const twins = Array.from({ length: depth }, (_, index) => `fragment G${index + 1} on Query { ...F${index + 1} }`);
    return `{ ...F0 } ${fragments.join(' ')} ${twins.join(' ')} fragment F${depth} on Query { a: organisations(first: 100) { nodes { id issues { issue { id } } } } }`;
  }
});
