import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, picture, signIn, visit } from '../support/browser.ts';
import { DEMO_PASSWORD, startDemo } from '../support/demo.ts';
import { linkIn } from '../support/mailbox.ts';
import type { TestServer } from '../support/server.ts';
import { newInhabitant } from '../support/world.ts';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

it('a search is saved, tells live and by letter what is new, is changed, deleted, and brought back', async () => {
  const { page, context, errors } = await visit(browser, server.url);
  await signIn(page, 'aylin@kopru.test', DEMO_PASSWORD);
  await page.goto('/organisations?country=MT&field=animal-rights');
  await page.getByText('Save this search').click();
  await page.getByLabel('What to call it').fill('Animals in Malta');
  await picture(page, 'save-search');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('What it finds now counts as known').waitFor();
  await page.getByText('Nothing new since you last looked.').waitFor();

  // While the directory is open, and home in another window, somebody who fits joins.
  await page.goto('/organisations');
  await page.locator('kbd').first().waitFor();
  const { page: home, context: elsewhere } = await visit(browser, server.url, { storageState: await context.storageState() });
  await home.goto('/home');
  const guest = await newInhabitant(server, { name: 'Qtates ta’ Malta', country: 'MT', fields: ['animal-rights'] });
  const news = page.getByRole('banner').getByRole('link', { name: '1 new find' });
  await expect
    .poll(
      async () => {
        await server.services.db.query(`update saved_search set looked_at = looked_at - interval '1 hour'`);
        await server.services.savedSearchFinds.look();
        return news.count();
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThan(0);
  await home.getByRole('banner').getByRole('link', { name: '1 new find' }).waitFor();
  await elsewhere.close();
  await picture(page, 'saved-search-news');
  await news.first().click();
  await page.getByRole('link', { name: 'Qtates ta’ Malta' }).waitFor();
  await picture(page, 'saved-searches');

  await server.services.db.query('update saved_search set next_at = now()');
  await server.services.digest.send();
  const letter = (await server.services.mail.mailbox()).find(({ subject }) => subject.includes('saved searches'))!;
  expect(letter.text).toContain('Qtates ta’ Malta');
  await page.getByRole('button', { name: 'I have seen these' }).click();
  await page.getByText('Nothing new since you last looked.').waitFor();

  const row = page.getByRole('article').filter({ hasText: 'Animals in Malta' });
  await row.getByText('Change', { exact: false }).first().click();
  await row.getByLabel('Letters').selectOption('DAILY');
  await row.getByLabel('Time zone').selectOption('Europe/Lisbon');
  await row.getByRole('button', { name: 'Save the change' }).click();
  await page.getByText(/Next: .* at 0?8:00|Next: .*08:00/).waitFor();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('The search is deleted.').waitFor();
  expect(await page.getByRole('article').count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('The search is back.').waitFor();
  await page.getByRole('link', { name: 'Animals in Malta' }).click();
  await page.waitForURL(/country=MT&field=animal-rights&sort=newest/);

  // Another browser, nobody signed in: the letter's own link.
  const stranger = await visit(browser, server.url, { javaScriptEnabled: false });
  const stop = linkIn({ text: letter.text.slice(letter.text.indexOf('No more of these')) });
  await stranger.page.goto(stop);
  await picture(stranger.page, 'stop-letters');
  await stranger.page.getByRole('button', { name: 'Stop these letters' }).click();
  await stranger.page.getByText('No more of these letters will come.').waitFor();
  await page.goto('/saved-searches');
  await page.getByText('No letters', { exact: true }).first().waitFor();
  expect(errors).toEqual([]);
  await guest.client.close();
  await Promise.all([context.close(), stranger.context.close()]);
});

it('a visitor is asked to sign in, and comes back to the search', async () => {
  const { page, context } = await visit(browser, server.url);
  await page.goto('/organisations?q=su&country=TR');
  await page.getByRole('link', { name: 'Sign in to save this search' }).click();
  await page.waitForURL('**/sign-in?*');
  expect(new URL(page.url()).searchParams.get('next')).toBe('/organisations?q=su&country=TR');
  await context.close();
});
