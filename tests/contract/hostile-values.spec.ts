import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOBODY, betraysNothing, refusal } from '../support/hostile.ts';
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
    Buffer.from('{"hash":"x","used":[],"at":[]}').toString('base64url'),
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
