import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, picture, visitAs, WEB_BUILD } from '../support/browser.ts';
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
  expect(await theirs.getAttribute('aria-readonly')).toBe('true');
  expect(await mine.getAttribute('aria-readonly')).toBe('false');
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
