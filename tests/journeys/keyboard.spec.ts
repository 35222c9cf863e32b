import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, picture, visit, WEB_BUILD } from '../support/browser.ts';
import { spaceOfTwo } from '../support/space.ts';
import { newWorld, type World } from '../support/world.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const PROBLEM = 'The problem we share';
/** More stops than the longest page has. */
const MOST_STOPS = 250;

let world: World;
let browser: Browser;
let documentId: string;
let email: string;
let lena: string;

beforeAll(async () => {
  browser = await openBrowser();
  world = await newWorld({}, { webBuild: WEB_BUILD });
  documentId = await spaceOfTwo(world);
  ({ email } = (await world.aylin.client.ask('{ me { email } }')).me);
  lena = (await world.lena.client.ask('{ me { name } }')).me.name;
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** Where the keyboard is: what it is called, and in which section. */
const here = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement | null;
    const name = at?.ariaLabel ?? at?.labels?.[0]?.textContent ?? at?.textContent ?? '';
    return { name: name.replaceAll(/\s+/g, ' ').trim(), section: at?.closest('section')?.id ?? '' };
  });

/** Goes on by Tab until something of that name has the keyboard; fails when the Tab key does not lead there. */
async function tabTo(page: Page, name: string | RegExp, section?: string, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press(key);
    const at = await here(page);
    const isIt = typeof name === 'string' ? at.name === name : name.test(at.name);
    if (isIt && (section === undefined || at.section === section)) return;
    passed.push(`${at.section}: ${at.name.slice(0, 30)}`);
  }
  throw new Error(`The Tab key does not lead to ${String(name)}; it led to ${[...new Set(passed)].slice(0, 60).join(' | ')}.`);
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const saved = (page: Page) => page.locator('[data-saving="saved"]').waitFor();

