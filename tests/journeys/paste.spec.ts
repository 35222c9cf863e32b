import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, picture, visitAs, WEB_BUILD } from '../support/browser.ts';
import { spaceOfTwo } from '../support/space.ts';
import { newWorld, type World } from '../support/world.ts';

const PROBLEM = 'The problem we share';
const TEN_MEGABYTES = 10_000_000;

let world: World;
let browser: Browser;
let documentId: string;

beforeAll(async () => {
  browser = await openBrowser();
  world = await newWorld({}, { webBuild: WEB_BUILD });
  documentId = await spaceOfTwo(world);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

async function open(who: 'aylin' | 'lena', options = {}) {
  const opened = await visitAs(browser, world[who].client, options);
  await opened.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await opened.page.goto(`/documents/${documentId}`);
  const saved = () => opened.page.locator('[data-saving="saved"]').waitFor();
  await saved();
  /** Copies ten million characters, as from another program, and pastes them. */
  const pasteBook = async (): Promise<void> => {
    await opened.page.evaluate((length) => navigator.clipboard.writeText('word '.repeat(length / 5)), TEN_MEGABYTES);
    await opened.page.keyboard.press('Control+v');
  };
  return { ...opened, saved, pasteBook, text: opened.page.getByRole('textbox', { name: PROBLEM }) };
}

it('ten million characters pasted into a text stay beside it; what fits can be put in, and taken back', async () => {
  const [aylin, lena] = await Promise.all([open('aylin'), open('lena')]);
  const { page, text, saved, pasteBook } = aylin;
  await text.click();
  await page.keyboard.type('What we had. ');
  await pasteBook();
  const aside = page.getByRole('group', { name: PROBLEM });
  await aside.getByText('10,000,000 characters are too many at once').waitFor();
  expect((await text.textContent())?.trim()).toBe('What we had.');
  // The text goes on as if nothing had been.
  await page.keyboard.type('And more. ');
  await saved();
  await picture(page, 'paste-text');
  await aside.getByRole('button', { name: 'Put in what fits' }).click();
  await aside.getByText('9,900,000 characters').waitFor();
  await expect.poll(async () => (await text.textContent())?.length ?? 0).toBeGreaterThan(99_000);
  await saved();
  await expect.poll(async () => (await lena.text.textContent())?.length ?? 0).toBeGreaterThan(99_000);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await text.textContent())?.trim()).toBe('What we had. And more.');
  await aside.getByRole('button', { name: 'I do not need them' }).click();
  await expect.poll(() => aside.count()).toBe(0);
  await saved();
  expect([...aylin.errors, ...lena.errors]).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('ten million characters pasted into a cell stay out of it; what fits can be put in, and taken back', async () => {
  const { page, saved, pasteBook, context, errors } = await open('aylin');
  const actions = page.locator('#actions');
  await actions.getByRole('button', { name: 'Add a row' }).click();
  const field = actions.getByRole('textbox', { name: 'Who answers for it, row 1' });
  await field.click();
  await page.keyboard.type('Ada');
  await pasteBook();
  const aside = actions.getByRole('group', { name: 'Who answers for it, row 1' });
  await aside.getByText('10,000,000 characters were not put in: a cell takes 120').waitFor();
  await expect.poll(() => field.inputValue()).toBe('Ada');
  await saved();
  await picture(page, 'paste-cell');
  await aside.getByRole('button', { name: 'Put in what fits' }).click();
  await expect.poll(async () => (await field.inputValue()).length).toBe(120);
  await expect.poll(() => field.inputValue()).toMatch(/^Adaword word/);
  await aside.getByText('9,999,883 characters').waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(() => field.inputValue()).toBe('Ada');
  await saved();
  expect(errors).toEqual([]);
  await context.close();
});

it.each(['light', 'dark'] as const)('on a phone in %s the words that did not fit are shown within the page', async (colorScheme) => {
  const { page, text, pasteBook, context, errors } = await open('aylin', { viewport: { width: 320, height: 700 }, colorScheme });
  await text.click();
  await pasteBook();
  await page.getByRole('group', { name: PROBLEM }).getByRole('button', { name: 'Copy' }).waitFor();
  await picture(page, `paste-phone-${colorScheme}`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  expect(errors).toEqual([]);
  await context.close();
});
