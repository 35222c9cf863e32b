import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, picture, signIn, visit, visitAs, WEB_BUILD } from '../support/browser.ts';
import { DEMO_PASSWORD, startDemo } from '../support/demo.ts';
import type { TestServer } from '../support/server.ts';
import { CREATE_ROUND, pair, solved } from '../support/round.ts';
import { newCall, newInhabitant, newWorld, unique, type Inhabitant, type World } from '../support/world.ts';

let demo: TestServer;
let world: World;
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
  demo = await startDemo();
  world = await newWorld({}, { webBuild: WEB_BUILD });
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
  await world?.close();
});

const PATIENT = { timeout: 60_000 };
const firstPair = (page: Page) => page.getByRole('article').first();

it('staff make a round over the demo’s open call, settle a pair and see it solved again', async () => {
  const { page, errors } = await visit(browser, demo.url);
  page.setDefaultTimeout(40_000);
  await demo.services.db.query('update call set places = 30 where places is not null');
  await signIn(page, 'staff@kopru.test', DEMO_PASSWORD);
  await page.goto('/staff/rounds');
  await page.getByLabel('Places').fill('8');
  await picture(page, 'rounds');
  await page.getByRole('button', { name: 'Start a round' }).click();
  await page.getByRole('heading', { name: '8 pairs' }).waitFor(PATIENT);
  await page.getByText('Proven: nothing that these settings allow is worth more.').waitFor();
  await picture(page, 'round-preview');
  await expect.poll(() => page.getByRole('article').count()).toBe(8);
  // What is still missing for the application is said of each pair, and those pairs can be looked at alone.
  const lacking = page.getByRole('link', { name: /something is still missing for the application/ });
  const count = Number(/\d+/.exec((await lacking.textContent()) ?? '')?.[0]);
  await expect.poll(() => page.getByRole('list', { name: 'Before they apply' }).count()).toBe(count);
  await lacking.click();
  await page.getByText(/^Shown (is|are) the/).waitFor();
  await picture(page, 'round-lacking');
  await expect.poll(() => page.getByRole('article').count()).toBe(count);
  await expect.poll(() => page.getByRole('button', { name: /Publish 8/ }).count()).toBe(1);
  await page.getByRole('link', { name: 'Show all pairs' }).click();
  await expect.poll(() => page.getByRole('article').count()).toBe(8);
  await firstPair(page).getByText('Why').click();
  await firstPair(page).getByRole('table').first().waitFor();

  // Any two, also such as the round did not put together: found while their names are typed.
  const names = async (): Promise<(string | null)[]> =>
    Promise.all((await page.getByRole('article').all()).map((pair) => pair.getAttribute('aria-label')));
  const all = (await names()).map((both) => both?.split(' – ') ?? []);
  const [one, other] = [all[0]?.[0] ?? '', all[1]?.[1] ?? ''];
  for (const [label, name] of [
    ['Left: organisation of side A', one],
    ['Right: organisation of side B', other],
  ] as const) {
    await page.getByLabel(label, { exact: true }).first().pressSequentially(name.slice(0, 12).toUpperCase());
    await page.getByRole('radio', { name }).first().check();
  }
  await page.getByRole('button', { name: 'Settle this pair' }).click();
  await page.getByText(/Since the last change: -?[\d.,]+ points/).waitFor(PATIENT);
  expect(await names()).toContain(`${one} – ${other}`);
  expect(await page.getByText(/Since the last change: 0 points/).count()).toBe(0);
  await page.getByText(`Settled: ${one} and ${other}`).waitFor();

  // Who presses a button stays on it while the round is solved again.
  const free = page.getByRole('article', { name: `${one} – ${other}` }).getByRole('button', { name: /^Leave to the round/ });
  await free.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Settled pairs' }).waitFor({ state: 'detached', ...PATIENT });
  await page.getByText('Proven: nothing that these settings allow is worth more.').waitFor(PATIENT);
  await page.waitForFunction('document.activeElement !== document.body');

  const before = await firstPair(page).getAttribute('aria-label');
  await firstPair(page)
    .getByRole('button', { name: /^Keep apart/ })
    .click();
  await page.getByRole('heading', { name: 'Kept apart' }).waitFor(PATIENT);
  await page.getByText('Proven: nothing that these settings allow is worth more.').waitFor(PATIENT);
  await expect.poll(() => page.getByRole('article').count()).toBe(8);
  expect(await names()).not.toContain(before);
  await page
    .getByRole('table')
    .getByRole('button', { name: /^Settle/ })
    .last()
    .waitFor();
  await picture(page, 'round-adjusted');

  // What cannot be met together is named whole, with the way to change it; loosened, the round is solved again.
  await page.getByLabel('Quota', { exact: true }).nth(0).selectOption({ label: 'Bulgaria' });
  await page.getByLabel('At least').nth(0).fill('4');
  await page.getByLabel('Quota', { exact: true }).nth(1).selectOption({ label: 'Germany' });
  await page.getByLabel('At least').nth(1).fill('3');
  await page.getByLabel('Places').fill('6');
  // What is typed and not sent yet stays when the page hears news, here that a pair is kept apart.
  const apart = await firstPair(page).getAttribute('aria-label');
  await firstPair(page)
    .getByRole('button', { name: /^Keep apart/ })
    .click();
  await expect.poll(names, PATIENT).not.toContain(apart);
  const typed = [page.getByLabel('At least').nth(0), page.getByLabel('At least').nth(1), page.getByLabel('Places')];
  expect(await Promise.all(typed.map((field) => field.inputValue()))).toEqual(['4', '3', '6']);
  await page.getByRole('button', { name: 'Save and solve again' }).click();
  await page
    .getByText(
      'At least 4 from Bulgaria (B), at least 3 from Germany (B) and 6 places in all cannot all be met: one organisation is missing.',
    )
    .waitFor(PATIENT);
  await picture(page, 'round-conflict');
  await expect.poll(() => page.getByRole('link', { name: 'Match rounds' }).first().getAttribute('aria-current')).toBe('true');
  await page.getByRole('link', { name: 'Change the settings' }).click();
  await page.getByLabel('Places').fill('8');
  await page.getByRole('button', { name: 'Save and solve again' }).click();
  await page.getByRole('heading', { name: '8 pairs' }).waitFor(PATIENT);
  await page.getByText(/organisations, [\d,]+ possible pairs/).waitFor();

  // With other weights points mean something else: what came and went is told, the totals are not compared.
  await page.getByLabel(/^Shared fields/).fill('60');
  await page.getByRole('button', { name: 'Save and solve again' }).click();
  await page.getByText('Points are weighed anew, so the totals before and after cannot be compared.').waitFor(PATIENT);
  expect(await page.getByText(/Since the last change: [-+]?[\d.,]+ points/).count()).toBe(0);
  await picture(page, 'round-weighed-anew');

  await page.getByLabel('Places').fill('-3');
  await page.getByRole('button', { name: 'Save and solve again' }).click();
  await page.getByText('Give at least one place').first().waitFor();
  const places = page.getByLabel('Places');
  await expect.poll(() => places.inputValue()).toBe('-3');
  await expect.poll(() => places.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(errors).toEqual([]);
  await page.context().close();
}, 200_000);

it('staff publish, both organisations of a pair say yes in two browsers, and a partnership stands', async () => {
  const of = (country: string, name: string, direction: string): Promise<Inhabitant> =>
    newInhabitant(world.server, { name: unique(name), country, issues: [{ issueId: 'campaigning', direction }] });
  const [tr, de] = [await of('IS', 'Sol ', 'NEED'), await of('NO', 'Sağ ', 'OFFER')];
  await world.server.services.db.query(`update call set side_a = '{IS}', side_b = '{NO}'`);
  const { page, errors } = await visitAs(browser, world.staff);
  await page.goto('/staff/rounds');
  await page.getByRole('button', { name: 'Start a round' }).click();
  await page.waitForURL(/\/staff\/rounds\/[0-9a-f-]{36}/);
  await solved(world.server.services, world.staff, page.url().split('/').at(-1)!);
  await page.getByRole('button', { name: 'Publish one suggestion' }).first().click();
  const soon = page.getByLabel('Answer by');
  const suggested = await soon.inputValue();
  await soon.fill(await soon.evaluate((field: HTMLInputElement) => field.min.replace(/^\d{4}/, (year) => String(Number(year) - 1))));
  expect(await soon.evaluate((field: HTMLInputElement) => field.validity.rangeUnderflow)).toBe(true);
  await soon.evaluate((field: HTMLInputElement) => (field.form!.noValidate = true));
  await page.getByRole('dialog').getByRole('button', { name: 'Publish one suggestion' }).click();
  await page.getByText('Give both sides at least 24 hours to answer').waitFor();
  await picture(page, 'round-publish-soon');
  await soon.fill(suggested);
  await page.getByRole('dialog').getByRole('button', { name: 'Publish one suggestion' }).click();
  await page.getByText('Published. To be answered by').waitFor();
  await firstPair(page)
    .getByRole('link', { name: /Waiting for both answers/ })
    .waitFor();
  for (const inhabitant of [tr, de]) {
    const { page: theirs } = await visitAs(browser, inhabitant.client, { javaScriptEnabled: inhabitant === tr });
    await theirs.goto('/home');
    await theirs.getByRole('link', { name: 'Look at the suggestion' }).click();
    await theirs.getByRole('button', { name: 'Yes, we would like to' }).click();
    await theirs
      .getByText(inhabitant === tr ? 'You said yes.' : 'are partners now')
      .first()
      .waitFor();
    await theirs.context().close();
  }
  await page.reload();
  await firstPair(page)
    .getByRole('link', { name: /Both said yes/ })
    .waitFor();
  await picture(page, 'round-published');
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await picture(page, 'round-phone');
  expect(errors).toEqual([]);
  await page.context().close();
}, 120_000);

it('a quota that cannot be is refused by the name of its country, and whoever is alone is told who is nearest, in Turkish', async () => {
  const made = await newCall(world.server.services, unique('Call '));
  await world.server.services.db.query(`update call set side_a = '{LI}', side_b = '{CH}' where id = $1`, [made]);
  const of = (country: string, name: string, direction: string): Promise<Inhabitant> =>
    newInhabitant(world.server, { name, country, issues: [{ issueId: 'campaigning', direction }] });
  await Promise.all([of('LI', 'Kuyu Derneği', 'NEED'), of('CH', 'Brunnen e. V.', 'OFFER')]);
  const { createMatchRound } = await world.staff.ask(CREATE_ROUND, { callId: made, input: { lowestScore: 100 } });
  await solved(world.server.services, world.staff, createMatchRound.id);
  const { page, errors } = await visitAs(browser, world.staff, { locale: 'tr-TR' });
  await page.goto(`/staff/rounds/${createMatchRound.id}`);
  await page.getByText('en düşük puana ulaşan aday yok').first().waitFor();
  await page.getByText(/^Brunnen e\. V\., \d+ puan, en düşük puanın altında$/).waitFor();
  await page.getByText(/^Kuyu Derneği, \d+ puan, en düşük puanın altında$/).waitFor();
  await picture(page, 'round-nearest');

  await page.setViewportSize({ width: 320, height: 700 });
  await page.getByLabel('Kota', { exact: true }).nth(0).selectOption({ label: 'İsviçre' });
  await page.getByLabel('En az').nth(0).fill('3');
  await page.getByLabel('En çok').nth(0).fill('2');
  await page.getByLabel('Kota', { exact: true }).nth(1).selectOption({ label: 'Liechtenstein' });
  await page.getByRole('button', { name: 'Kaydet ve yeniden çöz' }).click();
  const sentence = page.getByText('İsviçre: en az 3 ve en çok 2 bir arada olamaz.');
  await sentence.waitFor();
  const wrong = page.locator('#settings [aria-invalid]');
  await expect.poll(() => wrong.count()).toBe(2);
  await expect.poll(() => wrong.first().evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await wrong.nth(1).evaluate((field) => field.closest('.field')?.textContent)).toContain(
    'Liechtenstein: en az ya da en çok kaç olacağını yazın.',
  );
  // Whoever reads on a phone has the sentence before them.
  const place = await sentence.boundingBox();
  expect(place && place.y > 0 && place.y + place.height < 700).toBe(true);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await picture(page, 'round-quota-phone');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await sentence.scrollIntoViewIfNeeded();
  await picture(page, 'round-quota-dark');
  expect(errors).toEqual([]);
  await page.context().close();
}, 120_000);

it('a pair that may be suggested no more is named in whole Turkish sentences, when it is published and when it is settled', async () => {
  const made = await newCall(world.server.services, unique('Call '));
  await world.server.services.db.query(`update call set side_a = '{MT}', side_b = '{LU}' where id = $1`, [made]);
  const of = (country: string, name: string, direction: string): Promise<Inhabitant> =>
    newInhabitant(world.server, { name, country, issues: [{ issueId: 'campaigning', direction }] });
  const [left, right] = await Promise.all([of('MT', 'Pınar Derneği', 'NEED'), of('LU', 'Kilden', 'OFFER'), of('LU', 'Elv', 'OFFER')]);
  const { createMatchRound } = await world.staff.ask(CREATE_ROUND, { callId: made, input: { must: [pair(left, right)] } });
  await solved(world.server.services, world.staff, createMatchRound.id);
  const { page, errors } = await visitAs(browser, world.staff, {
    locale: 'tr-TR',
    colorScheme: 'dark',
    viewport: { width: 320, height: 700 },
  });
  await page.goto(`/staff/rounds/${createMatchRound.id}`);
  await world.server.services.db.query(`update organisation set visibility = 'HIDDEN' where id = $1`, [right.organisationId]);
  const hidden = 'Pınar Derneği ve Kilden kuruluşlarından biri gizlenmiş; önerilemez.';
  await page.getByRole('button', { name: 'Bir öneriyi yayımla' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Bir öneriyi yayımla' }).click();
  await page.getByRole('alert').getByText(hidden, { exact: true }).waitFor();
  expect(await page.getByText('Çağrının bir kuralı').count()).toBe(0);
  await picture(page, 'round-publish-hidden-phone');
  await page.getByRole('button', { name: 'Yeniden çöz', exact: true }).click();
  const { services } = world.server;
  await expect.poll(async () => (await solved(services, world.staff, createMatchRound.id)).status, PATIENT).toBe('FAILED');
  await page.getByText(`Sabitlenmiş bir çift artık geçerli değil. ${hidden}`).waitFor(PATIENT);
  await picture(page, 'round-settled-hidden-phone');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await page.setViewportSize({ width: 1280, height: 800 });
  await picture(page, 'round-settled-hidden');
  expect(errors).toEqual([]);
  await page.context().close();
}, 120_000);
