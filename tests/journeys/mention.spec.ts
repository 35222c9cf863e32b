import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { picture } from '../support/browser.ts';
import { journeysInSpace } from '../support/space-journey.ts';

const PROBLEM = 'The problem we share';

const space = journeysInSpace();
let lenaName: string;

beforeAll(async () => {
  lenaName = await rename('Lena Ångström');
});

/** Calls Lena something else, as the account page does. */
async function rename(name: string): Promise<string> {
  const { id } = (await space.world.lena.client.ask('{ me { id } }')).me;
  await space.world.server.services.db.query('update auth."user" set name = $2 where id = $1', [id, name]);
  return name;
}

async function open(who: 'aylin' | 'lena', options = {}) {
  const opened = await space.enter(space.world[who], options);
  const text = opened.page.getByRole('textbox', { name: PROBLEM });
  return { ...opened, text, options: opened.page.getByRole('listbox', { name: 'People and actions' }).getByRole('option') };
}

/** What a screen reader is told that the cursor stands on. */
const pointedAt = (page: Page): Promise<string> =>
  page.evaluate(() => document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '')?.textContent ?? '');

it('an @ finds people and actions by keyboard, and the one who is named is led to the place', async () => {
  const [aylin, lena] = await Promise.all([open('aylin'), open('lena')]);
  const { page, text, options } = aylin;
  const actions = page.locator('#actions');
  await actions.getByRole('button', { name: 'Add a row' }).click();
  await actions.getByRole('textbox', { name: 'Action, row 1' }).fill('Language weeks');
  await text.click();
  // In a window that ends below the text the list opens upward.
  await page.setViewportSize({ width: 1280, height: 600 });
  await text.evaluate((element) => scrollBy({ top: element.getBoundingClientRect().bottom - innerHeight + 8, behavior: 'instant' }));
  await page.keyboard.type('Ask @');
  await expect.poll(() => options.count()).toBeGreaterThan(2);
  const last = await options.last().boundingBox();
  expect(last!.y + last!.height).toBeLessThanOrEqual(600);
  await page.keyboard.type('ang');
  await expect.poll(() => pointedAt(page)).toContain(lenaName);
  await picture(page, 'mention-list');
  await page.keyboard.press('Enter');
  await text.locator('.mention', { hasText: `@${lenaName}` }).waitFor();
  await page.keyboard.type('about @la');
  await expect.poll(() => options.count()).toBe(1);
  // Escape closes the list and leaves what was written; another letter does not open it again.
  await page.keyboard.press('Escape');
  await expect.poll(() => options.count()).toBe(0);
  await page.keyboard.type('n');
  expect(await options.count()).toBe(0);
  for (let letter = 0; letter < 4; letter += 1) await page.keyboard.press('Backspace');
  await page.keyboard.type('@lan');
  await expect.poll(() => pointedAt(page)).toContain('Language weeks');
  await page.keyboard.press('Tab');
  await lena.text.locator('.mention.action', { hasText: '@Language weeks' }).waitFor();

  const bell = lena.page.getByRole('link', { name: '1 new notification' }).first();
  await bell.click();
  await lena.page.getByRole('link', { name: /named you in a text/ }).click();
  await lena.page.locator('.prose:focus .mention', { hasText: `@${lenaName}` }).waitFor();
  await lena.page.locator('.mention.ProseMirror-selectednode', { hasText: `@${lenaName}` }).waitFor();
  await expect
    .poll(() => lena.page.locator('.ProseMirror-selectednode').evaluate((place) => place.getBoundingClientRect().top > 56))
    .toBe(true);
  await picture(lena.page, 'mention-arrived');
  expect([...aylin.errors, ...lena.errors]).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('what is mentioned is shown by its name of today, and the text keeps it with the next change', async () => {
  await rename('Lena Öz');
  const { page, text, context, errors } = await open('aylin');
  await text.locator('.mention', { hasText: '@Lena Öz' }).waitFor();
  await page.locator('#actions').getByRole('textbox', { name: 'Action, row 1' }).fill('Language months');
  await text.locator('.mention.action', { hasText: '@Language months' }).waitFor();
  await text.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('!');
  const stored = async (): Promise<string> => {
    const { document } = await space.world.aylin.client.ask('query ($id: ID!) { document(id: $id) { content } }', { id: space.documentId });
    return Buffer.from(document.content, 'base64').toString('utf8');
  };
  await expect.poll(async () => (await stored()).includes('Lena Öz'), { timeout: 10_000 }).toBe(true);
  expect(errors).toEqual([]);
  await context.close();
});

it.each([
  ['light', { viewport: { width: 320, height: 700 }, colorScheme: 'light', hasTouch: true }],
  ['dark', { viewport: { width: 320, height: 700 }, colorScheme: 'dark', hasTouch: true }],
] as const)('on a phone in %s a tap on the list names somebody, and nothing runs out of the page', async (look, options) => {
  const { page, text, context, errors, options: found } = await open('aylin', options);
  await text.locator('.mention').first().waitFor();
  const before = await text.locator('.mention').count();
  await text.click();
  await page.keyboard.press('Control+End');
  await page
    .getByRole('toolbar', { name: `Format: ${PROBLEM}` })
    .getByRole('button', { name: 'Mention a person or an action' })
    .click();
  await found.first().waitFor();
  await page.keyboard.type('le');
  await found.first().waitFor();
  await picture(page, `mention-phone-${look}`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  await found.first().tap();
  await expect.poll(() => text.locator('.mention').count()).toBe(before + 1);
  expect(errors).toEqual([]);
  await context.close();
});
