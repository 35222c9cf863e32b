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

it('find, invite, accept, write together, and staff see it as it happens', async () => {
  const staff = await visit(browser, server.url);
  await signIn(staff.page, 'staff@kopru.test', DEMO_PASSWORD);
  await staff.page.goto('/staff');
  await picture(staff.page, 'staff');

  // Aylin looks at who could fit; Lena's organisation is the best.
  const aylin = await visit(browser, server.url);
  await signIn(aylin.page, 'aylin@kopru.test', DEMO_PASSWORD);
  const lena = await visit(browser, server.url);
  await signIn(lena.page, 'lena@kopru.test', DEMO_PASSWORD);
  const { rows } = await server.services.db.query<{ email: string; id: string; name: string }>(
    `select u.email, o.id, o.name from auth."user" u join representative r on r.person_id = u.id join organisation o on o.id = r.organisation_id
     where u.email in ('aylin@kopru.test', 'lena@kopru.test')`,
  );
  const of = (email: string) => rows.find((row) => row.email === email)!;
  const [turkish, german] = [of('aylin@kopru.test'), of('lena@kopru.test')];
  await aylin.page.goto(`/organisations/${turkish.id}/counterparts`);
  const best = aylin.page.getByRole('main').getByRole('heading', { level: 2 }).first();
  await expect.poll(() => best.textContent()).toContain(german.name);
  // What the page is about: the best of them, not its head.
  await best.evaluate((heading) => heading.scrollIntoView({ block: 'center' }));
  await picture(aylin.page, 'counterparts');
  await aylin.page.getByRole('link', { name: 'Write an invitation' }).first().click();
  await aylin.page.getByLabel('Your message').fill('Your way of keeping volunteers through the winter is what we look for. Shall we talk?');
  await aylin.page.getByRole('button', { name: 'Send the invitation' }).click();
  await aylin.page.getByText(/Your invitation is on its way/).waitFor();
  await picture(aylin.page, 'invitation-sent');
  const invitation = new URL(aylin.page.url()).pathname;

  // Staff see it without loading the page again; Lena gets a mail and finds it at home.
  await staff.page.getByText(`${turkish.name} invited ${german.name}`).waitFor();
  const mail = (await server.services.mail.mailbox()).find(({ to }) => to === 'lena@kopru.test');
  expect(mail?.text).toContain(invitation);
  await lena.page.goto('/home');
  await lena.page
    .getByRole('link', { name: /Read the invitation|Invitation from/ })
    .first()
    .click();
  await lena.page.getByText('keeping volunteers through the winter').waitFor();
  await lena.page.getByRole('button', { name: 'Accept and become partners' }).click();
  await lena.page.getByText('Your bridge stands.').waitFor();
  await picture(lena.page, 'accepted');

  // Aylin's open page follows.
  await aylin.page
    .getByText(/Accepted|Your bridge stands/)
    .first()
    .waitFor();
  await staff.page.getByText(`${german.name} accepted the invitation of ${turkish.name}.`).waitFor();

  // Both open the space and write.
  const { rows: partnerships } = await server.services.db.query<{ id: string }>(
    'select s.partnership_id as id from partnership_side s where s.organisation_id = $1 and s.active',
    [turkish.id],
  );
  for (const { page } of [aylin, lena]) {
    await page.goto(`/partnerships/${partnerships[0]!.id}`);
    await picture(page, 'partnership');
    await page.getByRole('link', { name: 'Write together' }).click();
    await page.locator('[data-saving="saved"]').waitFor();
  }
  await aylin.page.getByRole('textbox', { name: 'The problem we share' }).pressSequentially('Ours leave in autumn.');
  await lena.page.getByRole('textbox', { name: 'The problem we share' }).getByText('Ours leave in autumn.').waitFor();
  await lena.page.locator(`.peer-cursor`, { hasText: 'Aylin' }).first().waitFor();
  await expect.poll(() => lena.page.locator('[data-saving]').getAttribute('data-saving')).toBe('saved');
  for (const [name, { errors }] of Object.entries({ staff, aylin, lena })) expect(errors, name).toEqual([]);
  await Promise.all([staff, aylin, lena].map(({ context }) => context.close()));
});

