import { createRequire } from 'node:module';
import { writePng } from '@kopru/api/picture/picture.png';
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

/** The nth tool of the text that has the keyboard. */
const tool = (page: Page, index: number): Promise<void> =>
  press(page, 'Alt+F10', 'Home', ...Array.from({ length: index }, () => 'ArrowRight'), 'Enter');

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

/** axe finds nothing in the page as it is now, with whatever is open in it. */
const clean = async (page: Page): Promise<void> => expect(await violations(page)).toEqual([]);

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
  await page.getByRole('dialog', { name: 'Link' }).waitFor();
  await clean(page);
  await page.keyboard.type('example.org/guide');
  await press(page, 'Enter');
  await text.getByRole('link', { name: 'guide' }).waitFor();
  await press(page, 'Control+End', 'Enter');
  await tool(page, 7);
  await page.keyboard.type('Week');
  await press(page, 'Tab');
  await page.keyboard.type('Who');
  await press(page, 'Control+End');
  await page.keyboard.type(`Ask @${lena.split(' ').at(-1)}`);
  await page.getByRole('listbox', { name: 'People and actions' }).waitFor();
  await clean(page);
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

/** Into a text, and words into it. */
async function writeIn(page: Page, section: string, name: string | RegExp, words: string): Promise<void> {
  await tabTo(page, name, section);
  await page.keyboard.type(words);
}

async function putImage(page: Page): Promise<void> {
  await tool(page, 8);
  await page.getByRole('dialog', { name: 'Image' }).waitFor();
  await clean(page);
  const asked = page.waitForEvent('filechooser');
  if ((await here(page)).name !== 'Image file') await tabTo(page, 'Image file');
  await press(page, 'Enter');
  const buffer = Buffer.from(writePng({ width: 30, height: 20, rgba: new Uint8Array(30 * 20 * 4).fill(120) }));
  await (await asked).setFiles({ name: 'door.png', mimeType: 'image/png', buffer });
  await tabTo(page, /^What the image shows/);
  await page.keyboard.type('The door');
  await tabTo(page, 'Put it in');
  await press(page, 'Enter');
  await page.getByRole('img', { name: 'The door' }).waitFor();
}

/** One pass over the thirteen sections, in their order. */
async function writeModel(page: Page): Promise<void> {
  await tabTo(page, PROBLEM, 'shared-problem');
  await writeProse(page);
  await fillRow(page, 'baseline', ['↓', 'Keeping volunteers', '↓↓↓', 'Twelve of thirty stayed']);
  await tabTo(page, 'From each other', 'contributions');
  await press(page, 'Space');
  for (const name of ['Su Yolu Derneği', 'Flussland e. V.'])
    await writeIn(page, 'contributions', `What we bring and what we need: ${name}`, 'A river');
  await fillRow(page, 'objectives', ['Half of them stay', '↓', '01032027']);
  await writeIn(page, 'practice', 'How it works', 'Each newcomer has a companion.');
  await putImage(page);
  await fillRow(page, 'actions', ['Train mentors', '↓', 'Ada', '↓', '01022027', '↓↓']);
  await writeIn(page, 'mobility', 'What travellers should learn and bring home', 'How to stay.');
  await fillRow(page, 'mobility', ['↓', '↓', 'See it work', 'Two from each', 'Lyon', '01042027', '05042027', '↓']);
  await writeIn(page, 'budget', 'How we share the envelope', 'In halves.');
  await fillRow(page, 'budget', ['Train tickets', '↓', '↓', '↓', '250']);
  await fillRow(page, 'indicators', ['Who is still here', '↓', 'twelve', 'twenty']);
  await writeIn(page, 'adaptation', /^How we adapt it at home.*Su Yolu Derneği/, 'Tea first.');
  await writeIn(page, 'risks', 'How we keep people safe', 'Nobody alone.');
  await fillRow(page, 'risks', ['Nobody has time', '↓↓', '↓↓↓', 'Pay them']);
  await writeIn(page, 'commitment', 'What we commit to', 'Two more years.');
  await writeIn(page, 'lessons', 'What we learned and leave behind', 'A guide.');
  await saved(page);
}

/** What the grids say of what was written. */
const WRITTEN = [
  'Aspect, row 1: Keeping volunteers',
  'Score 1–5, row 1: 3',
  'In which organisation (empty: both), row 1: Su Yolu Derneği',
  'Serves the objective, row 1: Half of them stay',
  'Status, row 1: Under way',
  'Kind, row 1: Study visit',
  'Serves the action, row 1: Train mentors',
  'Place, row 1: Lyon',
  'Category, row 1: Travel',
  'Who pays, row 1: Su Yolu Derneği',
  'Planned, row 1: 250 EUR',
  'Target, row 1: twenty',
  'Harm 1–5, row 1: 3',
];

