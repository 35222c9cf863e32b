import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { picture } from '../support/browser.ts';
import { problem, select, wordsOf } from '../support/space-page.ts';
import type { Inhabitant } from '../support/world.ts';
import { journeysInSpace } from '../support/space-journey.ts';

const space = journeysInSpace();

const margin = (page: Page) => page.locator('[data-comments="shared-problem"]');

async function enter(who: Inhabitant, options = {}) {
  const opened = await space.enter(who, options);
  await opened.page.locator('[data-comments="shared-problem"]').waitFor();
  expect(opened.errors).toEqual([]);
  return opened;
}

/** The conversation in which something is said, whatever is said in it later. */
async function cardWith(page: Page, words: string) {
  const id = await margin(page).locator('article', { hasText: words }).getAttribute('data-thread-card');
  return page.locator(`[data-thread-card="${id}"]`);
}

async function nameOf({ email }: Inhabitant): Promise<string> {
  const { rows } = await space.world.server.services.db.query<{ name: string }>('select name from auth."user" where email = $1', [email]);
  return rows[0]!.name;
}

/** Where the keyboard goes on; on the page's body it would begin anew. */
const keyboardIsAt = (page: Page, place: string): Promise<void> =>
  expect.poll(() => page.evaluate((at) => document.activeElement?.matches(at) ?? false, place)).toBe(true);

