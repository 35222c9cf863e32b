import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, picture, visitAs, WEB_BUILD } from '../support/browser.ts';
import { newSpace } from '../support/space.ts';
import { newWorld, type World } from '../support/world.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const PROBLEM = 'The problem we share';

let world: World;
let browser: Browser;
let documentId: string;

beforeAll(async () => {
  browser = await openBrowser();
  world = await newWorld({}, { webBuild: WEB_BUILD });
  ({ documentId } = await newSpace(world.server.services, world.callId, world.aylin.organisationId, world.lena.organisationId));
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const saved = (page: Page) => page.locator('[data-saving="saved"]').waitFor();

async function open(who: 'aylin' | 'lena', options = {}) {
  const window = await visitAs(browser, world[who].client, options);
  await window.page.goto(`/documents/${documentId}`);
  await saved(window.page);
  const text = window.page.getByRole('textbox', { name: PROBLEM });
  return { ...window, text, tools: window.page.getByRole('toolbar', { name: `Format: ${PROBLEM}` }) };
}

async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  return page.evaluate(async () => {
    interface Found {
      violations: { id: string; nodes: { html: string }[] }[];
    }
    const axe = (window as unknown as { axe: { run(options: object): Promise<Found> } }).axe;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
}

it('a table is made, filled and grown by keyboard alone, and the partner sees it', async () => {
  const [aylin, lena] = await Promise.all([open('aylin'), open('lena')]);
  const { page, text, tools } = aylin;
  const idle = (name: string) => tools.getByRole('button', { name, exact: true }).getAttribute('aria-disabled');
  await text.focus();
  await expect.poll(() => idle('Undo')).toBe('true');
  await page.keyboard.press('Alt+F10');
  for (let step = 0; step < 7; step += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Table');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Week');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Who');
  for (let step = 0; step < 2; step += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('first');
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await page.keyboard.press('Alt+Shift+ArrowRight');
  const table = lena.text.locator('table');
  await table.getByRole('columnheader', { name: 'Week' }).waitFor();
  await expect.poll(() => table.locator('tr').count()).toBe(4);
  await expect.poll(() => table.locator('tr').first().locator('th').count()).toBe(4);
  await tools.getByRole('button', { name: 'Remove column' }).click();
  await expect.poll(() => table.locator('tr').first().locator('th').count()).toBe(3);
  expect([await idle('Undo'), await idle('Redo')]).toEqual(['false', 'true']);
  await tools.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => idle('Redo')).toBe('false');
  await tools.getByRole('button', { name: 'Redo', exact: true }).click();
  await saved(page);
  expect([...aylin.errors, ...lena.errors]).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('no tool stands alone on a row, in the wide text and in the narrow ones of section 10', async () => {
  const { page, context, tools } = await open('aylin');
  const own = page.getByRole('toolbar', { name: 'Format: How we adapt it at home: Su Yolu Derneği' });
  for (const width of [320, 768, 1280, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    for (const bar of [tools, own]) {
      const rows = await bar.evaluate((element) => {
        const tops = [...element.querySelectorAll('button')].map((button) => Math.round(button.getBoundingClientRect().top));
        return [...new Set(tops)].map((top) => tops.filter((one) => one === top).length);
      });
      expect([[14], [7, 7]]).toContainEqual(rows);
    }
    await own.scrollIntoViewIfNeeded();
    await picture(page, `toolbar-${width}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
  await context.close();
});

it('a link leads to pages and mail only, and can be taken away', async () => {
  const { page, text, context, errors } = await open('aylin');
  await text.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('Read the guide');
  await page.keyboard.press('Shift+Home');
  await expect.poll(() => page.evaluate(() => String(getSelection()))).toBe('Read the guide');
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Link' });
  await dialog.getByLabel('Address').fill('javascript:alert(1)');
  await page.keyboard.press('Enter');
  await dialog.getByText('This is no address').waitFor();
  await dialog.getByLabel('Address').fill('example.org/guide');
  await page.keyboard.press('Enter');
  const link = text.getByRole('link', { name: 'Read the guide' });
  await link.waitFor();
  await expect.poll(() => link.getAttribute('href')).toBe('https://example.org/guide');
  await expect.poll(() => text.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await saved(page);
  await page.keyboard.press('Control+k');
  await dialog.getByRole('button', { name: 'Remove the link' }).click();
  await expect.poll(() => link.count()).toBe(0);
  // Asked for again, it begins anew.
  await page.keyboard.press('Control+k');
  await dialog.getByLabel('Address').pressSequentially('example.org/other');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  expect(await dialog.getByLabel('Address').inputValue()).toBe('');
  expect(await dialog.getByLabel('Address').evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  expect(errors).toEqual([]);
  await context.close();
});

it('what is pasted from elsewhere keeps its shape and loses what does not belong here', async () => {
  const { page, text, context, errors } = await open('aylin');
  await text.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await text.evaluate((element) => {
    const data = new DataTransfer();
    const markup = `<h1>Big</h1><p style="color:red" onclick="x()">plain <a href="javascript:alert(1)">bad</a> <a href="https://example.org" title="t">good</a></p>
      <ol start="abc" type="i"><li>one</li></ol><table><tr><td colspan="9999">wide</td></tr></table><img src="https://spy.example/x.png"><script>x()</script>`;
    data.setData('text/html', markup);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await text.getByText('wide').waitFor();
  await saved(page);
  await text.getByRole('heading', { name: 'Big', level: 3 }).waitFor();
  await expect.poll(() => text.getByRole('link', { name: 'good' }).count()).toBe(1);
  expect(await text.getByRole('link', { name: 'bad' }).count()).toBe(0);
  expect(await text.locator('img[src*="spy"]').count()).toBe(0);
  expect(errors).toEqual([]);
  await context.close();
});

it('signs at the beginning of a line make what they mean', async () => {
  const { page, text, context, errors } = await open('lena');
  await text.focus();
  await page.keyboard.press('Control+End');
  for (const line of ['# Larger', '## Smaller', '- one']) {
    await page.keyboard.press('Enter');
    await page.keyboard.type(line);
  }
  await text.getByRole('heading', { name: 'Larger', level: 3 }).waitFor();
  await text.getByRole('heading', { name: 'Smaller', level: 4 }).waitFor();
  await text.getByRole('listitem').filter({ hasText: 'one' }).last().waitFor();
  await saved(page);
  expect(errors).toEqual([]);
  await context.close();
});

/** A real picture, drawn by the browser itself. */
async function drawn(page: Page, type: string): Promise<Buffer> {
  const letters = await page.evaluate(async (of) => {
    const canvas = new OffscreenCanvas(320, 200);
    const brush = canvas.getContext('2d')!;
    brush.fillStyle = 'teal';
    brush.fillRect(0, 0, 160, 200);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: of })).arrayBuffer());
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }, type);
  return Buffer.from(letters, 'latin1');
}

it('an image is put in with words for those who do not see it, shown to the partner, and its words can be changed', async () => {
  const [aylin, lena] = await Promise.all([open('aylin'), open('lena')]);
  const { page, text, tools } = aylin;
  await text.focus();
  await page.keyboard.press('Control+End');
  await tools.getByRole('button', { name: 'Image' }).click();
  const dialog = page.getByRole('dialog', { name: 'Image' });
  await dialog.getByLabel('Image file').setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
  await dialog.getByRole('button', { name: 'Put it in' }).click();
  await dialog.getByText('Say what it shows').waitFor();
  await dialog.getByRole('textbox', { name: 'What the image shows' }).fill('Two neighbours on a stairwell');
  await dialog.getByRole('button', { name: 'Put it in' }).click();
  await dialog.getByText('This file is no image').waitFor();
  // The words that were written are still there with the right file.
  await page.route('**/images', (route) => route.abort(), { times: 1 });
  await dialog
    .getByLabel('Image file')
    .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await drawn(page, 'image/jpeg') });
  await dialog.getByRole('button', { name: 'Put it in' }).click();
  await dialog.getByText('did not arrive').waitFor();
  await dialog.getByRole('button', { name: 'Put it in' }).click();
  const seen = lena.text.getByRole('img', { name: 'Two neighbours on a stairwell' });
  await seen.waitFor();
  await expect.poll(() => seen.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);
  await saved(page);
  await text.locator('img[src]').click();
  await tools.getByRole('button', { name: 'Image' }).click();
  const change = page.getByRole('dialog', { name: 'What the image shows' });
  await change.getByLabel('It only decorates').check();
  await change.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => lena.text.locator('img[src]').getAttribute('alt')).toBe('');
  await saved(page);
  expect([...aylin.errors, ...lena.errors]).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it.each([
  ['a phone in light', { viewport: { width: 320, height: 700 }, colorScheme: 'light' }],
  ['a phone in dark', { viewport: { width: 320, height: 700 }, colorScheme: 'dark' }],
  ['a desk in light', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
  ['a desk in dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
] as const)('axe finds nothing in a space with everything in it on %s, and nothing runs out of the page', async (look, options) => {
  const { page, text, context, errors } = await open('lena', { ...options, bypassCSP: true });
  await text.locator('td').first().click();
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  await picture(page, `prose-${look.replaceAll(' ', '-')}`);
  expect(errors).toEqual([]);
  await context.close();
});

it('the tools stay in sight while a long text is written in, and the cursor clear of them', async () => {
  for (const [viewport, colorScheme] of [
    [{ width: 320, height: 640 }, 'dark'],
    [{ width: 1280, height: 800 }, 'light'],
  ] as const) {
    const { page, context, text, tools } = await open('aylin', { viewport, colorScheme });
    await text.click();
    for (let line = 0; line < 40; line += 1) {
      await page.keyboard.insertText('A line of a long text.');
      await page.keyboard.press('Enter');
    }
    const bar = page.locator('.bar');
    await expect.poll(async () => Math.round((await tools.boundingBox())!.y - (await bar.boundingBox())!.height)).toBe(0);
    await picture(page, `prose-tools-${viewport.width}`);
    for (let line = 0; line < 30; line += 1) await page.keyboard.press('ArrowUp');
    const cursor = () => page.evaluate(() => getSelection()!.focusNode!.parentElement!.closest('p')!.getBoundingClientRect().top);
    const { y, height } = (await tools.boundingBox())!;
    await expect.poll(cursor).toBeGreaterThanOrEqual(y + height);
    await context.close();
  }
});
