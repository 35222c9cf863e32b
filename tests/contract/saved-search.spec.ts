import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Loose, TestClient } from '../support/client.ts';
import { refusal } from '../support/invitation.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';

let world: World;
const guests: Inhabitant[] = [];
beforeAll(async () => {
  world = await newWorld();
  await indexed('FR', 1);
});
afterAll(async () => {
  await Promise.all(guests.map(({ client }) => client.close()));
  await world.close();
});

const FIELDS = 'id name query filter { countries fields direction } digest timeZone newCount finds { id name }';
const SAVE = `mutation ($input: SavedSearchInput!) { saveSearch(input: $input) { ${FIELDS} nextAt } }`;
const LIST = `{ savedSearches { ${FIELDS} } me { savedSearchNews } }`;
const CHANGE = `mutation ($id: ID!, $input: SavedSearchChange!) { changeSavedSearch(id: $id, input: $input) { name digest timeZone nextAt } }`;
const DELETE = `mutation ($id: ID!) { deleteSavedSearch(id: $id) }`;
const RESTORE = `mutation ($id: ID!) { restoreSavedSearch(id: $id) { id } }`;
const SEEN = `mutation ($id: ID!) { markSavedSearchSeen(id: $id) }`;
const FOUND = `subscription { savedSearchFound { id newCount } }`;
const SEARCH = `query ($country: CountryCode!) { organisations(filter: { countries: [$country] }, first: 0) { totalCount } }`;

const save = async (client: TestClient, input: object): Promise<Loose> =>
  (await client.ask(SAVE, { input: { name: 'A search', ...input } })).saveSearch;
const mine = async (client: TestClient, id: string): Promise<Loose> =>
  (await client.ask(LIST)).savedSearches.find((search: Loose) => search.id === id);
async function guest(input: object): Promise<Inhabitant> {
  const made = await newInhabitant(world.server, { ...input });
  guests.push(made);
  return made;
}
/** Waits until so many of a country are in the index for staff. */
const indexed = (country: string, count: number): Promise<void> =>
  vi.waitFor(async () => expect((await world.staff.ask(SEARCH, { country })).organisations.totalCount).toBe(count), { timeout: 15_000 });
/** Looks as the loop does, whatever time it is. */
async function look(): Promise<void> {
  await world.server.services.db.query(`update saved_search set looked_at = looked_at - interval '1 hour'`);
  await world.server.services.savedSearchFinds.look();
}
const due = (): Promise<unknown> => world.server.services.db.query(`update saved_search set next_at = now() where digest <> 'OFF'`);
const lettersTo = async (email: string): Promise<Loose[]> =>
  (await world.server.services.mail.mailbox()).filter((mail) => mail.to === email && mail.headers?.['List-Unsubscribe']);
const setVisibility = (id: string, visibility: string): Promise<unknown> =>
  world.server.services.db.query('update organisation set visibility = $2 where id = $1', [id, visibility]);

