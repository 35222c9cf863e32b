import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, picture, visitAs, WEB_BUILD } from '../support/browser.ts';
import { select } from '../support/space-page.ts';
import { newSpace } from '../support/space.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
let browser: Browser;
let documentId: string;
const LABEL = 'How we adapt it at home';

beforeAll(async () => {
  browser = await openBrowser();
  world = await newWorld({}, { webBuild: WEB_BUILD });
  ({ documentId } = await newSpace(world.server.services, world.callId, world.aylin.organisationId, world.lena.organisationId));
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

it('each organisation writes its own adaptation, and its partner reads along but cannot write', async () => {
  const [aylin, lena] = await Promise.all([visitAs(browser, world.aylin.client), visitAs(browser, world.lena.client)]);
  for (const { page } of [aylin, lena]) {
    await page.goto(`/documents/${documentId}`);
    await page.locator('[data-saving="saved"]').waitFor();
  }
  const own = { aylin: `${LABEL}: Su Yolu Derneği`, lena: `${LABEL}: Flussland e. V.` };
  const mine = aylin.page.getByRole('textbox', { name: own.aylin });
  await mine.pressSequentially('Our rota hangs on the wall.');
  const theirs = lena.page.getByRole('textbox', { name: own.aylin });
  await theirs.getByText('Our rota hangs on the wall.').waitFor();
  await expect.poll(() => theirs.getAttribute('aria-readonly')).toBe('true');
  await expect.poll(() => mine.getAttribute('aria-readonly')).toBe('false');
  await theirs.focus();
  await lena.page.keyboard.type('Not mine to change.');
  await lena.page.getByRole('textbox', { name: own.lena }).pressSequentially('The baker invites.');
  await aylin.page.getByRole('textbox', { name: own.lena }).getByText('The baker invites.').waitFor();
  expect(await theirs.innerText()).not.toContain('Not mine');
  await aylin.page.getByText('1 of 13 sections filled').waitFor();
  for (const [name, { page, errors }] of Object.entries({ aylin, lena })) {
    await page.locator('[data-saving="saved"]').waitFor();
    await page.locator('#adaptation').scrollIntoViewIfNeeded();
    await picture(page, `adaptation-${name}`);
    // Leaving takes every document along without a complaint.
    await page.getByRole('link', { name: 'Back to the partnership' }).click();
    await page.waitForURL(/partnerships/);
    expect(errors).toEqual([]);
  }
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('the partner comments on an adaptation and proposes words by the keyboard; its writer hears of it and puts them in', async () => {
  const aylin = await visitAs(browser, world.aylin.client, { viewport: { width: 1440, height: 900 } });
  const lena = await visitAs(browser, world.lena.client, { viewport: { width: 320, height: 720 }, locale: 'tr-TR', colorScheme: 'dark' });
  await lena.page.goto(`/documents/${documentId}`);
  const theirs = lena.page.getByRole('textbox', { name: 'Kendi kuruluşumuza nasıl uyarlıyoruz: Su Yolu Derneği' });
  await theirs.getByText('Our rota hangs on the wall.').waitFor();
  await lena.page.getByRole('button', { name: 'Seçili metne yorum yaz' }).first().click();
  await lena.page.getByText('Önce yorumunuzun konusu olan kelimeleri seçin.').waitFor();
  await select(lena.page, 'on the wall', theirs);
  await theirs.press('Control+Alt+m');
  const talk = lena.page.locator('[data-comments="adaptation"]').filter({ has: lena.page.locator('.draft') });
  await talk.locator('q', { hasText: 'on the wall' }).waitFor();
  await talk.getByRole('checkbox').check();
  await talk.getByRole('textbox').first().fill('in the hall');
  await talk.scrollIntoViewIfNeeded();
  await picture(lena.page, 'adaptation-comment-320-dark');
  await talk.getByRole('button', { name: 'Gönder' }).click();
  await lena.page.locator('.commented', { hasText: 'on the wall' }).waitFor();

  await aylin.page.goto('/notifications');
  await aylin.page.getByRole('link', { name: /commented on/ }).click();
  const card = aylin.page.locator('article.current', { hasText: 'in the hall' });
  await card.getByRole('button', { name: 'Put it in' }).click();
  await theirs.getByText('Our rota hangs in the hall.').waitFor();
  await picture(aylin.page, 'adaptation-comment');
  await expect.poll(() => theirs.getAttribute('aria-readonly')).toBe('true');
  expect([...aylin.errors, ...lena.errors]).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('leads from the address of an adaptation to the model beside which it is read', async () => {
  const { page, context } = await visitAs(browser, world.lena.client);
  const { rows } = await world.server.services.db.query<{ id: string }>(
    `select a.id from document a join document m using (partnership_id) where m.id = $1 and a.kind = 'ADAPTATION' limit 1`,
    [documentId],
  );
  await page.goto(`/documents/${rows[0]!.id}`);
  expect(new URL(page.url())).toMatchObject({ pathname: `/documents/${documentId}`, hash: '#adaptation' });
  await context.close();
});
