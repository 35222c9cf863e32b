import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, picture, visit, WEB_BUILD, type Visit } from '../support/browser.ts';
import type { TestClient } from '../support/client.ts';
import { newWorld, type Inhabitant, type World } from '../support/world.ts';

let world: World;
let browser: Browser;
let documentId: string;

/** A window that carries the person's session cookie. */
async function windowOf(client: TestClient, options = {}): Promise<Visit & { errors: string[] }> {
  const opened = await visit(browser, world.server.url, options);
  const cookies = client.cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: world.server.url };
  });
  await opened.context.addCookies(cookies);
  return opened;
}

async function partner(from: Inhabitant, to: Inhabitant): Promise<string> {
  const { sendInvitation } = await from.client.ask(`mutation ($input: InvitationInput!) { sendInvitation(input: $input) { id } }`, {
    input: { fromOrganisationId: from.organisationId, toOrganisationId: to.organisationId, message: 'Shall we work together?' },
  });
  const { acceptInvitation } = await to.client.ask(
    `mutation ($id: ID!) { acceptInvitation(id: $id) { partnership { capacityModel { id } } } }`,
    { id: sendInvitation.id },
  );
  return acceptInvitation.partnership.capacityModel.id;
}

beforeAll(async () => {
  browser = await openBrowser();
  world = await newWorld({}, { webBuild: WEB_BUILD });
  documentId = await partner(world.aylin, world.lena);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

it('two people write in one model at once, in prose and in rows, and each sees the other', async () => {
  const aylin = await windowOf(world.aylin.client);
  const lena = await windowOf(world.lena.client, { viewport: { width: 1100, height: 900 } });
  for (const { page } of [aylin, lena]) {
    await page.goto(`/documents/${documentId}`);
    await page.locator('[data-saving="saved"]').waitFor();
  }
  const problem = 'The problem we share';
  await aylin.page.getByRole('textbox', { name: problem }).pressSequentially('Volunteers leave after one summer.');
  await lena.page.getByRole('textbox', { name: problem }).getByText('Volunteers leave after one summer.').waitFor();
  await lena.page.getByRole('textbox', { name: problem }).click();
  await lena.page.keyboard.press('Control+End');
  await lena.page.keyboard.type(' Ours come back, and we can say why.');
  await aylin.page.getByRole('textbox', { name: problem }).getByText('Ours come back').waitFor();
  await aylin.page
    .locator('.peer-cursor', { hasText: /Person/ })
    .first()
    .waitFor();

  const actions = aylin.page.locator('#actions');
  await actions.getByRole('button', { name: 'Add a row' }).click();
  await actions.getByRole('textbox', { name: 'Action, row 1' }).fill('A mentor for every new volunteer');
  const theirs = lena.page.locator('#actions').getByRole('textbox', { name: 'Action, row 1' });
  await theirs.waitFor();
  await expect.poll(() => theirs.inputValue()).toBe('A mentor for every new volunteer');
  await lena.page.locator('#actions').getByRole('combobox', { name: 'Status, row 1' }).selectOption({ label: 'Under way' });
  await expect.poll(() => actions.getByRole('combobox', { name: 'Status, row 1' }).inputValue()).toBe('under-way');

  for (const [name, window] of Object.entries({ aylin, lena })) {
    await window.page.locator('[data-saving="saved"]').waitFor();
    await picture(window.page, `space-${name}`);
    expect(window.errors).toEqual([]);
  }
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('keeps what was acknowledged when the page is loaded again, and what is written while away from the network', async () => {
  const { page, context } = await windowOf(world.aylin.client);
  await page.goto(`/documents/${documentId}`);
  await page.locator('[data-saving="saved"]').waitFor();
  await context.setOffline(true);
  const lessons = page.getByRole('textbox', { name: 'What we learned and leave behind' });
  await lessons.click();
  await page.keyboard.type('Written on a train without network.');
  await page.locator('[data-saving="offline"]').waitFor();
  await context.setOffline(false);
  await page.locator('[data-saving="saved"]').waitFor();
  await page.reload();
  await page.getByRole('textbox', { name: 'What we learned and leave behind' }).getByText('Written on a train without network.').waitFor();
  await context.close();
});

it('is not there for a stranger, and readable but closed for staff', async () => {
  const stranger = await windowOf(world.stranger.client);
  const answer = await stranger.page.goto(`/documents/${documentId}`);
  expect(answer?.status()).toBe(404);
  expect(await stranger.page.content()).not.toContain('Su Yolu');
  const staff = await windowOf(world.staff);
  await staff.page.goto(`/documents/${documentId}`);
  await staff.page.getByText('Volunteers leave after one summer.').waitFor();
  expect(await staff.page.getByRole('button', { name: 'Add a row' }).count()).toBe(0);
  await Promise.all([stranger.context.close(), staff.context.close()]);
});