describe('a saved search', () => {
  it('knows what it finds at first, and counts what comes later until it is looked at', async () => {
    const { id, ...saved } = await save(world.aylin.client, { name: ' Czech friends ', filter: { countries: ['CZ'] }, digest: 'DAILY' });
    // A daily letter comes tomorrow morning.
    expect(Date.parse(saved.nextAt) - Date.now()).toBeGreaterThan(0);
    expect(saved).toMatchObject({ name: 'Czech friends', filter: { countries: ['CZ'], fields: null }, digest: 'DAILY', newCount: 0 });
    const czech = await guest({ country: 'CZ', name: 'Vltava z. s.' });
    await indexed('CZ', 1);
    await look();
    expect(await mine(world.aylin.client, id)).toMatchObject({ newCount: 1, finds: [{ id: czech.organisationId, name: 'Vltava z. s.' }] });
    expect((await world.aylin.client.ask(LIST)).me.savedSearchNews).toBe(1);
    await world.aylin.client.ask(SEEN, { id });
    await look();
    expect(await mine(world.aylin.client, id)).toMatchObject({ newCount: 0, finds: [] });
  });

  it('names a pseudonymous find by its alias, and neither names nor counts one that was hidden since', async () => {
    const { id } = await save(world.stranger.client, { filter: { countries: ['SK'] } });
    const masked = await guest({ country: 'SK', name: 'Tajné združenie', visibility: 'PSEUDONYMOUS' });
    await indexed('SK', 1);
    await look();
    const found = await mine(world.stranger.client, id);
    expect(found.newCount).toBe(1);
    expect(JSON.stringify(found)).not.toContain('Tajné');
    await setVisibility(masked.organisationId, 'HIDDEN');
    expect(await mine(world.stranger.client, id)).toMatchObject({ newCount: 0, finds: [] });
  });

  it('never says by its words whose alias it is: a find that is masked since is gone, unless the search finds the alias too', async () => {
    const byName = await save(world.stranger.client, { query: 'Vollmondgarten', filter: {} });
    const byCountry = await save(world.stranger.client, { filter: { countries: ['LU'] } });
    const masked = await guest({ country: 'LU', name: 'Vollmondgarten' });
    await indexed('LU', 1);
    await look();
    for (const { id } of [byName, byCountry]) expect(await mine(world.stranger.client, id)).toMatchObject({ newCount: 1 });
    const mask = 'mutation ($id: ID!) { updateOrganisation(id: $id, input: { visibility: PSEUDONYMOUS }) { id } }';
    await masked.client.ask(mask, { id: masked.organisationId });
    const gone = { newCount: 0, finds: [] };
    for (const { id } of [byName, byCountry]) expect(await mine(world.stranger.client, id)).toMatchObject(gone);
    await vi.waitFor(async () => {
      await look();
      expect(await mine(world.stranger.client, byCountry.id)).toMatchObject({ newCount: 1, finds: [{ id: masked.organisationId }] });
    });
    expect(await mine(world.stranger.client, byName.id)).toMatchObject(gone);
  });

  it('is like the directory, which shows nobody by an alias whom the index still knows by name', async () => {
    const masked = await guest({ country: 'MT', name: 'Għaqda tal-Baħar' });
    await indexed('MT', 1);
    // Without a note for the index, which stays as it was.
    await setVisibility(masked.organisationId, 'PSEUDONYMOUS');
    const search = 'query ($words: String!) { organisations(query: $words, first: 5) { nodes { id } } }';
    expect(await world.stranger.client.ask(search, { words: 'Għaqda tal-Baħar' })).toEqual({ organisations: { nodes: [] } });
    expect((await masked.client.ask(search, { words: 'Għaqda tal-Baħar' })).organisations.nodes).toEqual([{ id: masked.organisationId }]);
    const { id } = await save(world.stranger.client, { query: 'Baħar', filter: {} });
    expect(await mine(world.stranger.client, id)).toMatchObject({ newCount: 0, finds: [] });
  });

  it('tells its owner live, and nobody else', async () => {
    const { id } = await save(world.lena.client, { filter: { countries: ['HU'] } });
    const own = world.lena.client.subscribe(FOUND);
    const others = world.aylin.client.subscribe(FOUND);
    await guest({ country: 'HU' });
    await indexed('HU', 1);
    // The stream stands once an event comes: forget what was found, and look again.
    const event = await own.begun(async () => {
      await world.server.services.db.query('delete from saved_search_find where saved_search_id = $1', [id]);
      await look();
    });
    expect(event.savedSearchFound).toEqual({ id, newCount: 1 });
    await expect(others.next(300)).rejects.toThrow('No event');
    own.stop();
    others.stop();
    expect(JSON.stringify(await world.visitor.subscribe(FOUND).end)).toContain('UNAUTHENTICATED');
    await world.visitor.close();
  });

  it('changes, is deleted, comes back, and is refused to others in every way', async () => {
    const { id } = await save(world.aylin.client, { query: 'su', filter: {} });
    const { changeSavedSearch } = await world.aylin.client.ask(CHANGE, {
      id,
      input: { name: 'Water', digest: 'OFF', timeZone: 'Europe/Berlin' },
    });
    expect(changeSavedSearch).toEqual({ name: 'Water', digest: 'OFF', timeZone: 'Europe/Berlin', nextAt: null });
    expect(await refusal(world.aylin, { id, input: { timeZone: 'Atlantis' } }, CHANGE)).toBe('BAD_USER_INPUT');
    expect(await refusal(world.aylin, { id, input: { name: ' ' } }, CHANGE)).toBe('BAD_USER_INPUT');
    await world.aylin.client.ask(DELETE, { id });
    expect(await mine(world.aylin.client, id)).toBeUndefined();
    await world.aylin.client.ask(RESTORE, { id });
    expect(await mine(world.aylin.client, id)).toMatchObject({ name: 'Water' });
    for (const [mutation, variables] of [
      [CHANGE, { id, input: { name: 'Mine now' } }],
      [DELETE, { id }],
      [RESTORE, { id }],
      [SEEN, { id }],
    ] as const) {
      expect(await refusal({ client: world.visitor }, variables, mutation)).toBe('UNAUTHENTICATED');
      for (const client of [world.lena.client, world.staff]) expect(await refusal({ client }, variables, mutation)).toBe('NOT_FOUND');
    }
    expect(await mine(world.staff, id)).toBeUndefined();
    expect(await world.visitor.refused(LIST)).toBe('UNAUTHENTICATED');
  });

  it('is one of at most twenty', async () => {
    const { client } = await guest({ country: 'TR' });
    for (let number = 0; number < 20; number++) await save(client, { name: `Search ${number}` });
    expect(await refusal({ client }, { input: { name: 'One more' } }, SAVE)).toBe('RULE_BROKEN saved-searches');
    const [first] = (await client.ask(LIST)).savedSearches;
    await client.ask(DELETE, { id: first.id });
    await save(client, { name: 'In its place' });
    expect(await refusal({ client }, { id: first.id }, RESTORE)).toBe('RULE_BROKEN saved-searches');
    expect(await refusal({ client }, { input: { name: 'x'.repeat(81) } }, SAVE)).toBe('BAD_USER_INPUT');
  });
});

