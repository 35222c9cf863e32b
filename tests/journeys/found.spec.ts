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

describe('what is found', () => {
  it('is marked: a former name, a word of the other language, a piece of what somebody wrote', async () => {
    const { page, context, errors } = await visit(browser, server.url);
    await page.goto('/organisations?q=korfez+gonulluleri');
    const row = page.getByRole('article').first();
    await expect.poll(() => row.getByRole('heading').textContent()).toContain('Kıyı Boyu Gençlik ve Ekoloji Derneği');
    await expect.poll(() => row.locator('mark').allTextContents()).toEqual(['Körfez', 'Gönüllüleri', 'Volunteer management']);
    await picture(page, 'found-former-name');
    await page.goto('/organisations?q=neighbourhood+stairs');
    await expect.poll(() => page.getByRole('article').first().locator('.piece mark').first().textContent()).toMatch(/^stair/);
    await picture(page, 'found-pieces');
    expect(errors).toEqual([]);
    await context.close();
  });

  it.each([
    ['en', 'Did you mean', 'Without “Kıyı”', 'Without Germany'],
    ['tr', 'Şunu mu demek istediniz', '“Kıyı” olmadan', 'Almanya olmadan'],
  ])('nothing found leads on, in %s', async (language, meant, withoutWords, withoutCountry) => {
    const { page, context, errors } = await visit(browser, server.url, { locale: language });
    await page.goto('/organisations?q=kyii');
    await page.getByText(meant).waitFor();
    await page.getByRole('link', { name: 'Kıyı', exact: true }).click();
    await page.getByRole('heading', { name: 'Kıyı Boyu Gençlik ve Ekoloji Derneği' }).waitFor();

    await page.goto('/organisations?q=Kıyı&country=DE&field=ecology');
    const ways = page.getByRole('listitem').filter({ hasText: withoutCountry });
    expect(await ways.textContent()).toMatch(/\d|One|one|bir/);
    await page.getByRole('link', { name: withoutWords }).waitFor();
    await picture(page, `nothing-found-${language}`);
    await page.getByRole('link', { name: withoutCountry }).click();
    await page.getByRole('heading', { name: 'Kıyı Boyu Gençlik ve Ekoloji Derneği' }).waitFor();
    expect(new URL(page.url()).searchParams.getAll('country')).toEqual([]);
    expect(new URL(page.url()).searchParams.getAll('field')).toEqual(['ecology']);
    expect(errors).toEqual([]);
    await context.close();
  });

  it.each([
    ['en', 'Only “Kıyı”, without filters', 'Sign in to save this search, and hear when somebody comes'],
    ['tr', 'Süzgeçler olmadan yalnızca “Kıyı”', 'Bu aramayı kaydetmek ve biri katılınca haber almak için giriş yapın'],
  ])('where nothing less helps, all filters are let go of at once, and the search can be kept, in %s', async (language, way, keep) => {
    const { page, context, errors } = await visit(browser, server.url, { locale: language });
    await page.goto('/organisations?q=blorg+Kıyı&country=MT&field=health&language=lt');
    await page.getByRole('link', { name: keep }).waitFor();
    await picture(page, `nothing-found-filters-${language}`);
    await page.getByRole('link', { name: way }).click();
    await page.getByRole('heading', { name: 'Kıyı Boyu Gençlik ve Ekoloji Derneği' }).waitFor();
    expect(new URL(page.url()).searchParams.toString()).toBe(new URLSearchParams({ q: 'Kıyı' }).toString());
    expect(errors).toEqual([]);
    await context.close();
  });

  it.each([
    ['en', 'Nobody from Kassel is shown here yet.', 'Nobody from Kassel is shown under these filters.', /^Germany: \d+ organisations/],
    [
      'tr',
      'Kassel: buradan henüz gösterilen bir kuruluş yok.',
      'Kassel: bu süzgeçlerle buradan gösterilen bir kuruluş yok.',
      /^Almanya: \d+ kuruluş/,
    ],
  ])('of a city without organisations that is said, and who else its country has, in %s', async (language, nobody, filtered, country) => {
    const { page, context, errors } = await visit(browser, server.url, { locale: language });
    await page.goto('/organisations?q=Kassel&field=ecology');
    await page.getByText(filtered).waitFor();
    await page.goto('/organisations?q=Kassel');
    await page.getByText(nobody).waitFor();
    expect(await page.getByText(/Did you mean|Şunu mu demek/).count()).toBe(0);
    await picture(page, `nobody-from-${language}`);
    await page.getByRole('link', { name: country }).click();
    await page.waitForURL('**/organisations?country=DE');
    await page.getByRole('article').first().waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('a city is found and marked by another of its names', async () => {
    const { page, context, errors } = await visit(browser, server.url);
    await page.goto('/organisations?q=Selanik');
    await expect.poll(() => page.getByRole('article').first().locator('mark').first().textContent()).toBe('Θεσσαλονίκη, Greece');
    expect(errors).toEqual([]);
    await context.close();
  });

  it.each(['light', 'dark'] as const)('fits a phone in %s', async (colorScheme) => {
    const { page, context } = await visit(browser, server.url, { viewport: { width: 320, height: 700 }, colorScheme });
    for (const [name, address] of [
      ['marks', '/organisations?q=neighbourhood+stairs'],
      ['ways', '/organisations?q=Kıyı&country=DE&field=ecology'],
    ] as const) {
      await page.goto(address);
      await page.getByRole('main').locator('mark, .ways').first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
      await picture(page, `found-${name}-${colorScheme}`);
    }
    await context.close();
  });
});
