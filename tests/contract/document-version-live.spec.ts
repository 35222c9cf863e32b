import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Loose, Subscription, TestClient } from '../support/client.ts';
import { spaceOfTwo } from '../support/space.ts';
import { adapt, adaptationOf, NAME, RESTORE, SIGN, WITHDRAW, write } from '../support/versions.ts';
import { newWorld, type Inhabitant, type World } from '../support/world.ts';

const WATCH = `subscription ($id: ID!) { documentVersionsChanged(documentId: $id) {
  id versions { id number isCurrent signatures { id status } } } }`;

let world: World;
let documentId: string;
/** Of Aylin's organisation. */
let adaptationId: string;
beforeAll(async () => {
  world = await newWorld();
});
beforeEach(async () => {
  documentId = await spaceOfTwo(world);
  adaptationId = await adaptationOf(world.aylin, documentId);
  await write(world.aylin, documentId, 'Text.');
});
afterAll(() => world.close());

const watch = (who: TestClient, id = documentId): Subscription<Loose> => who.subscribe(WATCH, { id });
const named = async (who: Inhabitant, id = documentId): Promise<string> =>
  (await who.client.ask(NAME, { documentId: id, name: 'First' })).nameDocumentVersion.id;
const signed = (who: Inhabitant, id: string): Promise<Loose> => who.client.ask(SIGN, { id, organisationId: who.organisationId });

/** The newest version as an event shows it that fits: several changes can be told as one. */
async function heard(stream: Subscription<Loose>, fits: (version: Loose | undefined) => boolean): Promise<Loose> {
  for (;;) {
    const { versions } = (await stream.next()).documentVersionsChanged;
    if (fits(versions[0])) return versions[0];
  }
}

const status = (version: Loose | undefined): string | undefined => version?.signatures.at(-1)?.status;

it('tells at once how it stands, then of each version, signature and fall', async () => {
  const stream = watch(world.lena.client);
  expect((await stream.next()).documentVersionsChanged.versions).toEqual([]);
  const id = await named(world.aylin);
  expect(await heard(stream, Boolean)).toMatchObject({ number: 1, isCurrent: true });
  await signed(world.aylin, id);
  const { signatures } = await heard(stream, (version) => status(version) === 'STANDING');
  await world.aylin.client.ask(WITHDRAW, { id: signatures[0].id });
  await heard(stream, (version) => status(version) === 'WITHDRAWN');
  await signed(world.aylin, id);
  await heard(stream, (version) => status(version) === 'STANDING');
  await write(world.lena, documentId, 'More.');
  await heard(stream, (version) => status(version) === 'FALLEN' && !version?.isCurrent);
  await world.aylin.client.ask(RESTORE, { id });
  await heard(stream, (version) => version?.number === 3 && version.isCurrent);
  stream.stop();
});

it.each([
  ['the model', () => write(world.lena, documentId, 'More.')],
  ['an adaptation', () => adapt(world.aylin, adaptationId, 'The rota hangs in the depot.')],
])('tells of a change of %s that nobody signed, as soon as somebody looks', async (_what, change) => {
  await named(world.aylin);
  const stream = watch(world.lena.client);
  expect((await stream.next()).documentVersionsChanged.versions[0].isCurrent).toBe(true);
  // Between the first answer and this nothing is waited for: what is changed now is not missed.
  await change();
  await heard(stream, (version) => version?.isCurrent === false);
  stream.stop();
});

it('tells whoever watches an adaptation of that one only', async () => {
  await named(world.aylin, adaptationId);
  const stream = watch(world.aylin.client, adaptationId);
  await stream.next();
  await write(world.lena, documentId, 'Of the model.');
  await expect(stream.next(700)).rejects.toThrow('No event');
  await adapt(world.aylin, adaptationId, 'Ours.');
  await heard(stream, (version) => version?.isCurrent === false);
  stream.stop();
});

it('tells of signatures alone to whoever asks for no more, and that they fell with the text', async () => {
  const id = await named(world.aylin);
  const SIGNATURES = WATCH.replace('documentId: $id)', 'documentId: $id, texts: false)');
  const stream = world.lena.client.subscribe(SIGNATURES, { id: documentId });
  await stream.next();
  await write(world.aylin, documentId, 'Nobody signed this.');
  await expect(stream.next(1200)).rejects.toThrow('No event');
  expect(await world.aylin.client.ruleOf(SIGN, { id, organisationId: world.aylin.organisationId })).toBe('stale-version');
  await signed(world.aylin, await named(world.aylin));
  await heard(stream, (version) => status(version) === 'STANDING');
  await adapt(world.aylin, adaptationId, 'Ours.');
  await heard(stream, (version) => status(version) === 'FALLEN');
  stream.stop();
  expect(JSON.stringify(await world.stranger.client.subscribe(SIGNATURES, { id: documentId }).end)).toContain('NOT_FOUND');
});

it('tells many changes as few, and never forgets the last', async () => {
  await named(world.aylin);
  const stream = watch(world.lena.client);
  await stream.next();
  const CHANGES = 20;
  for (let count = 0; count < CHANGES; count += 1) await write(world.aylin, documentId, `Line ${count}.`);
  await named(world.aylin);
  let events = 1;
  while ((await stream.next()).documentVersionsChanged.versions[0].number !== 2) events += 1;
  expect(events).toBeLessThan(CHANGES);
  stream.stop();
});

it('is for members and staff; it ends with the membership, and tells nothing after', async () => {
  for (const client of [world.stranger.client, world.visitor]) {
    expect(JSON.stringify(await watch(client).end)).toMatch(/NOT_FOUND|UNAUTHENTICATED/);
  }
  const staff = watch(world.staff);
  await staff.next();
  const lena = watch(world.lena.client);
  await lena.next();
  await world.server.services.db.query('delete from partnership_side where organisation_id = $1', [world.lena.organisationId]);
  await write(world.aylin, documentId, 'Between us.');
  await lena.end;
  await expect(lena.next(300)).rejects.toThrow('No event');
  expect((await staff.next()).documentVersionsChanged.id).toBe(documentId);
  staff.stop();
});
