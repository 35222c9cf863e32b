import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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

describe('what helps a reader', () => {
  const HELP = `query ($query: String, $filter: OrganisationFilter) { organisations(query: $query, filter: $filter) {
    totalCount didYouMean relaxations { without words totalCount } droppedWords
    edges { node { name } highlights { property id parts { text found } } } } }`;
  const help = async (client: TestClient, query: string, filter = {}): Promise<Loose> =>
    (await client.ask(HELP, { query, filter })).organisations;
  const marks = (result: Loose): string[] =>
    result.edges.flatMap(({ highlights }: Loose) =>
      highlights.map(({ property, id, parts }: Loose) =>
        [property, id, parts.map((part: Loose) => (part.found ? `[${part.text}]` : part.text)).join('')].filter(Boolean).join(' '),
      ),
    );

  it('marks what was found, in the letters in which it is written', async () => {
    expect(marks(await help(world.visitor, 'FLUSLAND'))).toEqual(['name [Flussland] e. V.']);
    expect(marks(await help(world.visitor, 'gönüllü', { countries: ['DE'] }))).toEqual(['issues volunteer-management']);
    expect(marks(await help(world.visitor, 'almanya ekoloji'))).toEqual(['country DE', 'fields ecology']);
  });

  it('marks nothing of a masked organisation but its alias and what it says openly', async () => {
    for (const query of ['Tajemnicza', 'Sekretne', 'Łódź']) {
      expect(await help(world.visitor, query)).toMatchObject({ totalCount: 0, didYouMean: null, edges: [] });
      expect(marks(await help(world.staff, query))).toHaveLength(1);
    }
    const open = await help(world.visitor, 'ecology', { countries: ['PL'] });
    expect(open.totalCount).toBe(1);
    expect(JSON.stringify(marks(open))).not.toMatch(/Tajemnicza|Sekretne|Łódź/);
  });

  it('offers the word that was meant, and never one that the viewer may not see', async () => {
    expect((await help(world.visitor, 'Fluslnad')).didYouMean).toBe('Flussland');
    expect((await help(world.visitor, 'quatrevents')).didYouMean).toBe('Quatre Vents');
    expect((await help(world.visitor, 'lodz')).didYouMean).toBeNull();
    expect((await help(world.visitor, 'lozd')).didYouMean).toBeNull();
    expect((await help(world.staff, 'lozd')).didYouMean).toBe('Łódź');
  });

  it('says of a place that nobody from there is shown, and offers no other word for it', async () => {
    const PLACES = `query ($query: String, $filter: OrganisationFilter) { organisations(query: $query, filter: $filter) {
      totalCount didYouMean droppedWords emptyPlaces { name country words totalCount } } }`;
    const places = async (client: TestClient, query: string, filter = {}): Promise<Loose> =>
      (await client.ask(PLACES, { query, filter })).organisations;
    expect(await places(world.visitor, 'Bonn')).toEqual({
      ...{ totalCount: 0, didYouMean: null, droppedWords: [] },
      emptyPlaces: [{ name: 'Bonn', country: 'DE', words: '', totalCount: 1 }],
    });
    expect((await places(world.visitor, 'Berln')).emptyPlaces).toMatchObject([{ name: 'Berlin', country: 'DE', totalCount: 1 }]);
    expect((await places(world.visitor, 'Den Haag Flussland')).emptyPlaces).toEqual([
      { name: 'Den Haag', country: 'NL', words: 'Flussland', totalCount: 0 },
    ]);
    expect(await places(world.visitor, 'Flussland Bonn')).toMatchObject({
      ...{ totalCount: 1, droppedWords: ['Bonn'] },
      emptyPlaces: [{ name: 'Bonn', country: 'DE', words: 'Flussland', totalCount: 1 }],
    });
    // Whoever is masked is from nowhere to those outside.
    expect((await places(world.visitor, 'Łódź')).emptyPlaces).toMatchObject([{ country: 'PL', totalCount: 1 }]);
    expect((await places(world.staff, 'Łódź')).emptyPlaces).toEqual([]);
    expect((await places(world.visitor, 'Almanya', { countries: ['TR'] })).emptyPlaces).toMatchObject([{ name: 'Almanya', totalCount: 1 }]);
  });

  it('finds everybody who is an organisation, also where nobody says so', async () => {
    const everybody = (await help(world.visitor, '')).totalCount;
    expect(await help(world.visitor, 'NPO')).toMatchObject({ totalCount: everybody, droppedWords: ['NPO'] });
    expect((await help(world.visitor, 'sivil toplum kuruluşu Flussland')).totalCount).toBe(1);
  });

  it('says what to let go of, and how many there would be', async () => {
    const nothing = await help(world.visitor, 'Flussland', { countries: ['TR'], direction: 'NEED', fields: ['ecology'] });
    expect(nothing).toMatchObject({ totalCount: 0, relaxations: [{ without: 'query', words: null, totalCount: 1 }] });
    expect((await help(world.visitor, 'Flussland', { countries: ['TR'] })).relaxations).toEqual([
      { without: 'query', words: null, totalCount: 1 },
      { without: 'countries', words: null, totalCount: 1 },
    ]);
    expect((await help(world.visitor, 'Tajemnicza', { countries: ['TR'] })).relaxations).toEqual([
      { without: 'query', words: null, totalCount: 1 },
    ]);
    expect((await help(world.visitor, 'Flussland')).relaxations).toEqual([]);
    // Nothing alone is enough: all filters, and of several words those that somebody has.
    expect((await help(world.visitor, 'Flussland', { countries: ['TR'], fields: ['youth'] })).relaxations).toEqual([
      { without: 'filters', words: null, totalCount: 1 },
    ]);
    expect((await help(world.visitor, 'blorg Flussland', { countries: ['MT'] })).relaxations).toEqual([
      { without: 'countries', words: null, totalCount: 1 },
    ]);
    // The first word is nobody's: the second is asked for alone, and marked.
    const second = await help(world.visitor, 'blorg Flussland');
    expect(second).toMatchObject({ totalCount: 1, droppedWords: ['blorg'], relaxations: [] });
    expect(marks(second)).toEqual(['name [Flussland] e. V.']);
    // Only what was typed last may be a beginning; of the name of a place no word is asked for alone.
    expect((await help(world.visitor, 'Flussl blorg')).relaxations).toEqual([{ without: 'words', words: 'Flussl', totalCount: 1 }]);
    expect((await help(world.visitor, 'Le Mans')).relaxations).toEqual([]);
    expect(await help(world.visitor, 'blorg zzzzzz')).toMatchObject({ totalCount: 0, edges: [], droppedWords: [] });
  });
});
