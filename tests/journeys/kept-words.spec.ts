import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBrowser, picture, visitAs, WEB_BUILD } from '../support/browser.ts';
import { spaceOfTwo } from '../support/space.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
let browser: Browser;
let documentId: string;

beforeAll(async () => {
  browser = await openBrowser();
  world = await newWorld({}, { webBuild: WEB_BUILD });
});
beforeEach(async () => {
  documentId = await spaceOfTwo(world);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const problem = (page: Page) => page.getByRole('textbox', { name: 'The problem we share' });
const words = (page: Page) => page.getByRole('textbox', { name: 'What you wrote and only this device has' });

/** Aylin writes where there is no network, and closes the window. */
async function writtenAway(options = {}) {
  const { page, context, errors } = await visitAs(browser, world.aylin.client, options);
  await page.goto(`/documents/${documentId}`);
  await page.locator('[data-saving="saved"]').waitFor();
  await problem(page).click();
  await page.keyboard.type('Both know this.');
  await page.locator('[data-saving="saved"]').waitFor();
  await context.setOffline(true);
  await page.keyboard.type(' Only I know this.');
  await page.locator('[data-saving="offline"][data-kept="device"]').waitFor();
  await page.close();
  await context.setOffline(false);
  return { page: await context.newPage(), context, errors };
}

const endMembership = (): Promise<unknown> =>
  world.server.services.db.query(
    'delete from partnership_side s using document d where d.id = $1 and s.partnership_id = d.partnership_id and s.organisation_id = $2',
    [documentId, world.aylin.organisationId],
  );

it('a document that is closed to somebody gives back what they wrote and it never got, and nothing else', async () => {
  const { page, context } = await writtenAway({ viewport: { width: 320, height: 720 } });
  await endMembership();
  const answer = await page.goto(`/documents/${documentId}`);
  expect(answer?.status()).toBe(404);
  await words(page).waitFor();
  await expect.poll(() => words(page).inputValue()).toBe('1. Shared problem and why now\nOnly I know this.');
  await page.getByText('This document is closed to you').waitFor();
  await picture(page, 'kept-words-320');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  // The rest is off the device; a reload, and another address, still give the words back.
  const kept = await page.evaluate(
    () =>
      new Promise<{ known: boolean }[]>((resolve) => {
        const opening = indexedDB.open('kopru-space');
        opening.onsuccess = () => {
          const rows = opening.result.transaction('row').objectStore('row').getAll();
          rows.onsuccess = () => resolve(rows.result);
        };
      }),
  );
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.every(({ known }) => !known)).toBe(true);
  await page.goto('/kept');
  await expect.poll(() => words(page).inputValue()).toBe('Only I know this.');
  await page.getByText('This document is closed to you').waitFor();
  expect(await page.getByRole('link', { name: 'Open the document' }).count()).toBe(0);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Discard it' }).click();
  await page.getByText('Nothing: the server has all').waitFor();
  await page.goto(`/documents/${documentId}`);
  await page.getByRole('heading', { name: 'There is nothing here that you can see.' }).waitFor();
  expect(await words(page).count()).toBe(0);
  await context.close();
});

it('lists what waits for its document, which sends it when it is opened', async () => {
  const { page, context, errors } = await writtenAway({ colorScheme: 'dark' });
  await page.goto('/account');
  await page.getByRole('link', { name: 'What you wrote and the server does not have' }).click();
  await words(page).waitFor();
  await expect.poll(() => words(page).inputValue()).toBe('1. Shared problem and why now\nOnly I know this.');
  await page.getByRole('heading', { name: /Su Yolu Derneği/ }).waitFor();
  await picture(page, 'kept-list-dark');
  await page.getByRole('link', { name: 'Open the document' }).click();
  await page.locator('[data-saving="saved"]').waitFor();
  await problem(page).getByText('Both know this. Only I know this.').waitFor();
  await page.goto('/kept');
  await page.getByText('Nothing: the server has all').waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

it('gives nobody the words of another', async () => {
  const { page, context } = await writtenAway();
  const cookies = world.stranger.client.cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: world.server.url };
  });
  await context.addCookies(cookies);
  await page.goto(`/documents/${documentId}`);
  await page.getByRole('heading', { name: 'There is nothing here that you can see.' }).waitFor();
  await page.goto('/kept');
  await page.getByText('Nothing: the server has all').waitFor();
  expect(await words(page).count()).toBe(0);
  await context.close();
});