it('somebody comments on words, the other answers, proposes others that are put in, and settles it', async () => {
  const aylin = await enter(space.world.aylin, { viewport: { width: 1440, height: 900 } });
  const lena = await enter(space.world.lena, { viewport: { width: 320, height: 720 } });
  await problem(aylin.page).click();
  await aylin.page.keyboard.type('Our volunteers leave.');
  await problem(lena.page).getByText('Our volunteers leave.').waitFor();

  await select(aylin.page, 'leave.');
  await aylin.page.keyboard.press('Control+Alt+m');
  await aylin.page.keyboard.type('Do they, or do they stop answering?');
  await aylin.page.keyboard.press('Control+Enter');
  await margin(aylin.page).getByText('Do they, or do they stop answering?').waitFor();
  await aylin.page.locator('.commented', { hasText: 'leave.' }).waitFor();
  await keyboardIsAt(aylin.page, '[data-thread-card]');

  // Its author changes it, takes it back and puts it back; the keyboard stays at it.
  const own = margin(aylin.page).locator('article').first();
  await own.getByRole('button', { name: 'Change' }).press('Enter');
  await keyboardIsAt(aylin.page, '[data-thread-card] textarea');
  await own.getByRole('button', { name: 'Save' }).press('Enter');
  await keyboardIsAt(aylin.page, '[data-thread-card]');
  for (const name of ['Take back', 'Put it back']) {
    await own.getByRole('button', { name }).press('Enter');
    await keyboardIsAt(aylin.page, '[data-thread-card]');
  }

  // It is in the other's list below the section, and in one column.
  const thread = margin(lena.page).locator('article').first();
  await thread.getByText('Do they, or do they stop answering?').waitFor();
  expect(await lena.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await thread.getByRole('button', { name: 'Answer' }).click();
  await thread.getByRole('textbox', { name: 'Answer' }).fill('They stop answering.');
  await thread.getByRole('button', { name: 'Send' }).click();
  await margin(aylin.page).getByText('They stop answering.').waitFor();
  await keyboardIsAt(lena.page, '[data-thread-card] button');
  await thread.scrollIntoViewIfNeeded();
  await picture(lena.page, 'comment-320');

  // The words move; the anchor moves with them.
  await problem(aylin.page).click();
  await aylin.page.keyboard.press('Control+Home');
  await aylin.page.keyboard.type('Every summer: ');
  await aylin.page.locator('.commented', { hasText: 'leave.' }).waitFor();

  // The other makes a heading of their paragraph: mark and margin find them in it, with both.
  await problem(lena.page).click();
  await problem(lena.page).press('Control+Alt+3');
  for (const { page } of [aylin, lena]) {
    await page.locator('h3 .commented', { hasText: 'leave.' }).waitFor();
    expect(await margin(page).getByText('The text this was about is gone.').count()).toBe(0);
  }
  await lena.page.reload();
  await lena.page.locator('h3 .commented', { hasText: 'leave.' }).waitFor();

  await select(aylin.page, 'leave.');
  await problem(aylin.page).press('Control+Alt+m');
  await margin(aylin.page).getByRole('checkbox', { name: 'Propose other words' }).check();
  await margin(aylin.page).getByRole('textbox', { name: 'Instead:' }).fill('go quiet.');
  await margin(aylin.page).getByRole('button', { name: 'Send' }).click();
  await picture(aylin.page, 'comment-margin');
  await margin(lena.page).getByRole('button', { name: 'Put it in' }).click();
  await keyboardIsAt(lena.page, '[data-thread-card]');
  await expect.poll(() => problem(aylin.page).textContent()).toContain('Every summer: Our volunteers go quiet.');

  // Everything is taken out of the text: the first comment says that its words are gone, keeps them, and can still be settled.
  await problem(aylin.page).click();
  await aylin.page.keyboard.press('Control+a');
  await aylin.page.keyboard.press('Backspace');
  const first = margin(aylin.page).locator('article').first();
  await first.getByText('The text this was about is gone.').waitFor();
  await first.getByText('leave.', { exact: true }).waitFor();
  await picture(aylin.page, 'comment-gone');
  await first.getByRole('button', { name: 'Settle' }).click();
  await keyboardIsAt(aylin.page, '[data-comments="shared-problem"]');
  await margin(lena.page).getByText('2 settled comments').waitFor();
  expect([...aylin.errors, ...lena.errors]).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('what is written stays when its words are changed or taken out, or its conversation is settled meanwhile', async () => {
  const aylin = await enter(space.world.aylin, { viewport: { width: 1440, height: 900 } });
  const lena = await enter(space.world.lena, { viewport: { width: 320, height: 720 }, locale: 'tr-TR', colorScheme: 'dark' });
  const hers = lena.page.getByRole('textbox', { name: 'Paylaştığımız sorun' });
  await problem(aylin.page).click();
  await aylin.page.keyboard.type('Nobody asks why.');
  await hers.getByText('Nobody asks why.').waitFor();
  await select(aylin.page, 'asks why');
  await problem(aylin.page).press('Control+Alt+m');
  const field = margin(aylin.page).getByRole('textbox', { name: 'What do you want to say?' });
  await field.fill('Somebody should.');

  // The partner writes in the very words: the comment is not sent about others than were seen.
  await select(lena.page, 'ks wh', hers);
  await lena.page.keyboard.type('ks me wh');
  await expect.poll(() => wordsOf(aylin.page)).toContain('Nobody asks me why.');
  await field.press('Control+Enter');
  await margin(aylin.page).getByText('Somebody changed these words meanwhile.').waitFor();
  await margin(aylin.page).locator('.draft q', { hasText: 'asks me why' }).waitFor();
  await expect.poll(() => field.inputValue()).toBe('Somebody should.');

  await hers.click();
  await lena.page.keyboard.press('Control+a');
  await lena.page.keyboard.press('Backspace');
  await expect.poll(() => wordsOf(aylin.page)).not.toContain('Nobody');
  await field.press('Control+Enter');
  await margin(aylin.page).getByText('What you wrote is still here.').waitFor();
  await picture(aylin.page, 'comment-words-gone');
  await margin(aylin.page).getByRole('button', { name: 'Say it about the whole section' }).click();
  await field.press('Control+Enter');
  const thread = margin(lena.page).locator('article', { hasText: '“asks me why”' });
  await thread.getByText('Somebody should.').waitFor();

  await thread.getByRole('button', { name: 'Yanıtla' }).click();
  const answer = thread.getByRole('textbox', { name: 'Yanıtla' });
  await answer.fill('Evet, ben sorarım.');
  const own = margin(aylin.page).locator('article', { hasText: '“asks me why”' });
  await own.getByRole('button', { name: 'Settle' }).click();
  await thread.getByRole('button', { name: 'Yeniden aç' }).waitFor();
  await thread.getByRole('button', { name: 'Gönder' }).click();
  await thread.getByText('Bu konuşma bu arada kapatıldı.').waitFor();
  await expect.poll(() => answer.inputValue()).toBe('Evet, ben sorarım.');
  await thread.scrollIntoViewIfNeeded();
  await picture(lena.page, 'comment-settled-meanwhile-320-dark');
  await thread.getByRole('button', { name: 'Yeniden aç' }).click();
  await thread.getByRole('button', { name: 'Yeniden aç' }).waitFor({ state: 'detached' });
  await thread.getByRole('button', { name: 'Gönder' }).click();
  await own.getByText('Evet, ben sorarım.').waitFor();
  expect([...aylin.errors, ...lena.errors]).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('words that somebody wrote after other words were proposed do not go without a question', async () => {
  const aylin = await enter(space.world.aylin, { viewport: { width: 1440, height: 900 } });
  const lena = await enter(space.world.lena, { viewport: { width: 320, height: 720 }, locale: 'tr-TR', colorScheme: 'dark' });
  const hers = lena.page.getByRole('textbox', { name: 'Paylaştığımız sorun' });
  await problem(aylin.page).click();
  await aylin.page.keyboard.press('Control+End');
  await aylin.page.keyboard.type(' It takes six hours a week.');
  await hers.getByText('six hours a week').waitFor();
  await select(aylin.page, 'six hours');
  await problem(aylin.page).press('Control+Alt+m');
  await margin(aylin.page).getByRole('checkbox', { name: 'Propose other words' }).check();
  await margin(aylin.page).getByRole('textbox', { name: 'Instead:' }).fill('seven hours');
  await margin(aylin.page).getByRole('button', { name: 'Send' }).click();
  const thread = margin(lena.page).locator('article', { hasText: 'seven hours' });
  await thread.getByRole('button', { name: 'Metne koy' }).waitFor();
  expect(await thread.getByText('Metin o zamandan beri değişti.').count()).toBe(0);

  await select(aylin.page, 'hours');
  await aylin.page.keyboard.press('ArrowLeft');
  await aylin.page.keyboard.type('long ');
  await thread.getByText('Metin o zamandan beri değişti.').waitFor();
  await thread.locator('q', { hasText: 'six long hours' }).waitFor();
  await thread.scrollIntoViewIfNeeded();
  await picture(lena.page, 'comment-changed-since-320-dark');

  const asked: string[] = [];
  let yes = false;
  lena.page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void (yes ? dialog.accept() : dialog.dismiss());
  });
  await thread.getByRole('button', { name: 'Metne koy' }).click();
  await expect.poll(() => asked).toEqual([expect.stringContaining('“six long hours”')]);
  expect(await wordsOf(aylin.page)).toContain('It takes six long hours a week.');
  yes = true;
  await thread.getByRole('button', { name: 'Metne koy' }).click();
  await expect.poll(() => wordsOf(aylin.page)).toContain('It takes seven hours a week.');
  expect([...aylin.errors, ...lena.errors]).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('who is addressed hears the bell, finds the words, and can go between text and margin by the keyboard', async () => {
  const aylin = await enter(space.world.aylin);
  const lena = await enter(space.world.lena);
  const name = (await space.world.lena.client.ask('{ me { name } }')).me.name as string;
  await margin(aylin.page).getByRole('button', { name: 'Comment on this section' }).click();
  await margin(aylin.page).getByRole('textbox', { name: 'What do you want to say?' }).fill(`@${name} what is missing here?`);
  await margin(aylin.page).getByRole('button', { name: 'Send' }).click();
  const bell = lena.page.getByRole('link', { name: '1 new notification' }).first();
  await bell.waitFor();
  await bell.click();
  await lena.page.getByRole('link', { name: /addressed you/ }).click();
  await lena.page.locator('article.current', { hasText: 'what is missing here?' }).waitFor();
  await lena.page.keyboard.press('F6');
  await expect.poll(() => problem(lena.page).evaluate((element) => element === document.activeElement)).toBe(true);
  await lena.page.keyboard.press('F6');
  await expect.poll(() => lena.page.evaluate(() => document.activeElement?.closest('[data-comments]') !== null)).toBe(true);
  await lena.page.goto('/home');
  await lena.page.getByRole('link', { name: 'Notifications', exact: true }).first().waitFor();
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('a comment that is being written offers names, says whom it reaches, and is not thrown away without a question', async () => {
  const { page, context } = await enter(space.world.aylin, { viewport: { width: 1440, height: 900 } });
  const lena = await nameOf(space.world.lena);
  await margin(page).getByRole('button', { name: 'Comment on this section' }).click();
  const field = margin(page).getByRole('textbox');
  await field.fill(`Ask @${lena.slice(0, 3)}`);
  await margin(page)
    .getByRole('option', { name: `@${lena}`, exact: true })
    .click();
  await expect.poll(() => field.inputValue()).toBe(`Ask @${lena} `);
  await margin(page).getByText(`${lena} will hear of it.`).waitFor();
  await picture(page, 'comment-being-written');

  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await field.press('Escape');
  await page.getByRole('link', { name: 'Versions and sign-off' }).click();
  await expect.poll(() => asked).toEqual(['Throw away what you wrote?', expect.stringMatching(/./)]);
  await expect.poll(() => field.inputValue()).toBe(`Ask @${lena} `);

  await margin(page).getByRole('button', { name: 'Send' }).click();
  await margin(page).getByText(`Ask @${lena}`).first().waitFor();
  await page.getByRole('link', { name: 'Versions and sign-off' }).click();
  await page.waitForURL('**/versions');
  expect(asked).toHaveLength(2);
  await context.close();
});

it('what is said without network stays, through a reload too, and is sent when the network is back', async () => {
  const { page, context, errors } = await enter(space.world.aylin, { viewport: { width: 320, height: 720 } });
  page.on('dialog', (dialog) => void dialog.accept());
  await margin(page).getByRole('button', { name: 'Comment on this section' }).click();
  const field = margin(page).getByRole('textbox', { name: 'What do you want to say?' });
  await field.fill('Written on a train.');
  await context.setOffline(true);
  await margin(page).getByRole('button', { name: 'Send' }).click();
  await margin(page).getByText('There is no network just now.').waitFor();
  expect(await margin(page).getByText('Köprü cannot answer').count()).toBe(0);
  await picture(page, 'comment-without-network-320');
  await context.setOffline(false);
  await margin(page).getByText('There is no network just now.').waitFor({ state: 'detached' });
  await expect.poll(() => field.inputValue()).toBe('Written on a train.');

  await page.reload();
  await field.waitFor();
  await expect.poll(() => field.inputValue()).toBe('Written on a train.');
  await margin(page).getByRole('button', { name: 'Send' }).click();
  const thread = await cardWith(page, 'Written on a train.');

  await thread.getByRole('button', { name: 'Answer' }).click();
  await thread.getByRole('textbox', { name: 'Answer' }).fill('And in a tunnel.');
  await page.reload();
  await thread.getByRole('textbox', { name: 'Answer' }).waitFor();
  expect(await thread.getByRole('textbox', { name: 'Answer' }).inputValue()).toBe('And in a tunnel.');
  await thread.getByRole('button', { name: 'Send' }).click();
  await thread.getByText('And in a tunnel.').waitFor();

  // Other words for what was said stay through a reload too.
  await thread.getByRole('button', { name: 'Change' }).first().click();
  await thread.getByRole('textbox', { name: 'Change' }).fill('Written on a night train.');
  await page.reload();
  await thread.getByRole('textbox', { name: 'Change' }).waitFor();
  expect(await thread.getByRole('textbox', { name: 'Change' }).inputValue()).toBe('Written on a night train.');
  await thread.getByRole('button', { name: 'Save' }).click();
  await thread.getByText('Written on a night train.').waitFor();
  // What was sent does not come back.
  await page.reload();
  await thread.getByText('And in a tunnel.').waitFor();
  expect(await margin(page).getByRole('textbox').count()).toBe(0);
  expect(errors).toEqual([]);
  await context.close();
});

it('a conversation in which everything was taken back goes; with answers, its first words show as taken back', async () => {
  const aylin = await enter(space.world.aylin);
  const lena = await enter(space.world.lena, { viewport: { width: 320, height: 720 }, locale: 'tr-TR' });
  await margin(aylin.page).getByRole('button', { name: 'Comment on this section' }).click();
  await margin(aylin.page).getByRole('textbox').fill('Too early to say.');
  await margin(aylin.page).getByRole('button', { name: 'Send' }).click();
  const own = await cardWith(aylin.page, 'Too early to say.');
  const hers = margin(lena.page).locator('article', { hasText: 'Too early to say.' });
  await hers.waitFor();
  const before = await margin(lena.page).locator('article').count();
  await own.getByRole('button', { name: 'Take back' }).click();
  await hers.waitFor({ state: 'detached' });
  expect(await margin(lena.page).locator('article').count()).toBe(before - 1);

  await own.getByRole('button', { name: 'Put it back' }).click();
  await hers.getByRole('button', { name: 'Yanıtla' }).click();
  await hers.getByRole('textbox', { name: 'Yanıtla' }).fill('Ne zaman?');
  await hers.getByRole('button', { name: 'Gönder' }).click();
  await own.getByText('Ne zaman?').waitFor();
  await own.getByRole('button', { name: 'Take back' }).click();
  const answered = margin(lena.page).locator('article', { hasText: 'Ne zaman?' });
  await answered.getByText('Geri alındı.').waitFor();
  expect(await answered.getByText('Too early').count()).toBe(0);
  await answered.scrollIntoViewIfNeeded();
  await picture(lena.page, 'comment-taken-back-320');
  expect([...aylin.errors, ...lena.errors]).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('a name is picked with Enter while it is typed, and a word that addresses nobody is said before it is sent', async () => {
  const { page, context } = await enter(space.world.aylin, { viewport: { width: 320, height: 720 } });
  await margin(page).getByRole('button', { name: 'Comment', exact: false }).first().click();
  const field = margin(page).locator('.draft textarea');
  const begun = (await nameOf(space.world.lena)).slice(0, -2);
  await field.pressSequentially(`@${begun}`);
  await margin(page).getByRole('option').first().waitFor();
  await picture(page, 'comment-names-320');
  // Not sent: nobody has been picked.
  await page.keyboard.press('Control+Enter');
  await margin(page).getByText('nobody here is called that').waitFor();
  await expect.poll(() => field.inputValue()).toBe(`@${begun}`);
  await page.keyboard.press('Escape');
  await expect.poll(() => margin(page).getByRole('option').count()).toBe(0);
  await expect.poll(() => field.inputValue()).toBe(`@${begun}`);

  await field.fill('');
  await field.pressSequentially(`@${begun}`);
  const chosen = margin(page).getByRole('option', { selected: true });
  const picked = (await chosen.textContent())!.trim();
  await page.keyboard.press('Enter');
  await expect.poll(() => field.inputValue()).toBe(`${picked} `);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Look here.');
  await expect.poll(() => field.inputValue()).toBe(`${picked} \nLook here.`);
  await page.keyboard.press('Control+Enter');
  const said = margin(page).locator('article', { hasText: 'Look here.' });
  // By the clock of the call, which is named.
  await expect.poll(() => said.locator('time').first().textContent()).toMatch(/\d\d:\d\d \(.+, GMT\+\d\)/);
  await context.close();
});
