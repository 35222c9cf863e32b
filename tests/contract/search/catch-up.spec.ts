import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newWorld, type World } from '../../support/world.ts';
import { ShapedMeilisearch } from './shaped-meilisearch.ts';

/** So long may it take until all that was changed meanwhile is in the engine that is back. */
const CAUGHT_UP_MS = 60_000;

const engine = new ShapedMeilisearch();
let port: number;
let world: World;
beforeAll(async () => {
  const url = await engine.listen();
  port = Number(new URL(url).port);
  world = await newWorld({ MEILI_URL: url, MEILI_KEY: 'a-key' });
  await vi.waitFor(() => expect(held()).toHaveLength(5), { timeout: 20_000 });
});
afterAll(async () => {
  await world.close();
  await engine.close();
});

/** The names in the engine, the alias of the masked organisation among them. */
const held = (): string[] => [...(engine.documents.get('organisations')?.values() ?? [])].map(({ name }) => String(name)).sort();

const UPDATE = `mutation ($id: ID!, $input: OrganisationInput!) { updateOrganisation(id: $id, input: $input) { id } }`;
const rename = (who: 'aylin' | 'lena' | 'stranger', input: Record<string, unknown>): Promise<unknown> =>
  world[who].client.ask(UPDATE, { id: world[who].organisationId, input });

const owed = async (): Promise<number> =>
  (await world.server.services.db.query(`select from search.search_dirty where target = 'meilisearch'`)).rows.length;

/** Comes back on its old port with the documents it had, and answers how long it took until nothing is owed to it any more. */
async function caughtUp(): Promise<number> {
  const since = performance.now();
  engine.dyingWithDocuments = false;
  await engine.listen(port);
  await vi.waitFor(async () => expect(await owed()).toBe(0), { timeout: CAUGHT_UP_MS, interval: 100 });
  return performance.now() - since;
}

// Not the real server: it keeps documents and dies as the documentation lets one expect, and answers no search.
describe('Meilisearch killed while organisations change (a scripted server in the shape of its documented API)', () => {
  it('what was changed while it was away is in it within a minute of its return, and the directory answered meanwhile', async () => {
    await engine.close();
    await rename('aylin', { name: 'Yeni Su Yolu Derneği' });
    await rename('lena', { visibility: 'HIDDEN' });
    const { organisations } = await world.visitor.ask('{ organisations(query: "yeni su yolu") { degraded nodes { name } } }');
    expect(organisations.degraded).toBe(true);
    expect(await owed()).toBe(2);
    expect(held()).toContain('Su Yolu Derneği');

    expect(await caughtUp()).toBeLessThanOrEqual(CAUGHT_UP_MS);
    expect(held()).toContain('Yeni Su Yolu Derneği');
    expect(held()).not.toContain('Su Yolu Derneği');
    const hidden = [...(engine.documents.get('organisations')?.values() ?? [])].filter(({ audience }) => audience === 'closed');
    expect(hidden.map(({ organisationId }) => organisationId)).toContain(world.lena.organisationId);
  });

  it('what it had accepted and not written when it was killed is sent again', async () => {
    engine.dyingWithDocuments = true;
    await rename('stranger', { name: 'Les Cinq Vents' });
    await vi.waitFor(() => expect(engine.isListening).toBe(false), { timeout: 10_000 });
    expect(held()).toContain('Les Quatre Vents');
    expect(await owed()).toBe(1);
    expect(await caughtUp()).toBeLessThanOrEqual(CAUGHT_UP_MS);
    expect(held()).toContain('Les Cinq Vents');
    expect(held()).not.toContain('Les Quatre Vents');
  });
});
