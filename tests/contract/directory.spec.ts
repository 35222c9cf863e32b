import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Loose, TestClient } from '../support/client.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
  await vi.waitFor(async () => expect(await names(world.staff)).toHaveLength(4), { timeout: 10_000 });
});
afterAll(() => world.close());

const SEARCH = `query ($query: String, $filter: OrganisationFilter, $sort: OrganisationSort, $first: Int, $after: String) {
  organisations(query: $query, filter: $filter, sort: $sort, first: $first, after: $after) {
    nodes { id name pseudonymous } edges { cursor node { id } } pageInfo { endCursor hasNextPage } totalCount facets { name values { value count } } } }`;

async function names(client: TestClient, variables: Record<string, unknown> = {}): Promise<string[]> {
  const { organisations } = await client.ask(SEARCH, variables);
  expect(organisations.totalCount).toBe(organisations.nodes.length);
  return organisations.nodes.map((node: { name: string }) => node.name);
}

it.each([
  'Flussland',
  'flussland',
  'FLUSSLAND',
  'fluslsand',
  'Flusland',
  'fluss',
  'su yolu derneği',
  'SU YOLU DERNEGI',
  'suyolu dernegi'.slice(2),
])('finds by “%s”', async (query) => {
  expect((await names(world.visitor, { query })).length).toBeGreaterThan(0);
});

it('finds a pseudonymous organisation by its field for a visitor, never by its name, city or text', async () => {
  for (const query of ['Tajemnicza', 'Łódź', 'lodz', 'Sekretne']) {
    expect(await names(world.visitor, { query })).toEqual([]);
    expect(await names(world.stranger.client, { query })).toEqual([]);
    expect(await names(world.masked.client, { query })).toEqual(['Tajemnicza Przystań']);
    expect(await names(world.staff, { query })).toEqual(['Tajemnicza Przystań']);
  }
  expect(await names(world.visitor, { filter: { countries: ['PL'] } })).toEqual([expect.stringContaining('Ecology')]);
  expect(await names(world.visitor, { filter: { countries: ['PL'], kinds: ['ASSOCIATION'] } })).toEqual([]);
});

it('counts facets under the other filters and for the viewer', async () => {
  const { organisations } = await world.visitor.ask(SEARCH, { filter: { countries: ['PL'] } });
  const facet = (name: string) => organisations.facets.find((entry: { name: string }) => entry.name === name).values;
  expect(facet('countries')).toHaveLength(4);
  expect(facet('kinds')).toEqual([]);
});

it('reads page after page without losing or repeating anybody, and refuses the cursor of another search', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { organisations }: Loose = await world.visitor.ask(SEARCH, { sort: 'NAME', first: 1, after });
    seen.push(...organisations.nodes.map((node: { id: string }) => node.id));
    after = organisations.pageInfo.hasNextPage ? organisations.pageInfo.endCursor : null;
    expect(await world.visitor.refused(SEARCH, { query: 'su', after: organisations.pageInfo.endCursor })).toBe('BAD_USER_INPUT');
  } while (after);
  expect(new Set(seen).size).toBe(4);
  expect(seen).toHaveLength(4);
});
