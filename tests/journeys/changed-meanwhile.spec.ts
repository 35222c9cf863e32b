import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBrowser, picture, visitAs, WEB_BUILD } from '../support/browser.ts';
import { spaceOfTwo } from '../support/space.ts';
import { add, isKept, isSaved, problem, wordsOf } from '../support/space-page.ts';
import { newWorld, type Inhabitant, type World } from '../support/world.ts';

let world: World;
let browser: Browser;
let documentId: string;

beforeAll(async () => {
  browser = await openBrowser();
  world = await newWorld({}, { webBuild: WEB_BUILD });
});
beforeEach(async () => {
  documentId = await spaceOfTwo(world);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

interface Visit {
  page: Page;
  context: BrowserContext;
  errors: string[];
}

async function enter(who: Inhabitant, options = {}): Promise<Visit> {
  const opened = await visitAs(browser, who.client, options);
  await opened.page.goto(`/documents/${documentId}`);
  await isSaved(opened.page);
  return opened;
}

/** Two people, and three paragraphs that both see. */
async function both(): Promise<{ aylin: Visit; lena: Visit }> {
  const aylin = await enter(world.aylin);
  const lena = await enter(world.lena);
  await add(aylin.page, 'Volunteers leave.');
  await aylin.page.keyboard.press('Enter');
  await aylin.page.keyboard.type('Nobody asks them why.');
  await aylin.page.keyboard.press('Enter');
  await aylin.page.keyboard.type('We do.');
  await problem(lena.page).getByText('We do.').waitFor();
  return { aylin, lena };
}

/** What the editor leaves at its element. */
interface Made {
  editor: { view: { posAtDOM(node: Node, offset: number): number; focus(): void }; commands: { setTextSelection(at: number): boolean } };
}

/** Puts the cursor before some words. By the editor itself, which hears of the browser's own cursor only a moment later. */
async function before(page: Page, words: string): Promise<void> {
  await problem(page).evaluate((element, wanted) => {
    const { editor } = element as unknown as Made;
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const from = text.textContent?.indexOf(wanted) ?? -1;
      if (from < 0) continue;
      editor.view.focus();
      return editor.commands.setTextSelection(editor.view.posAtDOM(text, from));
    }
    throw new Error(`“${wanted}” is not in the text.`);
  }, words);
}

const leave = ({ aylin, lena }: { aylin: Visit; lena: Visit }) => Promise.all([aylin.context.close(), lena.context.close()]);

it.each([
  ['a heading', 'Control+Alt+3', 'h3'],
  ['a list', 'Control+Shift+8', 'li p'],
  ['a quote', 'Control+Shift+b', 'blockquote p'],
])(
  'words that somebody types without network in a paragraph that becomes %s meanwhile stand in it afterwards',
  async (_what, keys, made) => {
    const { aylin, lena } = await both();
    await aylin.context.setOffline(true);
    await before(aylin.page, ' asks them');
    await aylin.page.keyboard.type(' ever');
    await isKept(aylin.page);

    await before(lena.page, 'Nobody');
    await lena.page.keyboard.press(keys);
    await problem(lena.page).locator(made, { hasText: 'Nobody asks them why.' }).waitFor();
    await isSaved(lena.page);

    await aylin.context.setOffline(false);
    await isSaved(aylin.page);
    for (const { page } of [aylin, lena]) {
      await expect.poll(() => wordsOf(page)).toBe('Volunteers leave.Nobody ever asks them why.We do.');
      await expect.poll(() => problem(page).locator(made).count()).toBe(1);
    }
    expect([...aylin.errors, ...lena.errors]).toEqual([]);
    await leave({ aylin, lena });
  },
);

it('words typed in a paragraph that is joined to the one before come along, also when the window was loaded again meanwhile', async () => {
  const { aylin, lena } = await both();
  await aylin.context.setOffline(true);
  await before(aylin.page, ' asks them');
  await aylin.page.keyboard.type(' ever');
  await isKept(aylin.page);
  await aylin.page.goto('about:blank');
  await aylin.page.close();

  await before(lena.page, 'Nobody');
  await lena.page.keyboard.press('Backspace');
  await problem(lena.page).getByText('Volunteers leave.Nobody asks them why.').waitFor();
  await isSaved(lena.page);

  await aylin.context.setOffline(false);
  const again = await aylin.context.newPage();
  await again.goto(`/documents/${documentId}`);
  await isSaved(again);
  for (const page of [again, lena.page]) await expect.poll(() => wordsOf(page)).toBe('Volunteers leave.Nobody ever asks them why.We do.');
  await leave({ aylin, lena });
});

it('words whose paragraph was taken out stand in one of their own, and their author is told', async () => {
  const { aylin, lena } = await both();
  await aylin.context.setOffline(true);
  await before(aylin.page, ' why.');
  await aylin.page.keyboard.type(' and us');
  await isKept(aylin.page);
  await before(lena.page, 'Nobody');
  await lena.page.keyboard.press('Shift+End');
  await lena.page.keyboard.press('Delete');
  await expect.poll(() => wordsOf(lena.page)).toBe('Volunteers leave.We do.');
  await lena.page.keyboard.press('Backspace');
  await expect.poll(() => problem(lena.page).locator('p').count()).toBe(2);
  await isSaved(lena.page);

  await aylin.context.setOffline(false);
  await isSaved(aylin.page);
  for (const { page } of [aylin, lena]) await problem(page).locator('p', { hasText: 'and us' }).waitFor();
  await aylin.page.getByText('Your words stand in a paragraph of their own now.').waitFor();
  await picture(aylin.page, 'moved-words');
  await aylin.page.getByRole('button', { name: 'Understood' }).click();
  await aylin.page.getByText('Your words stand in a paragraph of their own now.').waitFor({ state: 'detached' });
  await leave({ aylin, lena });
});

it('somebody who types in a paragraph while the other makes it a heading goes on where they were', async () => {
  const { aylin, lena } = await both();
  await before(aylin.page, ' asks them');
  await before(lena.page, 'Nobody');
  await aylin.page.keyboard.type(' ev');
  await lena.page.keyboard.press('Control+Alt+3');
  await problem(aylin.page).locator('h3').waitFor();
  await aylin.page.keyboard.type('er');
  for (const { page } of [aylin, lena]) await expect.poll(() => wordsOf(page)).toBe('Volunteers leave.Nobody ever asks them why.We do.');
  await leave({ aylin, lena });
});

it.each([
  ['a heading', 'Control+Alt+3', 'h3'],
  ['a list', 'Control+Shift+8', 'li p'],
])(
  'somebody who types at the end of the text while the other makes its last paragraph %s goes on in the same word',
  async (_what, keys, made) => {
    const { aylin, lena } = await both();
    await before(lena.page, 'We do.');
    const typing = aylin.page.keyboard.type(' Every volunteer gets a yellow card with two telephone numbers', { delay: 25 });
    await problem(lena.page).locator('p', { hasText: 'We do. Every' }).waitFor();
    await lena.page.keyboard.press(keys);
    await typing;
    for (const { page } of [aylin, lena]) {
      const words = problem(page).locator(made, { hasText: 'We do. Every volunteer gets a yellow card with two telephone numbers' });
      await words.waitFor();
      await expect
        .poll(() =>
          problem(page)
            .locator('p, h3', { hasText: /card|telephone|numbers/ })
            .count(),
        )
        .toBe(1);
    }
    expect([...aylin.errors, ...lena.errors]).toEqual([]);
    await leave({ aylin, lena });
  },
);
