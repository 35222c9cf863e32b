import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';

/** A question alone finds out itself who asks; with another beside it, that is found out before. Both must see the same. */
const SEEN = `id name kind country city about website visibility verified pseudonymous languages alias representativeCount createdAt
  issues { direction statement issue { id } } representatives { name } viewerCanEdit viewerCanVerify viewerIsRepresentative`;
const ALONE = `query ($id: ID!) { organisation(id: $id) { ${SEEN} } }`;
const BESIDE = `query ($id: ID!) { me { id } organisation(id: $id) { ${SEEN} } }`;

let world: World;
let hidden: Inhabitant;
let partner: Inhabitant;
beforeAll(async () => {
  world = await newWorld();
  hidden = await newInhabitant(world.server, { name: 'Gizli Bahçe', country: 'TR', visibility: 'HIDDEN' }, true);
  partner = await newInhabitant(world.server, { name: 'Öffentlich e. V.', country: 'DE', visibility: 'MEMBERS' }, true);
  await world.server.services.db.query(
    `with p as (insert into partnership (call_id) values ($1) returning id)
     insert into partnership_side (partnership_id, organisation_id, call_id, side) select p.id, o.id, $1, o.side from p, (values ($2::uuid, 'A'), ($3::uuid, 'B')) o(id, side)`,
    [world.callId, hidden.organisationId, partner.organisationId],
  );
});
afterAll(async () => {
  await Promise.all([hidden, partner].map(({ client }) => client.close()));
  await world.close();
});

it('sees alone what is seen beside another question, whoever asks', async () => {
  const viewers: TestClient[] = [
    world.visitor,
    world.staff,
    ...[world.stranger, world.masked, hidden, partner].map(({ client }) => client),
  ];
  const organisations = [world.aylin, world.masked, hidden, partner].map(({ organisationId }) => organisationId);
  const faces = new Set<string>();
  for (const viewer of viewers) {
    for (const id of organisations) {
      const alone = await viewer.ask(ALONE, { id });
      expect(alone.organisation).toEqual((await viewer.ask(BESIDE, { id })).organisation);
      faces.add(JSON.stringify(alone));
    }
  }
  // Missing, masked, in full, as its own people and as staff see it.
  expect(faces.size).toBeGreaterThan(organisations.length * 2);
  expect((await partner.client.ask(ALONE, { id: hidden.organisationId })).organisation.name).toBe('Gizli Bahçe');
  expect((await world.stranger.client.ask(ALONE, { id: hidden.organisationId })).organisation).toBeNull();
});

it('knows for the fields below who asks', async () => {
  const { organisation } = await world.aylin.client.ask(ALONE, { id: world.aylin.organisationId });
  expect(organisation).toMatchObject({ viewerCanEdit: true, viewerIsRepresentative: true, representatives: [{}] });
  const list = '{ organisations(sort: NAME, first: 100) { nodes { id viewerCanEdit } } }';
  const { organisations } = await world.aylin.client.ask(list);
  const own = organisations.nodes.filter((node: { viewerCanEdit: boolean }) => node.viewerCanEdit);
  expect(own).toEqual([{ id: world.aylin.organisationId, viewerCanEdit: true }]);
});

it('remembers that somebody looked at a masked profile as them', async () => {
  const count = async (): Promise<number> =>
    (
      await world.server.services.db.query('select from profile_view where organisation_id = $1 and viewer_organisation_id = $2', [
        world.masked.organisationId,
        partner.organisationId,
      ])
    ).rows.length;
  await world.server.services.db.query('delete from profile_view');
  await partner.client.ask(ALONE, { id: world.masked.organisationId });
  expect(await count()).toBe(1);
});

it('counts a right that was given or taken, and a session that ended, at the very next question', async () => {
  const { client } = await newInhabitant(world.server, { name: 'Yeni Gelen', country: 'TR' }, false);
  const members = partner.organisationId;
  const sees = async (): Promise<boolean> => (await client.ask(ALONE, { id: members })).organisation !== null;
  const set = (verified: string): Promise<unknown> =>
    world.server.services.db.query(`update organisation set verified_at = ${verified} where name = 'Yeni Gelen'`);
  expect(await sees()).toBe(false);
  await set('now()');
  expect(await sees()).toBe(true);
  await set('null');
  expect(await sees()).toBe(false);
  await set('now()');
  await world.server.services.db.query(
    `update auth.session set "expiresAt" = now() - interval '1 second' where "userId" = (select r.person_id from representative r join organisation o on o.id = r.organisation_id where o.name = 'Yeni Gelen')`,
  );
  expect(await sees()).toBe(false);
  await client.close();
});

it('takes a forged or unknown session for nobody', async () => {
  const cookie = world.stranger.client.cookie;
  try {
    world.stranger.client.cookie = cookie.replace(/session_token=.{4}/, 'session_token=AAAA');
    expect((await world.stranger.client.ask(ALONE, { id: partner.organisationId })).organisation).toBeNull();
  } finally {
    world.stranger.client.cookie = cookie;
  }
  expect((await world.stranger.client.ask(ALONE, { id: partner.organisationId })).organisation).not.toBeNull();
});
