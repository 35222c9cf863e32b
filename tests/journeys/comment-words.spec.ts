import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { picture } from '../support/browser.ts';
import { journeysInSpace } from '../support/space-journey.ts';
import { markedIn, problem, select, wordsOf } from '../support/space-page.ts';

const space = journeysInSpace('journey');

const DESK = { viewport: { width: 1440, height: 900 } };

/** Aylin writes a line, and Lena comments on words of it: both see them marked. */
async function commented(line: string, words: string, said: string) {
  const [aylin, lena] = await Promise.all([space.enter(space.world.aylin, DESK), space.enter(space.world.lena, DESK)]);
  await problem(aylin.page).click();
  await aylin.page.keyboard.type(line);
  await problem(lena.page).getByText(line).waitFor();
  await select(lena.page, words);
  await lena.page.keyboard.press('Control+Alt+m');
  await lena.page.keyboard.type(said);
  await lena.page.keyboard.press('Control+Enter');
  await aylin.page.locator('p .commented', { hasText: words }).waitFor();

  const card = (page: Page) => page.locator('[data-comments="shared-problem"] article', { hasText: said });
  return {
    aylin,
    lena,
    card,
    /** Both see such words marked in such a line, and the margin does not miss them. */
    async areMarked(place: string, marked: string): Promise<void> {
      for (const { page } of [aylin, lena]) {
        await expect.poll(() => markedIn(page, place)).toBe(marked);
        await card(page).waitFor();
        expect(await card(page).getByText('The text this was about is gone.').count()).toBe(0);
      }
    },
    async leave(): Promise<void> {
      expect([...aylin.errors, ...lena.errors]).toEqual([]);
      await Promise.all([aylin.context.close(), lena.context.close()]);
    },
  };
}

it('a comment stays at words that the other writes into and makes a heading of, with both and after a reload', async () => {
  const { aylin, lena, card, areMarked, leave } = await commented('Many helpers leave in autumn.', 'helpers leave', 'All of them?');
  const are = async (place: string): Promise<void> => {
    await areMarked(place, 'helpers and members leave');
    for (const { page } of [aylin, lena]) await card(page).getByRole('button', { name: 'helpers leave' }).waitFor();
  };
  await select(aylin.page, 'leave');
  await aylin.page.keyboard.press('ArrowLeft');
  await aylin.page.keyboard.type('and members ');
  await are('p');
  await problem(aylin.page).press('Control+Alt+3');
  await are('h3');
  await lena.page.reload();
  await are('h3');
  await picture(lena.page, 'comment-written-into');
  await leave();
});

it('a comment is not about what is written right before or behind its words, with both, after Enter and after a reload', async () => {
  const WORDS = 'the rota is full';
  const { aylin, lena, areMarked, leave } = await commented('Every year the rota is full of gaps.', WORDS, 'With whom?');
  const are = async (place: string, text: string): Promise<void> => {
    for (const { page } of [aylin, lena]) await expect.poll(() => wordsOf(page)).toContain(text);
    await areMarked(place, WORDS);
  };
  // The letters that the words begin and end with are among what is written.
  await select(aylin.page, WORDS);
  await aylin.page.keyboard.press('ArrowRight');
  await aylin.page.keyboard.type('l and more so');
  await are('p', 'the rota is fulll and more so of gaps.');
  await select(aylin.page, WORDS);
  await aylin.page.keyboard.press('ArrowLeft');
  await aylin.page.keyboard.type('in autumn, to the end, ');
  await are('p', 'in autumn, to the end, the rota is full');
  await aylin.page.keyboard.press('Enter');
  await are('p + p', 'in autumn, to the end, the rota is full');
  await lena.page.reload();
  await are('p + p', 'in autumn, to the end, the rota is full');
  await picture(lena.page, 'comment-written-before');
  await leave();
});
