import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { picture } from '../support/browser.ts';
import { journeysInSpace } from '../support/space-journey.ts';
import { isSaved, problem, wordsOf } from '../support/space-page.ts';

const space = journeysInSpace('journey');

/** How many letters stand before the cursor in its line. */
const lettersBefore = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { focusNode, focusOffset } = getSelection()!;
    const range = document.createRange();
    range.setStart((focusNode as Text).parentElement!.closest('p')!, 0);
    range.setEnd(focusNode!, focusOffset);
    const copy = range.cloneContents();
    copy.querySelectorAll('.peer-cursor').forEach((cursor) => cursor.remove());
    return copy.textContent!.length;
  });

it('Enter in the moment after the cursor moved divides the line where it is now', async () => {
  const aylin = await space.enter(space.world.aylin);
  await problem(aylin.page).click();
  await aylin.page.keyboard.type('first line');
  await aylin.page.keyboard.press('Enter');
  await aylin.page.keyboard.type('last line');
  // The browser tells pages of a moved cursor a moment later than it moves it: on a device that is busy, after the next key.
  await problem(aylin.page).evaluate((editor) => {
    getSelection()!.collapse(editor.firstElementChild!.firstChild, 'first'.length);
    editor.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true, cancelable: true }));
  });
  await expect.poll(() => problem(aylin.page).locator('p').allTextContents()).toEqual(['first', ' line', 'last line']);
  expect(aylin.errors).toEqual([]);
  await aylin.context.close();
});

it('no step of the cursor is lost while the partner writes in the same text', async () => {
  const STEPS = 100;
  const [aylin, lena] = await Promise.all([space.enter(space.world.aylin), space.enter(space.world.lena)]);
  await problem(lena.page).click();
  await lena.page.keyboard.type('i'.repeat(STEPS + 10));
  await lena.page.keyboard.press('Enter');
  await expect.poll(() => wordsOf(aylin.page)).toHaveLength(STEPS + 10);
  await problem(aylin.page).click();
  await aylin.page.keyboard.press('Control+End');
  await lena.page.keyboard.press('ArrowUp');
  await lena.page.keyboard.press('Home');
  await expect.poll(() => lettersBefore(lena.page)).toBe(0);
  let walks = true;
  const writing = (async () => {
    while (walks) await aylin.page.keyboard.type('w');
  })();
  for (let step = 0; step < STEPS; step += 1) await lena.page.keyboard.press('ArrowRight');
  walks = false;
  await writing;
  expect(await lettersBefore(lena.page)).toBe(STEPS);
  await Promise.all([isSaved(aylin.page), isSaved(lena.page)]);
  expect([...aylin.errors, ...lena.errors]).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('a click beside the words goes into them, and the partner’s cursor behind the last takes no room and shows its name inside the text', async () => {
  const narrow = { viewport: { width: 320, height: 640 } };
  const [aylin, lena] = await Promise.all([space.enter(space.world.aylin), space.enter(space.world.lena, narrow)]);
  await problem(aylin.page).click();
  await aylin.page.keyboard.type('Volunteers leave every year');
  const line = problem(lena.page).locator('p').first();
  await line.getByText('Volunteers leave every year').waitFor();
  await lena.page.locator('.peer-cursor.leftwards').waitFor();
  const heights = await line.evaluate((paragraph) => [
    paragraph.getBoundingClientRect().height,
    Number.parseFloat(getComputedStyle(paragraph).lineHeight),
  ]);
  expect(Math.abs(heights[0]! - heights[1]!)).toBeLessThan(2);
  const [text, name] = await Promise.all([problem(lena.page).boundingBox(), lena.page.locator('.peer-cursor > span').boundingBox()]);
  expect(name!.x + name!.width).toBeLessThanOrEqual(text!.x + text!.width);
  await picture(lena.page, 'beside-the-words');
  await problem(lena.page).click({ position: { x: 4, y: text!.height - 20 } });
  await lena.page.keyboard.type('Many. ');
  await expect.poll(() => wordsOf(aylin.page)).toBe('Many. Volunteers leave every year');
  expect([...aylin.errors, ...lena.errors]).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});
