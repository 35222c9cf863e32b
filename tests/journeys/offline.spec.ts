import type { BrowserContext, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { picture } from '../support/browser.ts';
import { add, isKept, isSaved, problem, wordsOf } from '../support/space-page.ts';
import type { Inhabitant } from '../support/world.ts';
import { journeysInSpace } from '../support/space-journey.ts';

const space = journeysInSpace('journey');

/** Everything that this browser keeps of documents. */
const keptRows = (page: Page): Promise<{ place: string; known: boolean }[]> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('kopru-space');
        opening.onsuccess = () => {
          const { result } = opening;
          if (!result.objectStoreNames.contains('row')) return resolve([]);
          const rows = result.transaction('row').objectStore('row').getAll();
          rows.onsuccess = () => resolve(rows.result.map(({ place, known }) => ({ place, known })));
        };
      }),
  );

it('one goes offline, both write, and both agree afterwards', async () => {
  const aylin = await space.enter(space.world.aylin);
  const lena = await space.enter(space.world.lena);
  await add(aylin.page, 'Volunteers leave.');
  await problem(lena.page).getByText('Volunteers leave.').waitFor();

  await aylin.context.setOffline(true);
  await add(aylin.page, ' From the train.');
  await isKept(aylin.page);
  await aylin.page.getByText('On this device. It goes to the server').waitFor();
  await picture(aylin.page, 'offline');
  await problem(lena.page).click();
  await lena.page.keyboard.press('Control+Home');
  await lena.page.keyboard.type('At the desk. ');
  await isSaved(lena.page);

  await aylin.context.setOffline(false);
  await isSaved(aylin.page);
  const whole = 'At the desk. Volunteers leave. From the train.';
  for (const { page } of [aylin, lena]) await expect.poll(() => wordsOf(page)).toBe(whole);
  await aylin.page.getByText('On the server,').waitFor();
  expect([...aylin.errors, ...lena.errors]).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('a window that closes without network loses nothing: the next one sends it', async () => {
  const { page, context } = await space.enter(space.world.aylin);
  await context.setOffline(true);
  await add(page, 'Written in a valley.');
  await isKept(page);
  // Left before it is closed: a window that closes is let at the network again for its last moment.
  await page.goto('about:blank');
  await page.close();

  const lena = await space.enter(space.world.lena);
  expect(await problem(lena.page).textContent()).not.toContain('valley');
  await context.setOffline(false);
  const again = await context.newPage();
  const { document } = await space.world.aylin.client.ask('query ($id: ID!) { document(id: $id) { partnership { id } } }', {
    id: space.documentId,
  });
  const partnershipId = document.partnership.id as string;
  await again.goto(`/partnerships/${partnershipId}`);
  await again.getByText('Unsent words on this device').waitFor();
  await picture(again, 'offline-partnership');
  await again.getByRole('link', { name: 'Open the capacity model to send them' }).click();
  await isSaved(again);
  await again.goto(`/partnerships/${partnershipId}`);
  await again.getByRole('heading', { name: 'Your partnership' }).waitFor();
  await expect.poll(() => again.getByText('Unsent words on this device').count()).toBe(0);
  await again.goto(`/documents/${space.documentId}`);
  await isSaved(again);
  await problem(lena.page).getByText('Written in a valley.').waitFor();
  await expect.poll(async () => (await keptRows(again)).filter(({ known }) => !known)).toEqual([]);
  await Promise.all([context.close(), lena.context.close()]);
});

it('keeps nothing on this device for somebody who says so', async () => {
  const { page, context } = await space.enter(space.world.aylin, { viewport: { width: 320, height: 720 } });
  await add(page, 'Nothing stays here.');
  await isSaved(page);
  expect((await keptRows(page)).length).toBeGreaterThan(0);
  await page.getByText('This device', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'Keep my work on this device' }).uncheck();
  await expect.poll(() => keptRows(page)).toEqual([]);
  await picture(page, 'offline-choice-320');
  await context.setOffline(true);
  await add(page, ' Only here.');
  await page.getByText('What you write is only in this window').waitFor();
  expect(await keptRows(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await context.setOffline(false);
  await isSaved(page);
  await page.reload();
  await isSaved(page);
  await problem(page).getByText('Nothing stays here. Only here.').waitFor();
  expect(await keptRows(page)).toEqual([]);
  await context.close();
});

it('somebody whose partnership ended while they were away finds every word they wrote, and the server none', async () => {
  const { page, context } = await space.enter(space.world.aylin);
  await context.setOffline(true);
  await add(page, 'A last thought.');
  await isKept(page);
  await space.world.server.services.db.query(
    `update partnership set status = 'DROPPED_OUT' where id = (select partnership_id from document where id = $1)`,
    [space.documentId],
  );
  await context.setOffline(false);
  await page.locator('[data-saving="ended"]').waitFor();
  await expect.poll(() => page.getByRole('textbox', { name: 'What the server did not take' }).inputValue()).toBe('A last thought.');
  await picture(page, 'offline-ended');
  await expect.poll(async () => (await keptRows(page)).every(({ known }) => !known)).toBe(true);
  expect((await keptRows(page)).length).toBeGreaterThan(0);
  await context.close();
});

/** Somebody else signs in in this browser, in another tab. */
async function signInHere(context: BrowserContext, { client }: Inhabitant): Promise<void> {
  const cookies = client.cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: space.world.server.url };
  });
  await context.addCookies(cookies);
}

