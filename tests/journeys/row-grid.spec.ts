import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { picture } from '../support/browser.ts';
import { journeysInSpace } from '../support/space-journey.ts';

const space = journeysInSpace();

async function open(who: 'aylin' | 'lena', options = {}) {
  const opened = await space.enter(space.world[who], options);
  return { ...opened, actions: opened.page.locator('#actions') };
}

/** What is spoken of the element that has the keyboard. */
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.ariaLabel ?? '');
const isAt = (page: Page, name: string) => expect.poll(() => focused(page)).toBe(name);

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

it('a row is added, filled, moved, removed and put back by keyboard alone, and the partner sees each', async () => {
  const [aylin, lena] = await Promise.all([open('aylin'), open('lena')]);
  const { page, actions } = aylin;
  await actions.getByRole('button', { name: 'Add a row' }).focus();
  await press(page, 'Enter');
  await isAt(page, 'Action, row 1');
  await page.keyboard.type('Train mentors');
  // Tab goes on as in a form; Escape leads back to the cell.
  await press(page, 'Tab', 'Tab');
  await isAt(page, 'Who answers for it, row 1');
  await page.keyboard.type('Ada');
  await press(page, 'Escape');
  await isAt(page, 'Who answers for it, row 1: Ada');
  await press(page, 'End');
  await isAt(page, 'Remove row 1');
  await press(page, 'Home');
  await isAt(page, 'Action, row 1: Train mentors');
  await press(page, 'F2', 'Control+Enter');
  await isAt(page, 'Action, row 2');
  await page.keyboard.type('Meet in Lyon');
  await press(page, 'Escape', 'Alt+ArrowUp');
  await isAt(page, 'Action, row 1: Meet in Lyon');
  await press(page, 'Control+End');
  await isAt(page, 'Remove row 2');
  await press(page, 'Control+Home', 'ArrowDown');
  await isAt(page, 'Action, row 2: Train mentors');
  const theirs = lena.actions.getByRole('gridcell', { name: /^Action, row/ });
  await expect
    .poll(() => theirs.evaluateAll((cells) => cells.map((cell) => cell.ariaLabel)))
    .toEqual(['Action, row 1: Meet in Lyon', 'Action, row 2: Train mentors']);
  await press(page, 'ArrowUp');
  await isAt(page, 'Action, row 1: Meet in Lyon');
  await press(page, 'Control+Delete');
  await isAt(page, 'Action, row 1: Train mentors');
  await expect.poll(() => theirs.count()).toBe(1);
  // Something else is written before it is put back, in its own place.
  await press(page, 'Enter');
  await page.keyboard.type(' and pay them');
  await actions.getByRole('button', { name: 'Take back' }).focus();
  await press(page, 'Enter');
  await isAt(page, 'Action, row 1: Meet in Lyon');
  await expect.poll(() => theirs.nth(1).getAttribute('aria-label')).toBe('Action, row 2: Train mentors and pay them');
  // The grid is one stop for the Tab key.
  await press(page, 'Tab');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Add a row');
  await press(page, 'Shift+Tab');
  await isAt(page, 'Action, row 1: Meet in Lyon');
  // With the last row the way back stays at hand.
  await press(page, 'ArrowDown', 'Control+Backspace');
  // The focus moves when the rows are drawn anew, at the next frame.
  await isAt(page, 'Action, row 1: Meet in Lyon');
  await press(page, 'Control+Backspace');
  await actions.getByText('Nothing here yet.').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Add a row');
  await press(page, 'Tab', 'Enter');
  await isAt(page, 'Action, row 1: Meet in Lyon');
  await press(page, 'Control+z');
  await isAt(page, 'Action, row 2: Train mentors and pay them');
  await expect.poll(() => theirs.count()).toBe(2);
  expect([...aylin.errors, ...lena.errors]).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('words past a cell’s limit stay in its field, are counted, and are kept aside on request', async () => {
  const { page, actions, context, errors } = await open('aylin');
  const field = actions.getByRole('textbox', { name: 'Who answers for it, row 1' });
  await field.fill('x'.repeat(120));
  await field.focus();
  await press(page, 'End');
  await page.keyboard.type('abc');
  await actions.getByText('3 characters too many').waitFor();
  // The bar does not say that all is well, and leads to the cell.
  await page.getByText('Something in a cell is not saved.').waitFor();
  expect(await page.getByText('On the server,').count()).toBe(0);
  await page.getByRole('button', { name: 'Go to the cell' }).click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
  await actions.getByRole('button', { name: /^Keep the first 120/ }).click();
  await expect.poll(() => field.inputValue()).toBe('x'.repeat(120));
  await actions.getByText('3 characters were not put in').waitFor();
  await actions.getByText('abc', { exact: true }).waitFor();
  await picture(page, 'grid-over');
  await actions.getByRole('button', { name: 'I do not need them' }).click();
  expect(errors).toEqual([]);
  await context.close();
});

it.each([
  ['phone', { viewport: { width: 320, height: 800 }, colorScheme: 'light' }],
  ['phone in dark', { viewport: { width: 320, height: 800 }, colorScheme: 'dark' }],
  ['desk', { viewport: { width: 1440, height: 900 }, colorScheme: 'light' }],
  ['desk in dark', { viewport: { width: 1100, height: 900 }, colorScheme: 'dark' }],
] as const)('on a %s each field has its name in sight and nothing runs out of the page', async (look, options) => {
  const { page, actions, context } = await open('aylin', options);
  await actions.getByRole('textbox', { name: 'Action, row 2' }).scrollIntoViewIfNeeded();
  await actions.getByText('Who answers for it', { exact: true }).first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  await actions.getByRole('gridcell', { name: 'Action, row 2' }).focus();
  await press(page, 'ArrowRight');
  await picture(page, `grid-${look.replaceAll(' ', '-')}`);
  await context.close();
});

it('what was written in a cell is taken back once, from the field as from the grid, and never the partner’s words', async () => {
  const [aylin, lena] = await Promise.all([open('aylin'), open('lena', { viewport: { width: 320, height: 800 } })]);
  const { page, actions } = aylin;
  const name = 'Who answers for it, row 2';
  const field = actions.getByRole('textbox', { name });
  const theirs = lena.actions.getByRole('textbox', { name });
  await field.focus();
  await press(page, 'End');
  await page.keyboard.type(' & Oya');
  // Away and back: what comes now is a step of its own.
  await press(page, 'Tab', 'Shift+Tab', 'End');
  await page.keyboard.type(' QQQ');
  await expect.poll(() => theirs.inputValue()).toBe('Ada & Oya QQQ');
  await theirs.click();
  await press(lena.page, 'End');
  await lena.page.keyboard.type(' with Lena');
  await expect.poll(() => field.inputValue()).toBe('Ada & Oya QQQ with Lena');
  await press(page, 'Control+z');
  await expect.poll(() => theirs.inputValue()).toBe('Ada & Oya with Lena');
  await page.keyboard.type('!');
  await expect.poll(() => theirs.inputValue()).toBe('Ada & Oya! with Lena');
  await press(page, 'Control+z', 'Escape', 'Control+z');
  await expect.poll(() => theirs.inputValue()).toBe('Ada with Lena');
  await isAt(page, `${name}: Ada with Lena`);
  await press(page, 'Control+y', 'Enter', 'Control+y');
  await expect.poll(() => theirs.inputValue()).toBe('Ada & Oya! with Lena');
  // A step in another cell is followed there.
  await press(page, 'Escape', 'Home', 'Control+z');
  await isAt(page, `${name}: Ada & Oya with Lena`);
  expect([...aylin.errors, ...lena.errors]).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('each sees the cell that the other is at, and hears of it at their own', async () => {
  const [aylin, lena] = await Promise.all([
    open('aylin', { colorScheme: 'dark' }),
    open('lena', { viewport: { width: 320, height: 800 }, colorScheme: 'light' }),
  ]);
  const { name } = (await space.world.lena.client.ask('{ me { name } }')).me;
  const cell = aylin.actions.getByRole('gridcell', { name: /^Status, row 1/ });
  await lena.actions.getByRole('gridcell', { name: /^Status, row 1/ }).focus();
  await cell.getByText(name, { exact: true }).waitFor();
  const said = aylin.actions.getByRole('status').filter({ hasText: name });
  const described = (): Promise<string> =>
    cell.evaluate((at) => document.getElementById(at.getAttribute('aria-describedby') ?? '')?.textContent ?? '');
  expect(await described()).toBe(`Here now: ${name}`);
  expect(await said.count()).toBe(0);
  await cell.focus();
  await said.waitFor();
  await picture(aylin.page, 'cell-peer-dark');
  await lena.actions.getByRole('gridcell', { name: /^Status, row 1/ }).evaluate((at) => at.scrollIntoView({ block: 'center' }));
  await picture(lena.page, 'cell-peer-320');
  await press(lena.page, 'ArrowLeft');
  await expect.poll(described).toBe('');
  await said.waitFor({ state: 'hidden' });
  await Promise.all([aylin.context.close(), lena.context.close()]);
});
