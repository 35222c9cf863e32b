import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Loose } from '../support/client.ts';
import { spaceOfTwo } from '../support/space.ts';
import { newWorld, type Inhabitant, type World } from '../support/world.ts';

const CHOSEN = '{ notificationLetters { digest timeZone language nextAt } }';
const CHOOSE = `mutation ($digest: DigestRhythm!, $timeZone: String, $language: String) {
  chooseNotificationLetters(digest: $digest, timeZone: $timeZone, language: $language) { digest timeZone language nextAt } }`;
const START = `mutation ($input: StartCommentInput!) { startComment(input: $input) { id } }`;
const SAVE = `mutation ($input: SavedSearchInput!) { saveSearch(input: $input) { id } }`;

let world: World;
let documentId: string;
beforeAll(async () => {
  world = await newWorld();
});
beforeEach(async () => {
  documentId = await spaceOfTwo(world);
  await world.server.services.db.query('update notification set read_at = now()');
});
afterAll(() => world.close());

const query = (sql: string, values: readonly unknown[] = []) => world.server.services.db.query<Loose>(sql, [...values]);
const idOf = async (who: Inhabitant): Promise<string> => (await who.client.ask('{ me { id } }')).me.id;
const nameOf = async (who: Inhabitant): Promise<string> => (await who.client.ask('{ me { name } }')).me.name;
/** Somebody addresses another in a comment; answers the conversation. */
async function address(by: Inhabitant, whom: Inhabitant): Promise<string> {
  const input = { documentId, section: 'risks', body: 'What do you think?', mentioned: [await idOf(whom)] };
  return (await by.client.ask(START, { input })).startComment.id;
}
/** Everything is due, whatever time it is; answers the letters that were written to somebody meanwhile, newest first. */
async function letters(to: Inhabitant): Promise<Loose[]> {
  const before = await lettersTo(to);
  await query(`update notification_letters set next_at = now() where digest <> 'OFF'`);
  await query(`update saved_search set next_at = now() where digest <> 'OFF'`);
  await world.server.services.digest.send();
  const now = await lettersTo(to);
  return now.slice(0, now.length - before.length);
}
const lettersTo = async ({ email }: Inhabitant): Promise<Loose[]> =>
  (await world.server.services.mail.mailbox()).filter((mail) => mail.to === email && mail.headers?.['List-Unsubscribe']);
const hide = (who: Inhabitant, visibility: string): Promise<unknown> =>
  query('update organisation set visibility = $2 where id = $1', [who.organisationId, visibility]);