/** A comment on the heading is written and settled. */
async function talk(page: Page): Promise<void> {
  await tabTo(page, /Shared problem and why now/, '', 'Shift+Tab');
  await press(page, 'Enter');
  await tabTo(page, PROBLEM, 'shared-problem');
  await select(page, 'Volunteers leave');
  await press(page, 'Control+Alt+m');
  await page.keyboard.type('Do they?');
  await clean(page);
  await press(page, 'Control+Enter');
  const margin = page.locator('[data-comments="shared-problem"]');
  await margin.getByText('Do they?').waitFor();
  await tabTo(page, PROBLEM, 'shared-problem', 'Shift+Tab');
  await press(page, 'F6');
  await tabTo(page, 'Settle');
  await press(page, 'Enter');
  await margin.getByText('1 settled comment').waitFor();
}

/** The sheets of the bar and the list of shortcuts, each opened, looked at and closed. */
async function openEach(page: Page): Promise<void> {
  await tabTo(page, PROBLEM, 'shared-problem', 'Shift+Tab');
  await press(page, 'Alt+F10', 'End', 'Enter');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await clean(page);
  await press(page, 'Escape');
  await tabTo(page, 'This device', undefined, 'Shift+Tab');
  await press(page, 'Enter');
  await page.locator('.sheet').getByRole('checkbox').locator('visible=true').waitFor();
  await clean(page);
  await press(page, 'Escape');
}

async function keepVersion(page: Page, name: string, title: string): Promise<void> {
  await tabTo(page, /^Name the text as it is now/);
  await page.keyboard.type(name);
  await press(page, 'Enter');
  await page.getByRole('heading', { name: `Sign-off of ${title}` }).waitFor();
}

async function sign(page: Page): Promise<void> {
  // What the page hears of the new version may come between the key and the button; a person presses again.
  await expect
    .poll(
      async () => {
        await tabTo(page, 'Sign');
        await press(page, 'Enter');
        return page
          .getByRole('dialog')
          .waitFor({ timeout: 2000 })
          .then(
            () => true,
            () => false,
          );
      },
      { timeout: 15_000 },
    )
    .toBe(true);
  await clean(page);
  await tabTo(page, 'Sign for Su Yolu Derneği');
  await press(page, 'Enter');
  await page.getByText('One signature is still due').waitFor();
  await clean(page);
}

/** What came after the signed version is compared with it and taken back, and the result goes out as a file. */
async function compareRestoreExport(page: Page): Promise<void> {
  await tabTo(page, 'Show what differs');
  await press(page, 'Enter');
  await page.locator('#compared ins', { hasText: 'And a map.' }).waitFor();
  await clean(page);
  await tabTo(page, 'Restore');
  await press(page, 'Enter');
  await page.getByRole('dialog').waitFor();
  await clean(page);
  await tabTo(page, 'Restore this version');
  await press(page, 'Enter');
  await page.getByRole('heading', { level: 3, name: 'By keyboard (restored)' }).waitFor();
  await tabTo(page, /^Export .*\(restored\) as PDF$/);
  const file = page.waitForEvent('download');
  await press(page, 'Enter');
  expect((await file).suggestedFilename()).toMatch(/\.pdf$/);
}

it(
  'all thirteen sections are written, talked about, kept, signed, compared, restored and exported without a mouse',
  { timeout: 300_000 },
  async () => {
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
    await writeModel(page);
    for (const says of WRITTEN)
      await page
        .getByRole('gridcell')
        .and(page.getByLabel(says, { exact: true }))
        .first()
        .waitFor();
    // All that Aylin can write: the other adaptation of section 10 is the partner's.
    await page.getByText('12 of 13 sections filled').locator('visible=true').waitFor();
    await talk(page);
    await picture(page, 'keyboard-space');
    await openEach(page);

    await tabTo(page, 'Versions and sign-off', undefined, 'Shift+Tab');
    await press(page, 'Enter');
    await page.getByRole('heading', { level: 1, name: 'Versions and sign-off' }).waitFor();
    await keepVersion(page, 'By keyboard', 'Version 1: By keyboard');
    await sign(page);
    await tabTo(page, 'Back to the document', undefined, 'Shift+Tab');
    await press(page, 'Enter');
    await saved(page);
    await tabTo(page, 'What we learned and leave behind', 'lessons');
    await press(page, 'Control+End');
    await page.keyboard.type(' And a map.');
    await saved(page);
    await tabTo(page, 'Versions and sign-off', undefined, 'Shift+Tab');
    await press(page, 'Enter');
    await page
      .getByText(/fell .* changed the text/)
      .first()
      .waitFor();
    await keepVersion(page, 'With a map', 'Version 2: With a map');
    await compareRestoreExport(page);
    expect(errors).toEqual([]);
    await context.close();
  },
);