async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  return page.evaluate(async () => {
    interface Found {
      violations: { id: string; nodes: { html: string }[] }[];
    }
    const axe = (window as unknown as { axe: { run(options: object): Promise<Found> } }).axe;
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
}

/** Selects the first line, which reads so. Pressed again when the editor, which was given the keyboard just now, puts its own cursor back. */
async function select(page: Page, line: string): Promise<void> {
  const selected = async (): Promise<string> => {
    await press(page, 'Control+Home', 'Shift+End');
    return page.evaluate(() => String(getSelection()));
  };
  await expect.poll(selected).toBe(line);
}

/** A heading, a list, a link, a table and a mention. */
async function writeProse(page: Page): Promise<void> {
  const text = page.getByRole('textbox', { name: PROBLEM });
  await press(page, 'Control+Alt+3');
  await page.keyboard.type('Volunteers leave');
  await press(page, 'Enter', 'Control+Shift+8');
  await page.keyboard.type('after a summer');
  await press(page, 'Enter');
  await page.keyboard.type('without a word');
  await press(page, 'Enter', 'Enter');
  await page.keyboard.type('guide');
  await press(page, 'Control+Shift+ArrowLeft');
  await expect.poll(() => page.evaluate(() => String(getSelection()))).toBe('guide');
  await press(page, 'Control+k');
  await page.keyboard.type('example.org/guide');
  await press(page, 'Enter');
  await text.getByRole('link', { name: 'guide' }).waitFor();
  await press(page, 'Control+End', 'Enter', 'Alt+F10', ...Array.from({ length: 7 }, () => 'ArrowRight'), 'Enter');
  await page.keyboard.type('Week');
  await press(page, 'Tab');
  await page.keyboard.type('Who');
  await press(page, 'Control+End');
  await page.keyboard.type(`Ask @${lena.split(' ').at(-1)}`);
  await page.getByRole('listbox', { name: 'People and actions' }).waitFor();
  await press(page, 'Enter');
  await text.locator('.mention', { hasText: `@${lena}` }).waitFor();
  await text.getByRole('heading', { name: 'Volunteers leave' }).waitFor();
  await expect.poll(() => text.getByRole('listitem').count()).toBe(2);
  await text.getByRole('columnheader', { name: 'Who' }).waitFor();
}

/** Fills the row that was just added as a form: `↓` chooses the next of a list, anything else is typed. */
async function fillRow(page: Page, section: string, fields: readonly string[]): Promise<void> {
  await tabTo(page, 'Add a row', section);
  await press(page, 'Enter');
  await expect.poll(async () => (await here(page)).name).toMatch(/, row 1$/);
  for (const [index, field] of fields.entries()) {
    if (index > 0) await press(page, 'Tab');
    if (field.startsWith('↓')) await press(page, ...Array.from(field, () => 'ArrowDown'));
    else await page.keyboard.type(field);
  }
  await press(page, 'Escape');
}

it('the whole model is written, talked about, kept and signed without a mouse', { timeout: 180_000 }, async () => {
  const { page, context, errors } = await visit(browser, world.server.url, { bypassCSP: true });
  await page.goto('/sign-in');
  await tabTo(page, /^E-mail/);
  await page.keyboard.type(email);
  await tabTo(page, /^Password/);
  await page.keyboard.type('a long password');
  await press(page, 'Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));

  await page.goto(`/documents/${documentId}`);
  await saved(page);
  await tabTo(page, /Shared problem and why now/);
  await press(page, 'Enter');
  await tabTo(page, PROBLEM, 'shared-problem');
  await writeProse(page);

  await fillRow(page, 'baseline', ['↓', 'Keeping volunteers', '↓↓↓', 'Twelve of thirty stayed']);
  await fillRow(page, 'objectives', ['Half of them stay', '↓', '01032027']);
  await fillRow(page, 'actions', ['Train mentors', '↓', 'Ada', '↓', '01022027', '↓↓']);
  await fillRow(page, 'indicators', ['Who is still here', '↓', 'twelve', 'twenty']);
  await fillRow(page, 'risks', ['Nobody has time', '↓↓', '↓↓↓', 'Pay them']);
  await saved(page);
  const cells = page.getByRole('gridcell');
  for (const says of [
    'Aspect, row 1: Keeping volunteers',
    'Score 1–5, row 1: 3',
    'In which organisation (empty: both), row 1: Su Yolu Derneği',
    'Serves the objective, row 1: Half of them stay',
    'Status, row 1: Under way',
    'Target, row 1: twenty',
    'Harm 1–5, row 1: 3',
  ])
    await cells
      .and(page.getByLabel(says, { exact: true }))
      .first()
      .waitFor();

  // Back to the text through the outline, to speak of its heading.
  await tabTo(page, /Shared problem and why now/, '', 'Shift+Tab');
  await press(page, 'Enter');
  await tabTo(page, PROBLEM, 'shared-problem');
  await select(page, 'Volunteers leave');
  await press(page, 'Control+Alt+m');
  await page.keyboard.type('Do they?');
  await press(page, 'Control+Enter');
  const margin = page.locator('[data-comments="shared-problem"]');
  await margin.getByText('Do they?').waitFor();
  await tabTo(page, PROBLEM, 'shared-problem', 'Shift+Tab');
  await press(page, 'F6');
  await tabTo(page, 'Settle');
  await press(page, 'Enter');
  await margin.getByText('1 settled comment').waitFor();
  await picture(page, 'keyboard-space');
  expect(await violations(page)).toEqual([]);

  await tabTo(page, 'Versions and sign-off', undefined, 'Shift+Tab');
  await press(page, 'Enter');
  await page.getByRole('heading', { level: 1, name: 'Versions and sign-off' }).waitFor();
  await tabTo(page, /^Name the text as it is now/);
  await page.keyboard.type('By keyboard');
  await press(page, 'Enter');
  await page.getByRole('heading', { name: 'Sign-off of Version 1: By keyboard' }).waitFor();
  await tabTo(page, 'Sign');
  await press(page, 'Enter');
  await tabTo(page, 'Sign for Su Yolu Derneği');
  await press(page, 'Enter');
  await page.getByText('One signature is still due').waitFor();
  expect(await violations(page)).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});
