import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, picture, visitAs, WEB_BUILD } from '../support/browser.ts';
import { newestMailTo } from '../support/mailbox.ts';
import { spaceOfTwo } from '../support/space.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  world = await newWorld({}, { webBuild: WEB_BUILD });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

it('somebody chooses a letter every morning, is told by it who addressed them, and comes from it to the conversation', async () => {
  const { aylin, lena, server } = world;
  const documentId = await spaceOfTwo(world);
  const { context, page, errors } = await visitAs(browser, lena.client, { viewport: { width: 320, height: 720 } });
  await page.goto('/account');
  await page.getByText('A letter on Mondays, when there is something new').first().waitFor();
  await page.getByText('Change how often we write').click();
  await page.getByLabel('Letters').selectOption('DAILY');
  await page.getByLabel('Time zone').selectOption('Europe/Lisbon');
  await picture(page, 'letters-320');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.getByRole('button', { name: 'Save the choice' }).click();
  await page.getByText(/Next: .*08:00/).waitFor();
  await page.getByText('A letter every morning, when there is something new').first().waitFor();

  const { me } = await lena.client.ask('{ me { id } }');
  const input = { documentId, section: 'risks', body: 'Who pays the trains?', mentioned: [me.id] };
  await aylin.client.ask('mutation ($input: StartCommentInput!) { startComment(input: $input) { id } }', { input });
  await server.services.db.query('update notification_letters set next_at = now()');
  await server.services.digest.send();
  const letter = await newestMailTo(server, lena.email);
  expect(letter.subject).toBe('One new comment for you');
  const link = /https?:\S+thread=\S+/.exec(letter.text)?.[0] ?? '';
  await page.goto(new URL(link).pathname + new URL(link).search);
  await page.locator('article.current', { hasText: 'Who pays the trains?' }).waitFor();

  await context.addCookies([{ name: 'kopru-language', value: 'tr', url: server.url }]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('/account');
  await page.getByText('Ne sıklıkla yazdığımızı değiştir').click();
  await picture(page, 'letters-dark-tr');
  expect(errors).toEqual([]);
  await context.close();
});
