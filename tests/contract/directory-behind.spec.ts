import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Loose, TestClient } from '../support/client.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';

let world: World;
let masking: Inhabitant;
let hiding: Inhabitant;
let unnoted: Inhabitant;
/** Holds the lock of the index's writers: changes are noted, and the index stays as it was. */
let writer: pg.Client;

const CHANGE = 'mutation ($id: ID!, $input: OrganisationInput!) { updateOrganisation(id: $id, input: $input) { id } }';
const SEARCH = `query ($query: String, $filter: OrganisationFilter) { organisations(query: $query, filter: $filter, first: 5) {
  nodes { id } edges { highlights { property } } totalCount facets { values { value count } } didYouMean relaxations { without words totalCount } } }`;
const SUGGEST = 'query ($query: String!) { organisationSuggestions(query: $query) }';

const search = async (client: TestClient, query: string, filter: object = {}): Promise<Loose> =>
  (await client.ask(SEARCH, { query, filter })).organisations;
const suggest = async (client: TestClient, query: string): Promise<string[]> =>
  (await client.ask(SUGGEST, { query })).organisationSuggestions;
const NOTHING = { nodes: [], edges: [], totalCount: 0, didYouMean: null, relaxations: [] };
const EMPTY_FACETS = { facets: Array.from({ length: 5 }, () => ({ values: [] })) };

beforeAll(async () => {
  world = await newWorld();
  masking = await newInhabitant(world.server, { name: 'Zitronenfalter Bund', country: 'LU', fields: ['animal-rights'], city: 'Vianden' });
  hiding = await newInhabitant(world.server, { name: 'Herbstzeitlose Kreis', country: 'SI', fields: ['rural-development'] });
  unnoted = await newInhabitant(world.server, { name: 'Mondraute Runde', country: 'HR', fields: ['social-economy'] });
  for (const query of ['Zitronenfalter', 'Herbstzeitlose', 'Mondraute'])
    await vi.waitFor(async () => expect((await search(world.visitor, query)).totalCount).toBe(1), { timeout: 15_000 });
  expect(await suggest(world.visitor, 'zitronen')).toEqual(['Zitronenfalter Bund']);
  expect(await suggest(world.visitor, 'animal ri')).toEqual(['Animal rights']);
  expect((await search(world.visitor, 'zitronenfalterbund')).didYouMean).toBe('Zitronenfalter Bund');
  writer = new pg.Client(world.server.databaseUrl);
  await writer.connect();
  await writer.query(`select pg_advisory_lock(hashtext('search.face'))`);
  await masking.client.ask(CHANGE, { id: masking.organisationId, input: { visibility: 'PSEUDONYMOUS' } });
  await hiding.client.ask(CHANGE, { id: hiding.organisationId, input: { visibility: 'HIDDEN' } });
  // Without a note for the index.
  await world.server.services.db.query(`update organisation set visibility = 'PSEUDONYMOUS' where id = $1`, [unnoted.organisationId]);
});
afterAll(async () => {
  await writer.end();
  await Promise.all([masking, hiding, unnoted].map(({ client }) => client.close()));
  await world.close();
});

const outsiders = (): TestClient[] => [world.visitor, world.stranger.client];

describe('while the index is behind', () => {
  it.each(['Zitronenfalter', 'Herbstzeitlose', 'Vianden'])('nobody is found, counted or mapped by “%s”', async (query) => {
    for (const client of outsiders()) {
      expect(await search(client, query)).toEqual({ ...NOTHING, ...EMPTY_FACETS });
      // A facet’s counts leave its own filter out, and so does what helps.
      expect(await search(client, query, { countries: ['TR'] })).toMatchObject({
        ...NOTHING,
        ...EMPTY_FACETS,
        relaxations: [{ without: 'query', words: null, totalCount: 1 }],
      });
    }
  });

  it('no field, country or city tells that somebody is there', async () => {
    for (const filter of [{ fields: ['animal-rights'] }, { countries: ['SI'] }, { fields: ['rural-development'] }])
      expect((await search(world.visitor, '', filter)).totalCount).toBe(0);
    const [countries] = (await search(world.visitor, '')).facets;
    expect(countries.values.map(({ value }: { value: string }) => value).filter((code: string) => ['LU', 'SI'].includes(code))).toEqual([]);
  });

  it('neither names nor labels are suggested', async () => {
    for (const client of outsiders())
      for (const query of ['zitronen', 'herbstzeit', 'mondraute', 'animal ri', 'rural dev'])
        expect(await suggest(client, query)).toEqual([]);
  });

  it('nobody is meant by a word that was misspelt', async () => {
    for (const client of outsiders())
      for (const query of ['zitronenfalterbund', 'herbstzeitlosekreis', 'mondrauterunde'])
        expect((await search(client, query)).didYouMean).toBeNull();
  });

  it('its own people and staff go on finding it', async () => {
    for (const client of [masking.client, world.staff]) {
      expect(await search(client, 'Zitronenfalter')).toMatchObject({ nodes: [{ id: masking.organisationId }], totalCount: 1 });
      expect(await suggest(client, 'zitronen')).toEqual(['Zitronenfalter Bund']);
      expect((await search(client, 'zitronenfalterbund')).didYouMean).toBe('Zitronenfalter Bund');
    }
  });
});

it('is found by its alias and field once the index has followed', async () => {
  await writer.query(`select pg_advisory_unlock(hashtext('search.face'))`);
  await vi.waitFor(
    async () =>
      expect(await search(world.visitor, '', { fields: ['animal-rights'] })).toMatchObject({
        nodes: [{ id: masking.organisationId }],
        totalCount: 1,
      }),
    { timeout: 15_000 },
  );
  expect(await search(world.visitor, 'Zitronenfalter')).toMatchObject(NOTHING);
});
