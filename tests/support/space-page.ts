import type { Page } from 'playwright-core';

/** The text of the first section. */
export const problem = (page: Page) => page.getByRole('textbox', { name: 'The problem we share' });

/** What it says, without the names that the others' cursors carry. */
export const wordsOf = (page: Page): Promise<string> =>
  problem(page).evaluate((editor) => {
    const copy = editor.cloneNode(true) as Element;
    copy.querySelectorAll('.peer-cursor').forEach((cursor) => cursor.remove());
    return copy.textContent ?? '';
  });

/** The words of it that comments mark in such a line, without the names that the others' cursors carry. */
export const markedIn = (page: Page, line: string): Promise<string> =>
  problem(page).evaluate((editor, at) => {
    const copy = editor.cloneNode(true) as Element;
    copy.querySelectorAll('.peer-cursor').forEach((cursor) => cursor.remove());
    return [...copy.querySelectorAll(`${at} .commented`)].map(({ textContent }) => textContent).join('');
  }, line);

export const isSaved = (page: Page) => page.locator('[data-saving="saved"]').waitFor();

/** Selects words as a mouse does, in one go. */
export async function select(page: Page, words: string, field = problem(page)): Promise<void> {
  await field.click();
  await field.evaluate((editor, wanted) => {
    const texts = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const from = text.textContent?.indexOf(wanted) ?? -1;
      if (from >= 0) return getSelection()?.setBaseAndExtent(text, from, text, from + wanted.length);
    }
    throw new Error(`“${wanted}” is not in the text.`);
  }, words);
}

/** Nothing is on its way to the disk of this device any more. */
export const isKept = (page: Page) => page.locator('[data-saving="offline"][data-kept="device"]').waitFor();

/** Writes at the end of it. */
export async function add(page: Page, text: string): Promise<void> {
  await problem(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
}
