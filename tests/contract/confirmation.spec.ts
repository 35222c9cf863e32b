import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Loose, TestClient } from '../support/client.ts';
import { refusal } from '../support/invitation.ts';
import { mailbox } from '../support/mailbox.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());
beforeEach(() => rest(world.lena.organisationId, '1 day'));

const CONFIRM = `mutation ($id: ID!) { confirmProfile(id: $id) { id needsConfirmation updatedAt } }`;
const PROFILE = `query ($id: ID!) { organisation(id: $id) { needsConfirmation } }`;
const REASONS = `query ($own: ID!) { counterparts(organisationId: $own, first: 100) { nodes {
  organisation { id } reasons { component contribution text } } } }`;

/** Makes a profile untouched for as long, as if nobody had ever been asked. */
const rest = (id: string, age: string): Promise<unknown> =>
  world.server.services.db.query(
    `update organisation set updated_at = now() - $2::interval, confirmed_at = now() - $2::interval, confirmation_asked_at = null where id = $1`,
    [id, age],
  );
const needsConfirmation = async (client: TestClient): Promise<boolean> =>
  (await client.ask(PROFILE, { id: world.lena.organisationId })).organisation.needsConfirmation;
const letters = async (): Promise<number> =>
  (await mailbox(world.server)).filter(({ to, subject }) => to === world.lena.email && subject.includes('still right')).length;
const freshness = async (): Promise<Loose> => {
  const { counterparts } = await world.aylin.client.ask(REASONS, { own: world.aylin.organisationId });
  const lena = counterparts.nodes.find((node: Loose) => node.organisation.id === world.lena.organisationId);
  return lena.reasons.find((reason: Loose) => reason.component === 'freshness');
};

it('asks the people of a profile that has rested for half a year, once', async () => {
  await rest(world.lena.organisationId, '170 days');
  await world.server.services.confirmation.ask();
  expect([await letters(), await needsConfirmation(world.lena.client)]).toEqual([0, false]);
  await rest(world.lena.organisationId, '190 days');
  expect(await world.server.services.confirmation.ask()).toBe(1);
  expect(await world.server.services.confirmation.ask()).toBe(0);
  expect([await letters(), await needsConfirmation(world.lena.client)]).toEqual([1, true]);
});

it('tells only its own people and staff that it is asked', async () => {
  await rest(world.lena.organisationId, '190 days');
  expect(await needsConfirmation(world.staff)).toBe(true);
  for (const client of [world.visitor, world.aylin.client]) expect(await needsConfirmation(client)).toBe(false);
});

it('is fresh again when somebody confirms, and sinks when nobody answers', async () => {
  const before = (await freshness()).contribution;
  await rest(world.lena.organisationId, '190 days');
  await world.server.services.confirmation.ask();
  const asked = (await freshness()).contribution;
  expect(asked).toBeLessThan(before);
  expect(asked).toBeGreaterThan(0);
  await world.server.services.db.query(`update organisation set confirmation_asked_at = now() - interval '31 days' where id = $1`, [
    world.lena.organisationId,
  ]);
  expect(await freshness()).toMatchObject({ contribution: 0, text: expect.stringContaining('have not answered') });
  const { confirmProfile } = await world.lena.client.ask(CONFIRM, { id: world.lena.organisationId });
  expect(confirmProfile.needsConfirmation).toBe(false);
  // Nothing was changed, so that it does not say it was.
  expect(Date.parse(confirmProfile.updatedAt)).toBeLessThan(Date.now() - 180 * 86_400_000);
  expect((await freshness()).contribution).toBe(before);
});

it('is confirmed by nobody else', async () => {
  const variables = { id: world.lena.organisationId };
  expect(await refusal({ client: world.visitor }, variables, CONFIRM)).toBe('UNAUTHENTICATED');
  for (const client of [world.aylin.client, world.staff]) expect(await refusal({ client }, variables, CONFIRM)).toBe('NOT_FOUND');
  expect(await refusal(world.lena, { id: 'no-id' }, CONFIRM)).toBe('NOT_FOUND');
});
