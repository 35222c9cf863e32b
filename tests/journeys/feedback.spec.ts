import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, picture, signIn, visit } from '../support/browser.ts';
import { DEMO_PASSWORD, startDemo } from '../support/demo.ts';
import type { TestServer } from '../support/server.ts';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function organisationOf(email: string): Promise<{ id: string; name: string }> {
  const { rows } = await server.services.db.query<{ id: string; name: string }>(
    `select o.id, o.name from auth."user" u join representative r on r.person_id = u.id join organisation o on o.id = r.organisation_id where u.email = $1`,
    [email],
  );
  return rows[0]!;
}

it('a counterpart is set aside with a reason, undone, set aside again, listed, and staff read why', async () => {
  const own = await organisationOf('aylin@kopru.test');
  const { page, context, errors } = await visit(browser, server.url);
  await signIn(page, 'aylin@kopru.test', DEMO_PASSWORD);
  await page.goto(`/organisations/${own.id}/counterparts`);
  const cards = page.getByRole('article');
  const name = (await cards.first().getByRole('heading', { level: 2 }).textContent()) ?? '';
  const setAside = async (): Promise<void> => {
    const card = cards.filter({ has: page.getByRole('heading', { level: 2, name }) });
    await card.getByText('Not interested').click();
    await card.getByLabel('Why?').selectOption('KNOWN');
    await card.getByLabel('In your own words').fill('We met in Vienna.');
    await picture(page, 'dismiss');
    await card.getByRole('button', { name: 'Set aside' }).click();
    await page.getByText(`${name} is set aside`).waitFor();
  };
  await setAside();
  await picture(page, 'dismissed');
  expect(await page.getByRole('heading', { level: 2, name }).count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('heading', { level: 2, name }).waitFor();
  await setAside();

  await page.getByRole('link', { name: 'Organisations you have set aside or blocked' }).click();
  await page.getByRole('link', { name }).waitFor();
  await page.getByText('We met in Vienna.').waitFor();
  await picture(page, 'set-aside');

  const staff = await visit(browser, server.url);
  await signIn(staff.page, 'staff@kopru.test', DEMO_PASSWORD);
  await staff.page.goto('/staff/feedback');
  await staff.page
    .getByRole('row', { name: new RegExp(name) })
    .getByText('We met in Vienna.')
    .waitFor();
  await picture(staff.page, 'staff-feedback');
  await staff.context.close();

  await page.getByRole('button', { name: 'Suggest again' }).click();
  await page.getByText('It may be suggested to you again.').waitFor();
  await page.goto(`/organisations/${own.id}/counterparts`);
  await page.getByRole('heading', { level: 2, name }).waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

it.each([
  ['desk', 1280, 800, 'light'],
  ['desk', 1280, 800, 'dark'],
  ['phone', 320, 700, 'light'],
  ['phone', 320, 700, 'dark'],
] as const)(
  'the best counterpart stands on the first screen, with the map beside or below the list: %s %i × %i, %s',
  async (name, width, height, colorScheme) => {
    const own = await organisationOf('aylin@kopru.test');
    const { page, context, errors } = await visit(browser, server.url, { viewport: { width, height }, colorScheme });
    await signIn(page, 'aylin@kopru.test', DEMO_PASSWORD);
    await page.goto(`/organisations/${own.id}/counterparts`);
    const best = (await page.getByRole('article').first().boundingBox())!;
    const last = (await page.getByRole('article').last().boundingBox())!;
    const map = (await page.getByRole('group', { name: 'Where the counterparts on this page are based' }).boundingBox())!;
    await picture(page, `counterparts-${name}-${colorScheme}`);
    const called = (await page.getByRole('article').first().getByRole('heading').boundingBox())!;
    expect(called.y + called.height).toBeLessThan(height);
    if (name === 'desk') {
      expect((await page.getByRole('article').first().getByRole('listitem').last().boundingBox())!.y).toBeLessThan(height);
      expect(map.x).toBeGreaterThan(best.x + best.width);
      expect(map.y).toBeLessThan(height / 2 + 100);
    } else expect(map.y).toBeGreaterThan(last.y);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
    await context.close();
  },
);

it.each([
  ['phone', 'light', 'en-GB', 'This organisation was shown less often than others lately', 'Not interested', 'Why?', 'Set aside'],
  ['desk', 'dark', 'tr-TR', 'Bu kuruluş son zamanlarda ötekilerden daha seyrek gösterildi', 'İlgilenmiyoruz', 'Neden?', 'Kenara ayır'],
] as const)(
  'somebody seldom seen stands below the first page as one of the list, without JavaScript, and can be set aside: %s, %s, %s',
  async (name, colorScheme, locale, sentence, notInterested, why, setAside) => {
    const own = await organisationOf('aylin@kopru.test');
    const viewport = name === 'phone' ? { width: 320, height: 700 } : { width: 1280, height: 800 };
    const { page, context } = await visit(browser, server.url, { viewport, colorScheme, locale, javaScriptEnabled: false });
    await page.goto('/sign-in');
    await page.locator('input[type=email]').fill('aylin@kopru.test');
    await page.locator('input[type=password]').fill(DEMO_PASSWORD);
    await page.getByRole('main').getByRole('button').first().click();
    await page.goto(`/organisations/${own.id}/counterparts`);
    const section = page.getByRole('region', { name: sentence });
    const found = (await section.getByRole('heading', { level: 2 }).textContent())!;
    expect(await section.getByRole('article').count()).toBe(1);
    expect(await page.getByRole('heading', { level: 2, name: found, exact: true }).count()).toBe(1);
    const invite = section.getByRole('link', { name: found }).last();
    expect(await invite.getAttribute('href')).toMatch(/^\/invitations\/new\?from=/);
    await section.scrollIntoViewIfNeeded();
    await picture(page, `seldom-seen-${name}-${colorScheme}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);

    await section.getByText(notInterested).click();
    await section.getByLabel(why).selectOption('KNOWN');
    await section.getByRole('button', { name: setAside }).click();
    await page.waitForURL(/dismissed=/);
    expect(await page.getByRole('heading', { level: 2, name: found, exact: true }).count()).toBe(0);
    await page.locator('a[rel=next]').click();
    await page.waitForURL(/after=/);
    expect(await section.count()).toBe(0);
    await context.close();
  },
);

it.each([true, false])(
  'setting aside and undoing stay on the page of the list one was on, with JavaScript %s',
  async (javaScriptEnabled) => {
    const own = await organisationOf('aylin@kopru.test');
    const { page, context } = await visit(browser, server.url, { javaScriptEnabled });
    await page.goto('/sign-in');
    await page.locator('input[type=email]').fill('aylin@kopru.test');
    await page.locator('input[type=password]').fill(DEMO_PASSWORD);
    await page.getByRole('main').getByRole('button').first().click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await page.goto(`/organisations/${own.id}/counterparts`);
    const onFirst = await page.getByRole('article').first().getByRole('heading', { level: 2 }).textContent();
    await page.locator('a[rel=next]').click();
    await page.waitForURL(/after=/);
    const cursors = (): string[] => new URL(page.url()).searchParams.getAll('after');
    const second = cursors();
    const card = page.getByRole('article').first();
    const name = (await card.getByRole('heading', { level: 2 }).textContent())!;
    expect(name).not.toBe(onFirst);
    await card.getByText('Not interested').click();
    await card.getByLabel('Why?').selectOption('KNOWN');
    await card.getByRole('button', { name: 'Set aside' }).click();
    const notice = page.getByText(`${name} is set aside`);
    await notice.waitFor();
    await picture(page, `dismissed-on-second-${javaScriptEnabled}`);
    expect(cursors()).toEqual(second);
    expect(await page.getByRole('heading', { level: 2, name, exact: true }).count()).toBe(0);
    const told = page.url();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { level: 2, name, exact: true }).waitFor();
    expect(cursors()).toEqual(second);
    // An address that tells what is not so any more, or never was, tells nothing.
    await page.goto(told);
    await page.getByRole('heading', { level: 2, name, exact: true }).waitFor();
    expect(await notice.count()).toBe(0);
    const lena = await organisationOf('lena@kopru.test');
    await page.goto(`/organisations/${own.id}/counterparts?dismissed=${lena.id}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByText('is set aside').count()).toBe(0);
    await context.close();
  },
);

it('an organisation is blocked from its page and unblocked from the list', async () => {
  const lena = await organisationOf('lena@kopru.test');
  const { page, context } = await visit(browser, server.url);
  await signIn(page, 'aylin@kopru.test', DEMO_PASSWORD);
  await page.goto(`/organisations/${lena.id}`);
  await page.getByText('Block this organisation').click();
  await picture(page, 'block');
  await page.getByRole('button', { name: `Block ${lena.name}` }).click();
  await page.getByText('Blocked. You can take it back below.').waitFor();
  await page.getByRole('link', { name: lena.name }).waitFor();
  await page.getByRole('button', { name: 'Unblock' }).click();
  await page.getByText('The block is taken back.').waitFor();
  expect(await page.getByRole('link', { name: lena.name }).count()).toBe(0);

  // Nobody is asked to block what is their own.
  const own = await organisationOf('aylin@kopru.test');
  await page.goto(`/organisations/${own.id}`);
  expect(await page.getByText('Block this organisation').count()).toBe(0);
  await context.close();
});

it('a profile that has rested is asked about at home, and one press makes it fresh', async () => {
  const own = await organisationOf('aylin@kopru.test');
  await server.services.db.query(`update organisation set confirmed_at = now() - interval '200 days' where id = $1`, [own.id]);
  const { page, context } = await visit(browser, server.url, { locale: 'tr-TR' });
  await page.goto('/sign-in');
  await page.getByLabel('E-posta', { exact: false }).first().fill('aylin@kopru.test');
  await page.getByLabel('Parola', { exact: false }).first().fill(DEMO_PASSWORD);
  await page.getByRole('main').getByRole('button').first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await page.goto('/home');
  await page.getByText('Profiliniz hâlâ doğru mu?').waitFor();
  await picture(page, 'home-confirm');
  await page.getByRole('button', { name: 'Evet, hâlâ doğru' }).click();
  await page.getByText('profiliniz yeniden güncel sayılıyor').waitFor();
  expect(await page.getByText('Profiliniz hâlâ doğru mu?').count()).toBe(0);
  await context.close();
});
