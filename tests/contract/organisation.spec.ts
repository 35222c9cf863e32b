import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newInhabitant, newWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());

const PROFILE = `query ($id: ID!) { organisation(id: $id) {
  id name kind country city about website visibility verified pseudonymous languages alias representativeCount
  fields { id label } issues { issue { id area label(language: "tr") } direction statement } representatives { name } viewerCanEdit } }`;

it('shows a public organisation to a visitor, but not its people', async () => {
  const { organisation } = await world.visitor.ask(PROFILE, { id: world.aylin.organisationId });
  expect(organisation).toMatchObject({
    name: 'Su Yolu Derneği',
    kind: 'ASSOCIATION',
    country: 'TR',
    verified: true,
    representativeCount: 1,
    representatives: [],
    viewerCanEdit: false,
    alias: null,
    fields: [{ id: 'ecology', label: 'Ecology' }],
    issues: [{ issue: { id: 'volunteer-management', area: 'people' }, direction: 'NEED', statement: null }],
  });
});

it('shows of a pseudonymous organisation only country, fields and issues to others', async () => {
  for (const client of [world.visitor, world.stranger.client]) {
    const { organisation } = await client.ask(PROFILE, { id: world.masked.organisationId });
    expect(organisation).toMatchObject({
      country: 'PL',
      kind: 'OTHER',
      city: null,
      about: null,
      verified: false,
      pseudonymous: true,
      languages: [],
    });
    expect(JSON.stringify(organisation)).not.toMatch(/Tajemnicza|Sekretne|Łódź/);
  }
  const { organisation } = await world.masked.client.ask(PROFILE, { id: world.masked.organisationId });
  expect(organisation).toMatchObject({ name: 'Tajemnicza Przystań', city: 'Łódź', pseudonymous: false, viewerCanEdit: true });
});

it('does not say by an id when an organisation was made', async () => {
  // The first 48 bits of a version 7 are the time; those of a version 4 are chance.
  for (const { organisationId } of [world.masked, world.aylin]) expect(organisationId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
});

it('refuses to change the organisation of another, and changes nothing', async () => {
  const change = `mutation ($id: ID!) { updateOrganisation(id: $id, input: { name: "Taken over" }) { id } }`;
  expect(await world.visitor.refused(change, { id: world.aylin.organisationId })).toBe('UNAUTHENTICATED');
  expect(await world.stranger.client.refused(change, { id: world.aylin.organisationId })).toBe('NOT_FOUND');
  expect(await world.stranger.client.refused(change, { id: 'no-id' })).toBe('NOT_FOUND');
  const { organisation } = await world.visitor.ask(PROFILE, { id: world.aylin.organisationId });
  expect(organisation.name).toBe('Su Yolu Derneği');
});

it('names every wrong field of a profile at once', async () => {
  const answer = await world.aylin.client.send(
    `mutation { createOrganisation(input: { name: "x", fields: ["nothing"], website: "no address" }) { id } }`,
  );
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(Object.keys(answer.errors![0]!.extensions['fields'] as object).sort()).toEqual(['country', 'fields', 'kind', 'name', 'website']);
});

it('says who is signed in, and nobody to a visitor', async () => {
  expect(await world.visitor.ask('{ me { id } }')).toEqual({ me: null });
  const { me } = await world.aylin.client.ask('{ me { email isStaff organisations { id name } } }');
  expect(me).toMatchObject({ email: world.aylin.email, isStaff: false, organisations: [{ id: world.aylin.organisationId }] });
});

describe('an alias', () => {
  const CHANGE = `mutation ($id: ID!, $input: OrganisationInput!) { updateOrganisation(id: $id, input: $input) { alias } }`;
  const seen = async (id: string): Promise<string> => (await world.visitor.ask(PROFILE, { id })).organisation.name;
  const markIn = (alias: string): string => /\((\w{4})\)$/.exec(alias)![1]!;

  it('follows country and first field, under another mark, and stays while they do', async () => {
    const { client, organisationId: id } = await newInhabitant(world.server, {
      country: 'DE',
      fields: ['youth', 'ecology'],
      visibility: 'PSEUDONYMOUS',
    });
    const change = async (input: Record<string, unknown>): Promise<string> =>
      (await client.ask(CHANGE, { id, input })).updateOrganisation.alias;
    const first = await seen(id);
    expect(first).toMatch(/^Youth organisation in Germany \(\w{4}\)$/);
    expect(await change({ name: 'Another name', fields: ['youth'] })).toBe(first);
    const second = await change({ country: 'TR', fields: ['lgbti-rights', 'youth'] });
    expect(second).toMatch(/^LGBTI\+ rights organisation in Turkey \(\w{4}\)$/);
    expect(await seen(id)).toBe(second);
    expect(await change({ fields: [] })).toMatch(/^Civil society organisation in Turkey/);
    // Back where it was, it is not the one of before.
    expect(markIn(await change({ country: 'DE', fields: ['youth'] }))).not.toBe(markIn(first));
  });

  it('follows an import too', async () => {
    const bring = (line: string): Promise<unknown> =>
      world.staff.ask('mutation ($csv: String!) { importOrganisations(csv: $csv) { created updated } }', {
        csv: `name,country,fields,external_id\n${line},alias-1\n`,
      });
    const alias = async (): Promise<string> => {
      const { rows } = await world.server.services.db.query<{ alias: string }>('select alias from organisation where external_id = $1', [
        'alias-1',
      ]);
      return rows[0]!.alias;
    };
    await bring('Takma Ad Derneği,TR,youth');
    const first = await alias();
    await bring('Takma Adlar Derneği,TR,youth;ecology');
    expect(await alias()).toBe(first);
    await bring('Takma Adlar Derneği,TR,ecology');
    expect(await alias()).toMatch(/^Ecology organisation in Turkey \(\w{4}\)$/);
    expect(markIn(await alias())).not.toBe(markIn(first));
  });
});
