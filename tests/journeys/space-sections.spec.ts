import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { picture } from '../support/browser.ts';
import { journeysInSpace } from '../support/space-journey.ts';

const space = journeysInSpace();

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');
const PHONE = { viewport: { width: 320, height: 640 } };

it('on a phone the sections are in the bar, with their progress and who is where, and lead to the section chosen', async () => {
  const [lena, { page, context, errors }] = await Promise.all([
    space.enter(space.world.lena),
    space.enter(space.world.aylin, { ...PHONE, colorScheme: 'dark' }),
  ]);
  await lena.page.getByRole('radio').first().focus();
  const where = await lena.page.evaluate(() => document.activeElement!.closest('section')!.id);
  const opener = page.getByText('Sections', { exact: true }).locator('visible=true');
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await opener.click();
  const outline = page.getByRole('navigation', { name: 'Sections' });
  await expect.poll(() => outline.getByRole('link').count()).toBe(13);
  await outline.getByText('0 of 13 sections filled').waitFor();
  await outline.locator(`a[href="#${where}"]`).getByText('writes here').waitFor();
  await picture(page, 'sections-320-dark');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  await outline.getByRole('link', { name: /Budget/ }).click();
  await outline.waitFor({ state: 'hidden' });
  await expect.poll(() => focused(page)).toBe('budget-title');
  const seen = await page.locator('#budget-title').evaluate((title) => {
    const { top } = title.getBoundingClientRect();
    return { top, bar: document.querySelector('.bar')!.getBoundingClientRect().bottom, height: innerHeight };
  });
  expect(seen.top).toBeGreaterThanOrEqual(seen.bar);
  expect(seen.top).toBeLessThan(seen.height / 2);
  // The same one again, after reading on.
  await page.evaluate(() => scrollTo(0, 0));
  await opener.click();
  await outline.getByRole('link', { name: /Budget/ }).click();
  await expect.poll(() => focused(page)).toBe('budget-title');
  await expect.poll(() => page.locator('#budget-title').evaluate((title) => title.getBoundingClientRect().top < innerHeight)).toBe(true);
  expect(errors).toEqual([]);
  await Promise.all([lena.context.close(), context.close()]);
});

it('a sheet of the bar closes when it is left, by Escape, by Tab or by touching the text', async () => {
  const { page, context } = await space.enter(space.world.aylin, { ...PHONE, locale: 'tr-TR', colorScheme: 'light' });
  const opener = page.locator('summary', { hasText: /^(This device|Bu cihaz)$/ });
  const choice = page.locator('.sheet').getByRole('checkbox').locator('visible=true');
  await opener.click();
  await choice.waitFor();
  await picture(page, 'device-320');
  await page.keyboard.press('Escape');
  await expect.poll(() => choice.count()).toBe(0);
  await expect.poll(() => opener.evaluate((at) => at === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await choice.waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect.poll(() => choice.count()).toBe(0);
  await opener.click();
  await choice.waitFor();
  await page.getByRole('heading', { level: 1 }).click();
  await expect.poll(() => choice.count()).toBe(0);
  await context.close();
});

it('the list of shortcuts begins at its beginning', async () => {
  const { page, context } = await space.enter(space.world.aylin, { viewport: { width: 1280, height: 600 } });
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).first().click();
  const title = page.getByRole('dialog').getByRole('heading', { level: 2 });
  await expect.poll(() => title.evaluate((at) => at === document.activeElement && at.getBoundingClientRect().top >= 0)).toBe(true);
  await picture(page, 'shortcuts');
  await page.keyboard.press('Escape');
  // Without words to speak of, the button says so.
  await page.getByRole('button', { name: 'Comment on the selection' }).first().click();
  await page.getByRole('status').filter({ hasText: 'Select the words first' }).waitFor();
  // Two conversations in one section are told apart by the name of the button that begins one.
  const starts = page
    .locator('.with-margin', { has: page.locator('#adaptation') })
    .getByRole('button', { name: /^Comment on (this section|the adaptation)/ });
  expect(new Set(await starts.allTextContents()).size).toBe(await starts.count());
  await context.close();
});

it('the name above a partner’s cursor goes away when it rests, and comes back when it moves', async () => {
  const [aylin, lena] = await Promise.all([space.enter(space.world.aylin), space.enter(space.world.lena)]);
  const problem = (page: Page) => page.getByRole('textbox', { name: 'The problem we share' });
  await problem(lena.page).click();
  await lena.page.keyboard.type('Volunteers leave');
  const flag = problem(aylin.page).locator('.peer-cursor > span');
  const seen = (): Promise<string> => flag.evaluate((at) => getComputedStyle(at).opacity);
  await expect.poll(seen).toBe('1');
  await expect.poll(seen, { timeout: 10_000 }).toBe('0');
  await lena.page.keyboard.press('Home');
  await expect.poll(seen).toBe('1');
  expect([...aylin.errors, ...lena.errors]).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});
