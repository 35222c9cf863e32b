import type { Browser, Locator, Page } from 'playwright-core';
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

/** Both people in one text of the model, which says something already and has their cursors behind some words. */
async function bothIn(
  name: string,
  words: string,
  behind: { readonly lena: number; readonly aylin: number },
): Promise<Record<'lena' | 'aylin', Page> & { lines(): Promise<string[]>; close(): Promise<void> }> {
  const windows = { lena: await windowOf(world.lena.client), aylin: await windowOf(world.aylin.client) };
  const textOf = (page: Page): Locator => page.getByRole('textbox', { name });
  for (const [index, { page }] of Object.values(windows).entries()) {
    await page.goto(`/documents/${documentId}`);
    await page.locator('[data-saving="saved"]').waitFor();
    if (index === 0) {
      await textOf(page).press('Control+a');
      await page.keyboard.type(words);
    }
    await textOf(page).getByText(words).waitFor();
  }
  for (const who of ['lena', 'aylin'] as const) {
    const { page } = windows[who];
    await textOf(page).click();
    await page.keyboard.press('Control+Home');
    for (let at = 0; at < behind[who]; at += 1) await page.keyboard.press('ArrowRight');
  }
  const { lena, aylin } = windows;
  /** Without the names at the cursors, which stand between the letters. */
  const linesOf = (page: Page): Promise<string[]> =>
    textOf(page)
      .locator('p')
      .evaluateAll((found) =>
        found.map((line) => {
          const plain = line.cloneNode(true) as Element;
          for (const cursor of plain.querySelectorAll('.peer-cursor')) cursor.remove();
          return (plain.textContent ?? '').replaceAll('\u2060', '');
        }),
      );
  return {
    lena: lena.page,
    aylin: aylin.page,
    /** None as long as the two do not see the same. */
    lines: async () => {
      const [hers, theirs] = await Promise.all([linesOf(lena.page), linesOf(aylin.page)]);
      return JSON.stringify(hers) === JSON.stringify(theirs) ? hers : [];
    },
    close: async () => {
      for (const { context, errors } of [lena, aylin]) {
        expect(errors).toEqual([]);
        await context.close();
      }
    },
  };
}

it('words of two people who type at one place at once stay together, at the end of a paragraph and within a word', async () => {
  const words = 'Ours leave in autumn.';
  for (const [name, place] of [
    ['How it works', words.length],
    ['What we commit to', words.indexOf('umn')],
  ] as const) {
    const { lena, aylin, lines, close } = await bothIn(name, words, { lena: place, aylin: place });
    await Promise.all([lena.keyboard.type('LLLLLLLLLL', { delay: 40 }), aylin.keyboard.type('AAAAAAAAAA', { delay: 55 })]);
    const both = (first: string, second: string): string => `${words.slice(0, place)}${first}${second}${words.slice(place)}`;
    const either = [both('LLLLLLLLLL', 'AAAAAAAAAA'), both('AAAAAAAAAA', 'LLLLLLLLLL')];
    await expect.poll(async () => either.includes((await lines())[0] ?? '')).toBe(true);
    await close();
  }
});

it('words go on among those they were begun in when somebody else presses Enter before them', async () => {
  const [words, typed] = ['Alpha beta gamma delta.', ' lenas long words go on'];
  for (const [name, behind, delay] of [
    ['How we keep people safe', 'Alpha beta gamma'.length, 15],
    ['How we share the envelope', words.length, 60],
  ] as const) {
    const { lena, aylin, lines, close } = await bothIn(name, words, { lena: behind, aylin: 'Alpha'.length });
    const typing = lena.keyboard.type(typed, { delay });
    await aylin.getByText(' len').waitFor();
    await aylin.keyboard.press('Enter');
    await typing;
    const whole = `${words.slice(0, behind)}${typed}${words.slice(behind)}`;
    await expect.poll(async () => (await lines()).slice(0, 2)).toEqual(['Alpha', whole.slice('Alpha'.length)]);
    await close();
  }
});

it('a line that both divide with Enter at once, also without network, has each end once, and both go on where they are', async () => {
  const words = 'Alpha beta gamma delta.';
  const places = [words.indexOf('beta'), words.indexOf('delta')] as const;
  for (const [name, first, isAway] of [
    ['How we keep people safe', 'lena', false],
    ['How it works', 'aylin', true],
    ['What we commit to', 'lena', true],
  ] as const) {
    const [before, behind] = first === 'lena' ? places : [places[1], places[0]];
    const { lena, aylin, lines, close } = await bothIn(name, words, { lena: before, aylin: behind });
    if (isAway) await aylin.context().setOffline(true);
    await Promise.all([lena, aylin].map((page) => page.keyboard.press('Enter')));
    if (isAway) {
      await Promise.all([lena.keyboard.type('L'), aylin.keyboard.type('A')]);
      await lena.locator('[data-saving="saved"]').waitFor();
      await aylin.context().setOffline(false);
    }
    const typed = isAway ? { lena: 'L', aylin: 'A' } : { lena: '', aylin: '' };
    const expected = (): string[] => {
      const [one, other] = first === 'lena' ? [typed.lena, typed.aylin] : [typed.aylin, typed.lena];
      return ['Alpha ', `${one}beta gamma `, `${other}delta.`];
    };
    await expect.poll(async () => (await lines()).slice(0, 4)).toEqual(expected());
    await Promise.all([lena.keyboard.type('LL'), aylin.keyboard.type('AA')]);
    typed.lena += 'LL';
    typed.aylin += 'AA';
    await expect.poll(async () => (await lines()).slice(0, 4)).toEqual(expected());
    for (const page of [lena, aylin]) await page.locator('[data-saving="saved"]').waitFor();
    await aylin.reload();
    await expect.poll(async () => (await lines()).slice(0, 4)).toEqual(expected());
    await close();
  }
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