it('somebody new signs up, confirms the mail, brings an organisation in, is found and is verified', async () => {
  const { page, context, errors } = await visit(browser, server.url);
  await page.goto('/sign-up');
  await page.getByLabel('Your name').fill('Elif Kaya');
  await page.getByLabel('E-mail', { exact: false }).first().fill('elif@example.test');
  await page.getByLabel('Password', { exact: false }).first().fill('dört sözcük bir araya');
  await page.getByRole('button', { name: 'Create my account' }).click();
  await expect.poll(async () => (await server.services.mail.mailbox())[0]?.to).toBe('elif@example.test');
  const link = /https?:\/\/\S+/.exec((await server.services.mail.mailbox())[0]!.text)![0];
  await page.goto(link);
  await page.getByText('Your e-mail is confirmed').waitFor();
  await page.goto('/organisations/new');
  if (page.url().includes('/sign-in')) {
    await signIn(page, 'elif@example.test', 'dört sözcük bir araya');
    await page.goto('/organisations/new');
  }
  await page.getByLabel('Name of the organisation').fill('Ilgaz Köy Okulları Derneği');
  await page.getByLabel('Kind', { exact: false }).first().selectOption('ASSOCIATION');
  await page.getByLabel('Country', { exact: false }).first().selectOption('TR');
  await page.getByRole('checkbox', { name: 'Formal education', exact: true }).check();
  await page.locator('input[name="visibility"][value="PUBLIC"]').check();
  await page.getByRole('button', { name: 'Add the organisation' }).click();
  await page.waitForURL(/\/organisations\/[0-9a-f-]{36}/);
  await page.getByText('Ilgaz Köy Okulları Derneği').first().waitFor();
  await picture(page, 'new-organisation');

  const visitor = await visit(browser, server.url);
  await visitor.page.goto('/organisations?q=ilgaz+koy+okulari');
  await visitor.page.getByText('Ilgaz Köy Okulları Derneği').first().waitFor();

  const staff = await visit(browser, server.url);
  await signIn(staff.page, 'staff@kopru.test', DEMO_PASSWORD);
  await visitor.page.getByRole('link', { name: 'Ilgaz Köy Okulları Derneği' }).click();
  await visitor.page.waitForURL(/\/organisations\/[0-9a-f-]{36}/);
  await staff.page.goto(new URL(visitor.page.url()).pathname);
  await staff.page.getByRole('button', { name: /verif/i }).first().click();
  await visitor.page.reload();
  await visitor.page
    .getByRole('main')
    .getByText(/verified/)
    .first()
    .waitFor();
  expect(errors).toEqual([]);
  await Promise.all([context, visitor.context, staff.context].map((open) => open.close()));
});

it('a partnership at work has its model filled in all thirteen sections', async () => {
  const { rows } = await server.services.db.query<{ id: string }>(
    `select d.id from document d join partnership p on p.id = d.partnership_id join partnership_side s on s.partnership_id = p.id
     join representative r on r.organisation_id = s.organisation_id join auth."user" u on u.id = r.person_id where u.email = 'sofia@kopru.test' and p.status = 'ACTIVE'`,
  );
  const { page, context, errors } = await visit(browser, server.url);
  await signIn(page, 'sofia@kopru.test', DEMO_PASSWORD);
  await page.goto(`/documents/${rows[0]!.id}`);
  await page.getByText('13 of 13 sections filled').waitFor();
  await page.locator('#contributions').scrollIntoViewIfNeeded();
  await page.evaluate(() => document.getElementById('contributions')?.scrollIntoView());
  await picture(page, 'space');
  // Where nobody has said anything, the text has the room of the margin, and lines stay comfortable to read.
  const lines = (await page.locator('.sections [role="textbox"] p').first().boundingBox())!;
  expect(lines.width).toBeGreaterThan(520);
  expect(lines.width).toBeLessThan(700);
  expect(errors).toEqual([]);

  const plain = await visit(browser, server.url, { javaScriptEnabled: false, viewport: { width: 320, height: 800 } });
  await signIn(plain.page, 'sofia@kopru.test', DEMO_PASSWORD);
  await plain.page.goto(`/documents/${rows[0]!.id}`);
  await expect.poll(() => plain.page.getByRole('link', { name: /^Export .* as (PDF|DOCX|MD)$/ }).count()).toBe(3);
  await plain.page.getByRole('link', { name: 'Read the text here' }).click();
  await plain.page.waitForURL(/\/text$/);
  expect(await plain.page.getByRole('heading', { level: 2 }).count()).toBeGreaterThanOrEqual(13);
  expect(await plain.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await picture(plain.page, 'space-without-script');
  await Promise.all([context, plain.context].map((open) => open.close()));
});
