import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, picture, visit } from '../support/browser.ts';
import { startDemo } from '../support/demo.ts';
import type { TestServer } from '../support/server.ts';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

describe('the map of the directory', () => {
  it('chooses a country by mouse and by keyboard, and the list, the address and the filters follow', async () => {
    const { page, context, errors } = await visit(browser, server.url);
    await page.goto('/organisations');
    await picture(page, 'directory');
    const map = page.getByRole('group', { name: 'Organisations found, by country' });
    const germany = map.getByRole('link', { name: /^Germany: \d+ organisations/ });
    const count = Number(/\d+/.exec((await germany.getAttribute('aria-label')) ?? '')?.[0]);
    await germany.click();
    await page.waitForURL('**/organisations?country=DE');
    await page.getByText(`${count} organisations`, { exact: true }).waitFor();
    expect(await page.getByRole('checkbox', { name: 'Germany' }).isChecked()).toBe(true);
    await picture(page, 'directory-germany');

    // Arrows lead over the map; Enter adds the neighbour, and the focus stays where it was.
    await map.getByRole('link', { name: /^Germany/ }).focus();
    await page.keyboard.press('ArrowRight');
    const neighbour = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    expect(neighbour).toMatch(/^(Poland|Czechia)/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/country=DE&country=(PL|CZ)/);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-current'))).toBe('true');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/organisations?country=DE');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('is one stop for the keyboard, and its table says the same', async () => {
    const { page, context } = await visit(browser, server.url);
    await page.goto('/organisations');
    const map = page.getByRole('group', { name: 'Organisations found, by country' });
    await expect.poll(() => map.locator('a.bubble[tabindex="0"]').count()).toBe(1);
    await page.getByText('The map as a table').click();
    const table = page.getByRole('table');
    await expect.poll(() => table.getByRole('row').count()).toBe((await map.locator('a.bubble').count()) + 1);
    await table.getByRole('link', { name: 'Turkey' }).click();
    await page.waitForURL('**/organisations?country=TR');
    await context.close();
  });

  it('works without JavaScript, on a phone too', async () => {
    const { page, context } = await visit(browser, server.url, { javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
    await page.goto('/organisations?q=su');
    await page.getByText('Map', { exact: true }).click();
    await picture(page, 'directory-phone-map');
    await page
      .getByRole('group', { name: 'Organisations found, by country' })
      .getByRole('link', { name: /^Turkey/ })
      .click();
    await page.waitForURL('**/organisations?q=su&country=TR');
    await context.close();
  });
});

it('an address with a country or a letter that there is not filters by the rest', async () => {
  const { page, context, errors } = await visit(browser, server.url);
  expect((await page.goto('/organisations?country=XX&country=DE&q=%00jugend'))?.status()).toBe(200);
  await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('jugend');
  await page
    .getByRole('link', { name: /Germany/ })
    .first()
    .waitFor();
  expect(await page.getByText('XX', { exact: true }).count()).toBe(0);
  expect(errors).toEqual([]);
  await context.close();
});

describe('the keyboard in the directory', () => {
  it('finds the field with /, walks the results with arrows and clears with Escape', async () => {
    const { page, context, errors } = await visit(browser, server.url);
    await page.goto('/organisations');
    await page.locator('kbd').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('gönüllü');
    await page.waitForURL(/q=g/);
    await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('gönüllü');
    await expect.poll(() => page.getByRole('status').textContent()).toMatch(/organisation/);
    await page.waitForURL(/q=g%C3%B6n%C3%BCll%C3%BC/);
    const titles = page.getByRole('main').locator('ol h2 a');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe(await titles.nth(0).textContent());
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe(await titles.nth(1).textContent());
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('q');
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => url.pathname === '/organisations' && !url.search);
    await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('leaves / to others when the person says so, also at the next visit', async () => {
    const { page, context } = await visit(browser, server.url);
    await page.goto('/organisations');
    await page.getByRole('button', { name: 'Use the / key' }).click();
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.id)).not.toBe('q');
    await page.reload();
    await page.getByRole('button', { name: 'Use the / key', pressed: false }).waitFor();
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.id)).not.toBe('q');
    await context.close();
  });

  it('never lets a late answer overwrite a newer one', async () => {
    const { page, context } = await visit(browser, server.url);
    await page.goto('/organisations');
    await page.locator('kbd').first().waitFor();
    const late = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    await page.route(/__data\.json.*q=kad/, async (route) => {
      if (!route.request().url().includes('q=kad&') && !route.request().url().endsWith('q=kad')) return route.continue();
      held.resolve();
      await late.promise;
      await route.continue().catch(() => undefined);
    });
    await page.getByRole('searchbox').pressSequentially('kad');
    await held.promise;
    await page.getByRole('searchbox').fill('su');
    await page.waitForURL(/q=su/);
    const newer = await page.getByRole('status').textContent();
    late.resolve();
    await page.unrouteAll({ behavior: 'wait' });
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    expect(page.url()).toContain('q=su');
    await expect.poll(() => page.getByRole('status').textContent()).toBe(newer);
    await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('su');
    await context.close();
  });
});

describe('the back button in the directory', () => {
  it('takes back a filter, not the search', async () => {
    const { page, context, errors } = await visit(browser, server.url);
    await page.goto('/organisations?q=youth');
    await page.locator('summary', { hasText: 'Country' }).click();
    // By its name: with no country chosen the group is closed again, and what is in it hidden.
    const germany = page.locator('input[name=country][value=DE]');
    await germany.check();
    await page.waitForURL('**/organisations?q=youth&country=DE');
    await page.getByRole('list', { name: 'Chosen filters' }).getByText('Germany').waitFor();
    await page.goBack();
    await page.waitForURL('**/organisations?q=youth');
    await expect.poll(() => germany.isChecked()).toBe(false);
    await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('youth');
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe('searching while the network is away', () => {
  it('keeps what was found, says so, and goes on by itself', async () => {
    const { page, context, errors } = await visit(browser, server.url);
    await page.goto('/organisations?q=istanbul');
    const found = await page.locator('#count').textContent();
    await context.setOffline(true);
    await page.getByRole('searchbox').fill('izmir');
    await page.getByText('You are not connected.').waitFor();
    await expect.poll(() => page.locator('#count').textContent()).toBe(found);
    await context.setOffline(false);
    await page.waitForURL('**/organisations?q=izmir');
    await expect.poll(() => page.getByText('You are not connected.').count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });
});
