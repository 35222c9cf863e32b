import { afterAll, beforeAll, expect, it } from 'vitest';
import { refusal } from '../support/invitation.ts';
import { newInhabitant, newWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());

const BLOCK = `mutation ($own: ID!, $other: ID!) { blockOrganisation(organisationId: $own, blockedOrganisationId: $other) }`;
const UNBLOCK = `mutation ($own: ID!, $other: ID!) { unblockOrganisation(organisationId: $own, blockedOrganisationId: $other) }`;
const LIST = `query ($own: ID!) { blockedOrganisations(organisationId: $own) { blockedId organisation { name } } }`;

it('lists whom an organisation has blocked, for its own people alone', async () => {
  const own = world.aylin.organisationId;
  const other = world.masked.organisationId;
  await world.aylin.client.ask(BLOCK, { own, other });
  await world.aylin.client.ask(BLOCK, { own, other });
  const { blockedOrganisations } = await world.aylin.client.ask(LIST, { own });
  expect(blockedOrganisations).toEqual([{ blockedId: other, organisation: { name: expect.stringContaining('Ecology') } }]);
  for (const client of [world.masked.client, world.stranger.client, world.staff])
    expect(await refusal({ client }, { own }, LIST)).toBe('NOT_FOUND');
  expect(await refusal({ client: world.visitor }, { own }, LIST)).toBe('UNAUTHENTICATED');
  await world.aylin.client.ask(UNBLOCK, { own, other });
  expect((await world.aylin.client.ask(LIST, { own })).blockedOrganisations).toEqual([]);
});

it('answers the same for an organisation that is hidden and for one that does not exist', async () => {
  const hidden = await newInhabitant(world.server, { visibility: 'HIDDEN', country: 'IT' });
  const own = world.aylin.organisationId;
  for (const other of [hidden.organisationId, '019b0000-0000-7000-8000-000000000000', 'no-id'])
    expect(await refusal(world.aylin, { own, other }, BLOCK)).toBe('NOT_FOUND');
  await hidden.client.close();
});

it('is done for an organisation by its own people alone, and not to itself', async () => {
  const input = { own: world.aylin.organisationId, other: world.lena.organisationId };
  expect(await refusal({ client: world.visitor }, input, BLOCK)).toBe('UNAUTHENTICATED');
  for (const client of [world.lena.client, world.staff]) {
    expect(await refusal({ client }, input, BLOCK)).toBe('NOT_FOUND');
    expect(await refusal({ client }, input, UNBLOCK)).toBe('NOT_FOUND');
  }
  expect(await refusal(world.aylin, { ...input, other: input.own }, BLOCK)).toBe('RULE_BROKEN block-self');
});
