import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getIntrospectionQuery } from 'graphql';
import { newWorld, type World } from '../support/world.ts';
import type { TestClient } from '../support/client.ts';

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

const NOBODY = '01900000-0000-7000-8000-000000000000';
const CODES = ['UNAUTHENTICATED', 'NOT_FOUND', 'BAD_USER_INPUT', 'CONFLICT', 'RULE_BROKEN', 'RATE_LIMITED'];

interface Reply {
  status: number;
  text: string;
  codes: string[];
}

/** Sends bytes as they are and checks what every refusal owes: JSON, one of the contract's codes, nothing from inside. */
async function raw(
  body: string | Uint8Array | null,
  init: { method?: string; headers?: Record<string, string>; path?: string } = {},
): Promise<Reply> {
  const response = await fetch(`${world.server.url}${init.path ?? '/graphql'}`, {
    method: init.method ?? 'POST',
    headers: { 'content-type': 'application/json', ...init.headers },
    body: body as BodyInit | null,
  });
  const text = await response.text();
  const { errors } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
  betraysNothing(text);
  return { status: response.status, text, codes: errors?.map((error) => error.extensions.code) ?? [] };
}

function betraysNothing(text: string): void {
  expect(text).not.toMatch(
    /node_modules|\.ts:|\.js:|\bat \w+ \(|select .* from|insert into|violates|constraint|relation "|syntax error at|stack|Did you mean/i,
  );
  expect(text).not.toContain('"INTERNAL"');
}

async function refusal(
  client: TestClient,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<{ code: string; message: string; fields?: object }> {
  const answer = await client.send(query, variables);
  betraysNothing(JSON.stringify(answer));
  const error = answer.errors?.[0];
  if (!error) throw new Error(`Should have been refused: ${JSON.stringify(answer).slice(0, 500)}`);
  expect(CODES).toContain(error.extensions.code);
  return {
    code: error.extensions.code,
    message: error.message,
    ...(error.extensions['fields'] ? { fields: error.extensions['fields'] as object } : {}),
  };
}

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

describe('wrong values', () => {
  const ORGANISATION = 'query ($id: ID!) { organisation(id: $id) { id } }';

  it.each([NOBODY, 'no-id', '', '0', '../../etc/passwd', "' or 1=1 --", '%00', 'x'.repeat(10_000), '__proto__', 'constructor', '𝕏'])(
    'an id that names nothing finds nothing (%#)',
    async (id) => {
      expect(await world.visitor.ask(ORGANISATION, { id })).toEqual({ organisation: null });
    },
  );

  it.each(['call', 'invitation', 'partnership', 'document'])('%s by such an id finds nothing either', async (field) => {
    for (const id of [NOBODY, 'no-id', "' or 1=1 --"])
      expect(await world.staff.ask(`query ($id: ID!) { ${field}(id: $id) { id } }`, { id })).toEqual({ [field]: null });
  });

  it.each([
    ['acceptInvitation(id: $id) { id }'],
    ['declineInvitation(id: $id) { id }'],
    ['withdrawInvitation(id: $id) { id }'],
    ['dropOutOfPartnership(id: $id, reason: "x") { id }'],
    ['verifyOrganisation(id: $id) { id }'],
    ['cancelRepresentativeInvitation(id: $id)'],
    ['setPresence(documentId: $id, state: "AA==")'],
    ['pushDocumentUpdate(documentId: $id, operationId: "x", update: "AAA=") { sequence }'],
    ['removeRepresentative(organisationId: $id, personId: $id) { id }'],
    ['blockOrganisation(organisationId: $id, blockedOrganisationId: $id)'],
    ['inviteRepresentative(organisationId: $id, email: "a@example.test") { id }'],
    ['sendInvitation(input: { fromOrganisationId: $id, toOrganisationId: $id, message: "x" }) { id }'],
  ])('%s of what does not exist is NOT_FOUND', async (field) => {
    for (const id of [NOBODY, 'no-id', '\u{1F642}']) {
      expect((await refusal(world.aylin.client, `mutation ($id: ID!) { ${field} }`, { id })).code).toBe('NOT_FOUND');
      expect((await refusal(world.visitor, `mutation ($id: ID!) { ${field} }`, { id })).code).toBe('UNAUTHENTICATED');
    }
  });

  it.each([
    ['a number for an id list', { filter: { fields: 5.5 } }],
    ['an object for a list', { filter: { fields: { length: 1 } } }],
    ['an unknown field', { filter: { secret: true } }],
    ['an unknown country', { filter: { countries: ['XXX'] } }],
    ['an unknown kind', { filter: { kinds: ['CLUB'] } }],
    ['a number beyond numbers', { first: 1e300 }],
    ['half a number', { first: 1.5 }],
    ['a text for a number', { first: '20' }],
    ['a prototype', { filter: { constructor: {} } }],
    ['a method', { filter: { toString: 'x' } }],
  ])('%s is refused and not repeated back', async (_name, variables) => {
    const query = 'query ($filter: OrganisationFilter, $first: Int) { organisations(filter: $filter, first: $first) { totalCount } }';
    expect((await refusal(world.visitor, query, variables)).code).toBe('BAD_USER_INPUT');
  });

  it('does not repeat long values back', async () => {
    const { message } = await refusal(
      world.visitor,
      'query ($kind: OrganisationKind) { organisations(filter: { kinds: [$kind] }) { totalCount } }',
      { kind: 'K'.repeat(200_000) },
    );
    expect(message.length).toBeLessThan(1000);
  });

  it.each([
    'AAAA',
    'e30',
    '',
    'null',
    '[]',
    Buffer.from('["organisations"]').toString('base64url'),
    Buffer.from('{"hash":"x","usedWords":0,"at":[]}').toString('base64url'),
    '\u{1F642}',
    'x'.repeat(5000),
  ])('a cursor that is none of ours is refused (%#)', async (after) => {
    const query = 'query ($after: String) { organisations(sort: NAME, after: $after) { totalCount } }';
    if (after === '') return void expect((await world.visitor.ask(query, { after })).organisations.totalCount).toBeGreaterThan(0);
    expect((await refusal(world.visitor, query, { after })).code).toBe('BAD_USER_INPUT');
  });

  it('a cursor of another search or another list is refused', async () => {
    const { organisations } = await world.visitor.ask('{ organisations(sort: NAME, first: 1) { pageInfo { endCursor } } }');
    const after = organisations.pageInfo.endCursor as string;
    for (const [client, field] of [
      [world.visitor, 'organisations(sort: NEWEST, after: $after) { totalCount }'],
      [world.visitor, 'organisations(sort: NAME, filter: { countries: ["DE"] }, after: $after) { totalCount }'],
      [world.staff, 'partnerships(after: $after) { totalCount }'],
      [world.staff, 'activities(after: $after) { nodes { id } }'],
      [world.staff, 'waitingOrganisations(after: $after) { totalCount }'],
      [world.aylin.client, `invitations(organisationId: "${world.aylin.organisationId}", after: $after) { totalCount }`],
      [world.aylin.client, `counterparts(organisationId: "${world.aylin.organisationId}", after: $after) { totalCount }`],
    ] as const) {
      expect((await refusal(client, `query ($after: String) { ${field} }`, { after })).code).toBe('BAD_USER_INPUT');
    }
  });

  it('hints at no field, type or argument that exists', async () => {
    for (const query of [
      '{ organisatio(id: "x") { id } }',
      '{ organisation(idd: "x") { id } }',
      '{ fields { idd } }',
      'query ($x: Organisatio) { fields { id } }',
      '{ organisations(sort: NAM) { totalCount } }',
      '{ organisations(filter: { countrie: [] }) { totalCount } }',
    ]) {
      const { message } = await refusal(world.visitor, query);
      expect(message).not.toMatch(/did you mean|organisations?\b.*\?|countries|NAME/);
    }
  });
});

describe('letters that cannot be stored', () => {
  const CREATE = 'mutation ($input: OrganisationInput!) { createOrganisation(input: $input) { id } }';
  const profile = (name: string): Record<string, unknown> => ({
    name,
    kind: 'ASSOCIATION',
    country: 'TR',
    fields: ['ecology'],
    languages: ['en'],
  });
  const BAD = ['null\u0000character', 'half \uD800 pair', '\uDC00'];

  it('are named with their place, in variables however deep', async () => {
    for (const text of BAD) {
      expect(await refusal(world.aylin.client, CREATE, { input: profile(text) })).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: { 'input.name': expect.any(String) },
      });
      const issues = [{ issueId: 'volunteer-management', direction: 'NEED', statement: text }];
      expect(await refusal(world.aylin.client, CREATE, { input: { ...profile('Good name'), issues } })).toMatchObject({
        fields: { 'input.issues.0.statement': expect.any(String) },
      });
    }
  });

  it('are refused in the operation itself and in public searches', async () => {
    expect((await refusal(world.visitor, String.raw`{ organisations(query: "a\u0000b") { totalCount } }`)).code).toBe('BAD_USER_INPUT');
    expect((await refusal(world.visitor, String.raw`{ organisation(id: "\u{0}") { id } }`)).code).toBe('BAD_USER_INPUT');
    expect((await refusal(world.visitor, 'query ($q: String) { organisations(query: $q) { totalCount } }', { q: '\u0000' })).code).toBe(
      'BAD_USER_INPUT',
    );
    expect(
      (await refusal(world.visitor, 'query ($t: String!) { representativeInvitation(token: $t) { email } }', { t: '\u0000' })).code,
    ).toBe('BAD_USER_INPUT');
  });

  it('reject only their line of an import', async () => {
    const csv = `name,country\nGood One,TR\nBad \u0000 One,TR\nHalf \uD800 One,TR\nGood Two,DE\n`;
    const { importOrganisations } = await world.staff.ask(
      'mutation ($csv: String!) { importOrganisations(csv: $csv) { created rejected { line } } }',
      { csv },
    );
    expect(importOrganisations.created + importOrganisations.rejected.length).toBe(4);
    expect(importOrganisations.created).toBeGreaterThanOrEqual(2);
  });

  it('do not come in by sign-up either', async () => {
    for (const [place, letter] of BAD.entries()) {
      const body = JSON.stringify({ email: `letters${place}@example.test`, name: letter, password: `a long ${letter} password` });
      const headers = { 'content-type': 'application/json', origin: world.server.url };
      const response = await fetch(`${world.server.url}/api/auth/sign-up/email`, { method: 'POST', headers, body });
      betraysNothing(await response.text());
      expect(response.status).toBeLessThan(500);
    }
  });

  it('all others are kept as they are', async () => {
    const name = 'Ünal & Çağdaş – “Žluťoučký” <b>ß</b> \u{1F30A} مرحبا \u200F \\ %s ${x} {{y}}';
    const { createOrganisation } = await world.aylin.client.ask(CREATE, { input: profile(name) });
    const { organisation } = await world.aylin.client.ask('query ($id: ID!) { organisation(id: $id) { name } }', {
      id: createOrganisation.id,
    });
    expect(organisation.name).toBe(name);
  });
});
