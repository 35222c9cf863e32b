import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { picture, visitAs } from '../support/browser.ts';
import { add, isKept, isSaved, problem, wordsOf } from '../support/space-page.ts';
import type { Inhabitant } from '../support/world.ts';
import { journeysInSpace } from '../support/space-journey.ts';

const space = journeysInSpace('journey');

/** The worker stands between this page and the network, and has all it needs. */
const stands = (page: Page): Promise<unknown> => page.waitForFunction(() => navigator.serviceWorker.controller !== null);
const cacheNames = (page: Page): Promise<string[]> => page.evaluate(() => caches.keys());

it('a space that was open before is opened again without network, written in, and both agree afterwards', async () => {
  const aylin = await space.enter(space.world.aylin);
  await add(aylin.page, 'Volunteers leave.');
  await isSaved(aylin.page);
  await stands(aylin.page);

  await aylin.context.setOffline(true);
  await add(aylin.page, ' From the train.');
  await isKept(aylin.page);
  aylin.page.on('dialog', (dialog) => void dialog.accept());
  await aylin.page.reload();
  await aylin.page.getByText('Without network: what you write is kept on this device').waitFor();
  await problem(aylin.page).getByText('Volunteers leave. From the train.').waitFor();
  await add(aylin.page, ' From the tunnel.');
  await isKept(aylin.page);
  await picture(aylin.page, 'reload-offline');

  const lena = await space.enter(space.world.lena);
  await problem(lena.page).click();
  await lena.page.keyboard.press('Control+Home');
  await lena.page.keyboard.type('At the desk. ');
  await isSaved(lena.page);
  await aylin.context.setOffline(false);
  await isSaved(aylin.page);
  const whole = 'At the desk. Volunteers leave. From the train. From the tunnel.';
  for (const { page } of [aylin, lena]) await expect.poll(() => wordsOf(page), { timeout: 15_000 }).toBe(whole);
  await aylin.page.getByText('You are connected again.', { exact: true }).waitFor();
  await aylin.page.getByRole('link', { name: 'Load the whole page' }).click();
  await aylin.page.waitForURL(`**/documents/${space.documentId}`);
  await isSaved(aylin.page);
  await problem(aylin.page).getByText('From the tunnel.').waitFor();
  expect([...aylin.errors, ...lena.errors].filter((message) => !/ERR_INTERNET_DISCONNECTED|WebSocket/.test(message))).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('keeps no page with anything of a person in it, and lists what this person can open', async () => {
  const { page, context } = await space.enter(space.world.aylin, { viewport: { width: 320, height: 720 }, colorScheme: 'dark' });
  await stands(page);
  await page.goto('/home');
  await page.goto(`/documents/${space.documentId}`);
  await isSaved(page);
  const pages = await page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) {
        const response = await (await caches.open(name)).match(request);
        if (response?.headers.get('content-type')?.includes('html'))
          found.push(`${new URL(request.url).pathname} ${await response.text()}`);
      }
    return found;
  });
  expect(pages.length).toBe(2);
  const { me } = await space.world.aylin.client.ask('{ me { id name email organisations { name } } }');
  for (const html of pages) {
    expect(html).toMatch(/^\/offline /);
    for (const word of [me.id, me.name, me.email, me.organisations[0].name, space.documentId]) expect(html).not.toContain(word);
  }
  await context.setOffline(true);
  await page.goto('/home');
  await page.getByRole('heading', { name: 'On this device' }).waitFor();
  await picture(page, 'offline-list-320-dark');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.getByRole('link', { name: me.organisations[0].name }).click();
  await problem(page).waitFor();
  await picture(page, 'offline-space-320-dark');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await context.close();
});

it('a new worker takes away what an older build left', async () => {
  const { page, context } = await space.enter(space.world.aylin);
  await stands(page);
  await page.evaluate(async () => {
    await caches.open('kopru-build-older');
    await (await navigator.serviceWorker.ready).unregister();
  });
  await page.reload();
  await isSaved(page);
  await expect.poll(() => cacheNames(page), { timeout: 15_000 }).not.toContain('kopru-build-older');
  expect((await cacheNames(page)).map((name) => name.replace(/\d+$/, '')).sort()).toEqual(['kopru-build-', 'kopru-device']);
  await context.close();
});

it('a person who keeps nothing on this device gets no worker, and a visitor of public pages neither', async () => {
  const { page, context } = await visitAs(space.browser, space.world.aylin.client);
  const { me } = await space.world.aylin.client.ask('{ me { id } }');
  await page.addInitScript((id) => localStorage.setItem(`kopru-keep-${id}`, 'no'), me.id as string);
  for (const path of ['/organisations', `/documents/${space.documentId}`]) await page.goto(path);
  await isSaved(page);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(await cacheNames(page)).toEqual([]);
  await context.close();
});

it('shows nobody what another keeps here, and nothing after signing out or to those who keep nothing', async () => {
  const { page, context } = await space.enter(space.world.aylin);
  await stands(page);
  const as = (who: Inhabitant) =>
    context.addCookies(
      who.client.cookie.split('; ').map((pair) => {
        const at = pair.indexOf('=');
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url: space.world.server.url };
      }),
    );
  // Somebody else signs in at the same browser.
  await as(space.world.stranger);
  await page.goto('/account');
  const opensEmpty = async (): Promise<void> => {
    const shown = async (): Promise<number> => {
      // A worker that was just woken has not heard that there is no network until it is said anew.
      await context.setOffline(false);
      await context.setOffline(true);
      await page.goto(`/documents/${space.documentId}`).catch(() => undefined);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await problem(page).count()).toBe(0);
      return page.getByText('Nothing is kept here for you').count();
    };
    await expect.poll(shown, { timeout: 20_000 }).toBe(1);
    await context.setOffline(false);
  };
  await opensEmpty();

  // Their own comes back with them, until they sign out.
  await as(space.world.aylin);
  await page.goto('/account');
  await context.setOffline(true);
  await page.goto(`/documents/${space.documentId}`);
  await problem(page).waitFor();
  await context.setOffline(false);
  await page.goto('/home');
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/home'));
  await opensEmpty();
  await context.close();
});