describe('the letter', () => {
  let reader: Inhabitant;
  let first: Inhabitant;
  beforeAll(async () => {
    reader = await guest({ country: 'TR', name: 'Okuyan Dernek' });
    await save(reader.client, {
      name: 'Slovenya',
      filter: { countries: ['SI'] },
      digest: 'DAILY',
      timeZone: 'Europe/Istanbul',
      language: 'tr',
    });
    first = await guest({ country: 'SI', name: 'Soča društvo' });
    await indexed('SI', 1);
  });

  it('tells what is new once, in the language and at eight in the morning of the person', async () => {
    await due();
    await world.server.services.digest.send();
    const [letter, ...more] = await lettersTo(reader.email);
    expect(more).toEqual([]);
    expect(letter.subject).toBe('Kayıtlı aramalarınızda 1 yeni kuruluş');
    expect(letter.text).toContain('Soča društvo (Slovenya)');
    expect(letter.text).toContain(`/organisations/${first.organisationId}`);
    expect(letter.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
    const { rows } = await world.server.services.db.query<{ hour: number; ahead: boolean }>(
      `select extract(hour from next_at at time zone 'Europe/Istanbul')::int as hour, next_at between now() and now() + interval '33 hours' as ahead
       from saved_search where name = 'Slovenya'`,
    );
    expect(rows).toEqual([{ hour: 8, ahead: true }]);
    await due();
    await world.server.services.digest.send();
    expect(await lettersTo(reader.email)).toHaveLength(1);
  });

  it('is silent about who was hidden between finding and sending, and about who never may be named', async () => {
    const hidden = await guest({ country: 'SI', name: 'Skrito društvo' });
    const masked = await guest({ country: 'SI', name: 'Zakrinkano društvo', visibility: 'PSEUDONYMOUS' });
    await indexed('SI', 3);
    await look();
    await setVisibility(hidden.organisationId, 'HIDDEN');
    await due();
    await world.server.services.digest.send();
    const [letter] = await lettersTo(reader.email);
    expect(letter.subject).toContain('1 yeni');
    expect(letter.text).toContain(masked.organisationId);
    expect(letter.text).not.toContain(hidden.organisationId);
    for (const name of ['Skrito', 'Zakrinkano']) expect(letter.text).not.toContain(name);
  });

  it('goes to no address that nobody has confirmed', async () => {
    await world.server.services.db.query(`update auth."user" set "emailVerified" = false where email = $1`, [reader.email]);
    await guest({ country: 'SI', name: 'Kras' });
    await indexed('SI', 4);
    await due();
    const before = (await lettersTo(reader.email)).length;
    await world.server.services.digest.send();
    expect(await lettersTo(reader.email)).toHaveLength(before);
    await world.server.services.db.query(`update auth."user" set "emailVerified" = true where email = $1`, [reader.email]);
  });

  it('is stopped by POST to its own address without signing in, by GET never, and by no other token', async () => {
    const [letter] = await lettersTo(reader.email);
    const address = letter.headers['List-Unsubscribe'].slice(1, -1);
    const path = new URL(address).pathname;
    const token = path.split('/').at(-1)!;
    const letters = async (): Promise<unknown> =>
      (await world.visitor.ask('query ($token: String!) { digestLetters(token: $token) }', { token })).digestLetters;
    await fetch(world.server.url + path);
    expect(await letters()).toBe(true);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const strange = await fetch(`${world.server.url}${path}x`, { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' });
    expect(strange.status).toBe(404);
    expect(await letters()).toBe(true);
    const stopped = await fetch(world.server.url + path, { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' });
    expect(stopped.status).toBe(200);
    expect(await letters()).toBe(false);
    const stop = 'mutation ($token: String!) { stopDigestLetters(token: $token) }';
    expect(await world.visitor.refused(stop, { token: 'no-token' })).toBe('NOT_FOUND');
    await world.visitor.ask(stop, { token });
  });
});