it('a window that somebody left open writes nothing under the next person’s name', async () => {
  const { page, context } = await space.enter(space.world.aylin);
  await context.setOffline(true);
  await add(page, 'This is Aylin.');
  await isKept(page);
  await signInHere(context, space.world.lena);
  await context.setOffline(false);
  await page.getByText('somebody else is signed in now').waitFor();
  const lena = await context.newPage();
  await lena.goto(`/documents/${space.documentId}`);
  await isSaved(lena);
  expect(await problem(lena).textContent()).not.toContain('This is Aylin.');
  await context.close();
});

it('… nor under their own, once the next person has come back to it', async () => {
  const { page, context } = await space.enter(space.world.aylin);
  await add(page, 'This is Aylin.');
  await isSaved(page);
  await signInHere(context, space.world.lena);
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await add(page, ' This is not.');
  await page.getByText('somebody else is signed in now').waitFor();
  const lena = await context.newPage();
  await lena.goto(`/documents/${space.documentId}`);
  await isSaved(lena);
  await expect.poll(() => problem(lena).textContent()).toBe('This is Aylin.');
  await context.close();
});

/** As if this person had looked at something else meanwhile. */
const lookBack = (page: Page): Promise<boolean> => page.evaluate(() => dispatchEvent(new Event('focus')));

/** Writes without network, and is signed out when it is back. */
async function writeAndBeSignedOut(page: Page, context: BrowserContext, words: string): Promise<void> {
  await context.setOffline(true);
  await add(page, words);
  await isKept(page);
  await context.clearCookies();
  await context.setOffline(false);
  await page.locator('[data-signed-out="device"]').waitFor();
}

it('a session that ends while words wait leads to signing in, and they are sent when the same person is back', async () => {
  const { page, context } = await space.enter(space.world.aylin, { viewport: { width: 320, height: 720 } });
  const lena = await space.enter(space.world.lena);
  const cookies = await context.cookies();
  await writeAndBeSignedOut(page, context, 'Written after the session.');
  await picture(page, 'offline-signed-out-320');
  expect(await page.getByRole('button', { name: 'Discard it and load again' }).count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

  // Signed in again in another tab.
  await context.addCookies(cookies);
  await lookBack(page);
  await isSaved(page);
  await problem(lena.page).getByText('Written after the session.').waitFor();
  await add(page, ' And more.');
  await problem(lena.page).getByText('And more.').waitFor();
  await Promise.all([context.close(), lena.context.close()]);
});

it('words that wait are sent under nobody else’s name, whoever signs in first', async () => {
  const { page, context } = await space.enter(space.world.aylin);
  const lena = await space.enter(space.world.lena);
  const cookies = await context.cookies();
  await writeAndBeSignedOut(page, context, 'Mine alone.');
  await context.addCookies(await lena.context.cookies());
  await lookBack(page);
  await page.locator('[data-signed-out="device"]').waitFor();
  await page.getByRole('link', { name: 'Sign in and send it' }).click();
  await page.waitForURL(`**${space.address}`);
  await isSaved(page);
  expect(await wordsOf(page)).not.toContain('Mine alone.');

  await context.clearCookies();
  await context.addCookies(cookies);
  await page.goto(space.address);
  await isSaved(page);
  await problem(lena.page).getByText('Mine alone.').waitFor();
  await Promise.all([context.close(), lena.context.close()]);
});