describe('a letter of notifications', () => {
  it('tells once what was not seen, on Mondays until somebody chooses, in the language of where they work', async () => {
    const { aylin, lena } = world;
    const thread = await address(lena, aylin);
    expect((await aylin.client.ask(CHOSEN)).notificationLetters).toMatchObject({
      digest: 'WEEKLY',
      timeZone: 'Europe/Istanbul',
      language: 'tr',
    });
    const planned = await query(
      `select extract(isodow from next_at at time zone time_zone)::int as day, extract(hour from next_at at time zone time_zone)::int as hour
      from notification_letters where person_id = $1`,
      [await idOf(aylin)],
    );
    expect(planned.rows).toEqual([{ day: 1, hour: 8 }]);
    const [letter, ...more] = await letters(aylin);
    expect(more).toEqual([]);
    expect(letter.subject).toBe('Size 1 yeni yorum');
    expect(letter.text).toContain(`${await nameOf(lena)} bir yorumda size seslendi`);
    expect(letter.text).toContain(`/documents/${documentId}?thread=${thread}`);
    expect(letter.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
    expect(await letters(aylin)).toEqual([]);
    // Not a word of what was said, and no organisation.
    const { rows } = await query('select name from organisation');
    for (const { name } of rows) expect(letter.text).not.toContain(name);
    expect(letter.text).not.toContain('What do you think?');
  });

  it('says nothing of what was seen meanwhile, or may not be seen any more', async () => {
    const { aylin, lena } = world;
    await address(aylin, lena);
    await lena.client.ask('mutation { markNotificationsRead }');
    expect(await letters(lena)).toEqual([]);
    await address(aylin, lena);
    await query('delete from partnership_side where organisation_id = $1', [lena.organisationId]);
    expect(await letters(lena)).toEqual([]);
  });

  it('names nobody who would give away an organisation that is pseudonymous or hidden, on either side', async () => {
    const { aylin, lena } = world;
    await lena.client.ask(CHOOSE, { digest: 'DAILY', language: 'en' });
    for (const [who, visibility] of [
      [aylin, 'PSEUDONYMOUS'],
      [lena, 'HIDDEN'],
    ] as const) {
      await hide(who, visibility);
      await address(aylin, lena);
      const [letter] = await letters(lena);
      await hide(who, 'PUBLIC');
      expect(letter.subject).toBe('One new comment for you');
      expect(letter.text).toContain('Somebody addressed you');
      expect(letter.text).not.toContain(await nameOf(aylin));
    }
  });

  it('is one with the news of saved searches, and stops with it', async () => {
    const { aylin, lena } = world;
    await lena.client.ask(CHOOSE, { digest: 'DAILY', timeZone: 'Europe/Berlin', language: 'en' });
    const { saveSearch } = await lena.client.ask(SAVE, {
      input: { name: 'Friends', filter: {}, digest: 'DAILY', timeZone: 'Europe/Istanbul' },
    });
    await expect
      .poll(async () => (await world.staff.ask('{ organisations(first: 0) { totalCount } }')).organisations.totalCount)
      .toBeGreaterThan(1);
    await query('delete from saved_search_find where saved_search_id = $1', [saveSearch.id]);
    await address(aylin, lena);
    const [letter, ...more] = await letters(lena);
    expect(more).toEqual([]);
    expect(letter.subject).toMatch(/^One new comment for you · .* in your saved searches$/);
    expect(letter.text).toContain('addressed you in a comment');
    expect(letter.text).toContain('Friends');
    expect(letter.text).toContain('/saved-searches');
    const path = new URL(letter.headers['List-Unsubscribe'].slice(1, -1)).pathname;
    const stopped = await fetch(world.server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(stopped.status).toBe(200);
    expect((await lena.client.ask(CHOSEN)).notificationLetters).toMatchObject({ digest: 'OFF', nextAt: null });
    await address(aylin, lena);
    expect(await letters(lena)).toEqual([]);
  });

  it('goes to no address that nobody has confirmed, and is told when it is', async () => {
    const { aylin, lena } = world;
    await aylin.client.ask(CHOOSE, { digest: 'DAILY' });
    await query(`update auth."user" set "emailVerified" = false where email = $1`, [aylin.email]);
    await address(lena, aylin);
    expect(await letters(aylin)).toEqual([]);
    await query(`update auth."user" set "emailVerified" = true where email = $1`, [aylin.email]);
    expect(await letters(aylin)).toHaveLength(1);
  });
});

describe('how often', () => {
  it('is chosen by each for themselves, and stays what it was where the choice is none', async () => {
    const { stranger } = world;
    expect((await stranger.client.ask(CHOSEN)).notificationLetters).toMatchObject({ digest: 'WEEKLY', nextAt: null });
    const { chooseNotificationLetters } = await stranger.client.ask(CHOOSE, { digest: 'DAILY', timeZone: 'Europe/Lisbon', language: 'en' });
    expect(chooseNotificationLetters).toMatchObject({ digest: 'DAILY', timeZone: 'Europe/Lisbon', language: 'en' });
    expect(Date.parse(chooseNotificationLetters.nextAt)).toBeGreaterThan(Date.now());
    expect(await stranger.client.refused(CHOOSE, { digest: 'OFF', timeZone: 'Atlantis' })).toBe('BAD_USER_INPUT');
    expect((await stranger.client.ask(CHOOSE, { digest: 'OFF' })).chooseNotificationLetters).toEqual({
      digest: 'OFF',
      timeZone: 'Europe/Lisbon',
      language: 'en',
      nextAt: null,
    });
    expect((await world.aylin.client.ask(CHOSEN)).notificationLetters.timeZone).toBe('Europe/Istanbul');
    expect(await world.visitor.refused(CHOSEN)).toBe('UNAUTHENTICATED');
    expect(await world.visitor.refused(CHOOSE, { digest: 'OFF' })).toBe('UNAUTHENTICATED');
  });
});
