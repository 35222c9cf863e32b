import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, picture, visit, WEB_BUILD } from '../support/browser.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([newWorld({}, { webBuild: WEB_BUILD }), openBrowser()]);
  const csv = 'name,country,city,kind,fields,about\nBrückenwärter e. V.,DE,Kassel,ASSOCIATION,ecology,We look after small bridges.\n';
  await world.staff.ask('mutation ($csv: String!) { importOrganisations(csv: $csv) { created } }', { csv });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

it.each([
  ['en', 'light', 1280, 'Nobody of this organisation is here yet', 'nobody of it here yet'],
  ['tr', 'dark', 320, 'Bu kuruluştan henüz kimse burada değil', 'henüz kimsesi burada değil'],
] as const)('a line of a register says calmly that nobody of it is here, in %s and %s', async (locale, colorScheme, width, title, mark) => {
  const found = async (): Promise<number> =>
    (await world.visitor.ask('{ organisations(query: "Brückenwärter") { totalCount } }')).organisations.totalCount;
  await expect.poll(found, { timeout: 20_000 }).toBe(1);
  const { page, context, errors } = await visit(browser, world.server.url, { locale, colorScheme, viewport: { width, height: 800 } });
  await page.goto('/organisations?q=Brückenwärter');
  const row = page.getByRole('article').first();
  await row.getByText(mark).waitFor();
  await picture(page, `nobody-there-row-${locale}`);
  await row.getByRole('link', { name: 'Brückenwärter e. V.' }).click();
  await page.getByText(title).waitFor();
  await picture(page, `nobody-there-${locale}`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.goto('/organisations?q=Brückenwärter&without-partner=1');
  expect(await page.getByRole('link', { name: 'Brückenwärter e. V.' }).count()).toBe(0);
  expect(errors).toEqual([]);
  await context.close();
});
