import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestClient } from '../support/client.ts';
import { refusal, send, sendInput } from '../support/invitation.ts';
import { linkIn, newestMailTo, open } from '../support/mailbox.ts';
import { newInhabitant, newWorld, unique, type Inhabitant, type World } from '../support/world.ts';

const IMPORT = 'mutation ($csv: String!) { importOrganisations(csv: $csv) { created } }';
const STANDING = `query ($id: ID!) { organisation(id: $id) { represented lookingForPartner viewerCanInvite } }`;
const FOUND = `query ($query: String!, $filter: OrganisationFilter) { organisations(query: $query, filter: $filter) { nodes { id } } }`;
const PROGRAMME = '{ programme { organisations looking byCountry { value organisations looking } } waitingOrganisations { totalCount } }';

let world: World;
/** A line of a register, as somebody to be invited: nobody's client. */
let registered: Inhabitant;
const name = unique('Kimsesiz Verein ');
beforeAll(async () => {
  world = await newWorld();
  await world.staff.ask(IMPORT, { csv: `name,country,kind,fields,issues\n${name},DE,ASSOCIATION,ecology,offer:volunteer-management\n` });
  const { rows } = await world.server.services.db.query<{ id: string }>('select id from organisation where name = $1', [name]);
  registered = { ...world.lena, organisationId: rows[0]!.id };
});
afterAll(() => world?.close());

const found = async (withoutPartner?: boolean): Promise<string[]> => {
  const { organisations } = await world.visitor.ask(FOUND, { query: name, filter: { withoutPartner } });
  return organisations.nodes.map(({ id }: { id: string }) => id);
};
const listed = async (withoutPartner: boolean): Promise<boolean> => {
  const all = `query ($filter: OrganisationFilter) { organisations(filter: $filter, sort: NAME, first: 100) { nodes { id } } }`;
  const { organisations } = await world.visitor.ask(all, { filter: { withoutPartner } });
  return organisations.nodes.some(({ id }: { id: string }) => id === registered.organisationId);
};

describe('an organisation that nobody represents', () => {
  it('stands in the directory, and is not looking', async () => {
    await expect.poll(() => found(), { timeout: 20_000 }).toEqual([registered.organisationId]);
    expect(await found(true)).toEqual([]);
    expect(await found(false)).toEqual([registered.organisationId]);
    expect([await listed(true), await listed(false)]).toEqual([false, true]);
    const { organisation } = await world.visitor.ask(STANDING, { id: registered.organisationId });
    expect(organisation).toMatchObject({ represented: false, lookingForPartner: false });
    const { organisation: other } = await world.visitor.ask(STANDING, { id: world.lena.organisationId });
    expect(other).toMatchObject({ represented: true, lookingForPartner: true });
  });

  it('cannot be invited, and nothing is stored', async () => {
    const { organisation } = await world.aylin.client.ask(STANDING, { id: registered.organisationId });
    expect(organisation.viewerCanInvite).toBe(false);
    expect(await refusal(world.aylin, sendInput(world.aylin, registered))).toBe('RULE_BROKEN nobody-there');
    const { rows } = await world.server.services.db.query('select from invitation where to_organisation_id = $1', [
      registered.organisationId,
    ]);
    expect(rows).toEqual([]);
  });

  it('is answered under an alias like one that is not there', async () => {
    const masked = await newInhabitant(world.server, { country: 'DE', visibility: 'PSEUDONYMOUS' });
    await world.server.services.db.query('delete from representative where organisation_id = $1', [masked.organisationId]);
    expect(await refusal(world.aylin, sendInput(world.aylin, masked))).toBe('NOT_FOUND');
  });

  it('is no counterpart, and neither looks nor waits in the programme', async () => {
    const counterparts = `query ($id: ID!) { counterparts(organisationId: $id, first: 100) { nodes { organisation { id } } } }`;
    const { counterparts: page } = await world.aylin.client.ask(counterparts, { id: world.aylin.organisationId });
    const ids = page.nodes.map(({ organisation }: { organisation: { id: string } }) => organisation.id);
    expect(ids).toContain(world.lena.organisationId);
    expect(ids).not.toContain(registered.organisationId);
    const before = await world.staff.ask(PROGRAMME);
    await world.staff.ask(IMPORT, { csv: `name,country\n${unique('Zeile ')},DE\n${unique('Zeile ')},DE\n` });
    const after = await world.staff.ask(PROGRAMME);
    expect(after.programme.organisations).toBe(before.programme.organisations + 2);
    expect(after.programme.looking).toBe(before.programme.looking);
    expect(after.waitingOrganisations).toEqual(before.waitingOrganisations);
    expect(after.programme.looking).toBe(after.waitingOrganisations.totalCount);
  });

  it('looks and can be invited as soon as somebody joins', async () => {
    const email = `${unique('first')}@example.test`;
    await world.staff.ask('mutation ($id: ID!, $email: String!) { inviteRepresentative(organisationId: $id, email: $email) { id } }', {
      id: registered.organisationId,
      email,
    });
    const token = linkIn(await newestMailTo(world.server, email)).split('/join/')[1]!;
    const client = await new TestClient(world.server.url).signUp(email, 'First');
    await open(world.server, linkIn(await newestMailTo(world.server, email)));
    await client.ask('mutation ($token: String!) { acceptRepresentativeInvitation(token: $token) { id } }', { token });
    await expect.poll(() => found(true), { timeout: 20_000 }).toEqual([registered.organisationId]);
    expect(await listed(true)).toBe(true);
    expect(await send(world.aylin, { ...registered, client, email })).toBeTruthy();
  });
});
