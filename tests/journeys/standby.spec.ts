import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, picture, visit, WEB_BUILD } from '../support/browser.ts';
import { newWorld, type World } from '../support/world.ts';

let away: World;
let browser: Browser;
beforeAll(async () => {
  // Nobody listens there: the search engine is named and does not answer.
  const engine = { MEILI_URL: 'http://127.0.0.1:1', MEILI_KEY: 'abcdefghijklmnop' };
  [away, browser] = await Promise.all([newWorld(engine, { webBuild: WEB_BUILD }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await away?.close();
});

describe('while the search engine does not answer', () => {
  it.each([
    ['en', 'The full search is resting'],
    ['tr', 'Asıl arama şu an dinleniyor'],
  ])('the directory finds by the second index and says so, in %s', async (locale, notice) => {
    const { page, context, errors } = await visit(browser, away.server.url, { locale, viewport: { width: 320, height: 800 } });
    await page.goto('/organisations?q=su+yolu');
    await page.getByRole('status').getByText(notice).waitFor();
    await page.getByRole('heading', { name: 'Su Yolu Derneği' }).waitFor();
    await picture(page, `standby-${locale}`);
    expect(errors).toEqual([]);
    await context.close();
  });
});

it('a server whose search is whole says nothing of it', async () => {
  const whole = await newWorld({}, { webBuild: WEB_BUILD });
  const { page, context } = await visit(browser, whole.server.url);
  await page.goto('/organisations?q=su+yolu');
  await page.getByRole('heading', { name: 'Su Yolu Derneği' }).waitFor();
  expect(await page.getByText('The full search is resting').count()).toBe(0);
  await context.close();
  await whole.close();
});
