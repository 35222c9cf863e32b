import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, picture, visitAs, WEB_BUILD } from '../support/browser.ts';
import { suggest, SUGGESTION } from '../support/suggestion.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';

let world: World;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([newWorld({}, { webBuild: WEB_BUILD }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const issues = (direction: string): Record<string, unknown> => ({ issues: [{ issueId: 'volunteer-management', direction }] });
const turkish = (name: string): Promise<Inhabitant> => newInhabitant(world.server, { name, ...issues('NEED') });
const german = (name: string, input: Record<string, unknown> = {}): Promise<Inhabitant> =>
  newInhabitant(world.server, { name, country: 'DE', ...issues('OFFER'), ...input });

it('two say yes, one without JavaScript, and the page of the first becomes a partnership by itself', async () => {
  const [tr, de] = await Promise.all([turkish('Ihlamur Derneği'), german('Linde e. V.')]);
  const id = await suggest(world.server.services, world.callId, tr, de);

  const { page: ours, errors } = await visitAs(browser, tr.client);
  await ours.goto('/home');
  await ours.getByRole('heading', { name: 'We have a partner to suggest' }).waitFor();
  await ours.getByRole('region', { name: 'The programme team suggests Linde e. V.' }).getByText('They offer what you look for').waitFor();
  await picture(ours, 'suggestion-home');
  await ours.goto(`/organisations/${tr.organisationId}`);
  await ours.getByRole('link', { name: 'Read and answer' }).click();
  await ours.getByRole('heading', { name: 'We suggest Linde e. V. to you' }).waitFor();
  await ours.getByRole('region', { name: 'What you still need before you apply together' }).getByText('Two people of each').waitFor();
  await picture(ours, 'suggestion-open');
  await ours.getByRole('button', { name: 'Yes, we would like to' }).click();
  await ours.getByText('You said yes. Now it is their turn').waitFor();

  const { page: theirs } = await visitAs(browser, de.client, { javaScriptEnabled: false });
  await theirs.goto(`/suggestions/${id}`);
  await theirs.getByText('To be answered by').waitFor();
  await theirs.getByRole('button', { name: 'Yes, we would like to' }).click();
  await theirs.getByRole('link', { name: 'Open the partnership' }).waitFor();

  await ours.getByText('You and Linde e. V. are partners now.').waitFor();
  await picture(ours, 'suggestion-agreed');
  expect(errors).toEqual([]);
  await Promise.all([ours, theirs].map((page) => page.context().close()));
});

it('the counterpart that the team suggests is marked while one reads, in both languages and on a phone, and leads to the suggestion', async () => {
  const [tr, de, other] = await Promise.all([turkish('Zeytin Derneği'), german('Olive e. V.'), german('Feige e. V.')]);
  const { page: ours, errors } = await visitAs(browser, tr.client);
  await ours.goto(`/organisations/${tr.organisationId}/counterparts`);
  await ours.getByRole('link', { name: 'Olive e. V.', exact: true }).waitFor();
  expect(await ours.getByText('The programme team suggests you two to each other.').count()).toBe(0);
  const id = await suggest(world.server.services, world.callId, tr, de);
  const card = ours.getByRole('article').filter({ has: ours.getByRole('heading', { name: 'Olive e. V.' }) });
  await card.getByText('The programme team suggests you two to each other.').waitFor();
  expect(await ours.getByText('The programme team suggests you two to each other.').count()).toBe(1);
  await picture(ours, 'counterpart-suggested');
  await ours.emulateMedia({ colorScheme: 'dark' });
  await picture(ours, 'counterpart-suggested-dark');
  await card.getByRole('link', { name: /^To the suggestion\s?: Olive e\. V\.$/ }).click();
  await ours.getByRole('heading', { name: 'We suggest Olive e. V. to you' }).waitFor();
  expect(new URL(ours.url()).pathname).toBe(`/suggestions/${id}`);

  const { page: phone } = await visitAs(browser, de.client, {
    javaScriptEnabled: false,
    viewport: { width: 320, height: 640 },
    locale: 'tr-TR',
  });
  await phone.goto(`/organisations/${de.organisationId}/counterparts`);
  await phone.getByText('Program ekibi sizi birbirinize öneriyor.').waitFor();
  expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await picture(phone, 'counterpart-suggested-phone');

  const { page: theirs } = await visitAs(browser, other.client);
  await theirs.goto(`/organisations/${other.organisationId}/counterparts`);
  await theirs.getByRole('link', { name: 'Zeytin Derneği', exact: true }).waitFor();
  expect(await theirs.getByText('The programme team suggests you two to each other.').count()).toBe(0);
  expect(errors).toEqual([]);
  await Promise.all([ours, phone, theirs].map((page) => page.context().close()));
});

it('who sets a suggested counterpart aside reads before and afterwards that the suggestion waits for an answer of its own', async () => {
  const [tr, de] = await Promise.all([turkish('Defne Derneği'), german('Lorbeer e. V.')]);
  const id = await suggest(world.server.services, world.callId, tr, de);
  const { page, errors } = await visitAs(browser, tr.client);
  await page.goto(`/organisations/${tr.organisationId}/counterparts`);
  const card = page.getByRole('article').filter({ has: page.getByRole('heading', { name: 'Lorbeer e. V.' }) });
  await card.getByText('Not interested').click();
  const form = card.getByRole('group').filter({ hasText: 'In your own words' });
  await form.getByText('Setting aside does not answer the programme team’s suggestion of you two').waitFor();
  await picture(page, 'dismiss-suggested');
  await form.getByLabel('Why?').selectOption('KNOWN');
  await form.getByRole('button', { name: 'Set aside' }).click();
  const notice = page.getByRole('status').filter({ hasText: 'Lorbeer e. V. is set aside' });
  await notice.getByText('it waits for an answer of its own').waitFor();
  await picture(page, 'dismissed-suggested');
  await notice.getByRole('link', { name: 'To the suggestion' }).click();
  await page.getByRole('button', { name: 'No, thank you' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/suggestions/${id}`);

  const { page: phone } = await visitAs(browser, de.client, {
    javaScriptEnabled: false,
    colorScheme: 'dark',
    viewport: { width: 320, height: 640 },
    locale: 'tr-TR',
  });
  await phone.goto(`/organisations/${de.organisationId}/counterparts`);
  const theirs = phone.getByRole('article').filter({ has: phone.getByRole('heading', { name: 'Defne Derneği' }) });
  await theirs.getByText('İlgilenmiyoruz').click();
  await picture(phone, 'dismiss-suggested-phone');
  await theirs.getByLabel('Neden?').selectOption('KNOWN');
  await theirs.getByRole('button', { name: 'Kenara ayır' }).click();
  await phone.getByRole('status').getByText('öneri ayrıca yanıt bekliyor').waitFor();
  await picture(phone, 'dismissed-suggested-phone');
  expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(320);
  expect(errors).toEqual([]);
  await Promise.all([page, phone].map((one) => one.context().close()));
});

it('a no without JavaScript, its reason read by staff alone; the masked side stays masked', async () => {
  const [tr, de] = await Promise.all([turkish('Kestane Derneği'), german('Kastanie e. V.', { visibility: 'PSEUDONYMOUS' })]);
  const id = await suggest(world.server.services, world.callId, tr, de);
  const { page: ours } = await visitAs(browser, tr.client, { javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  await ours.goto(`/suggestions/${id}`);
  expect(await ours.content()).not.toContain('Kastanie');
  await picture(ours, 'suggestion-masked-phone');
  expect(await ours.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await ours.getByText('No, thank you', { exact: true }).first().click();
  await ours.getByLabel('Why not?').fill('Too many projects this year.');
  await ours.getByRole('button', { name: 'No, thank you' }).click();
  await ours.getByText('This suggestion has ended without a partnership.').waitFor();
  expect(await ours.content()).not.toContain('Too many projects');

  const { page: staff } = await visitAs(browser, world.staff);
  await staff.goto(`/suggestions/${id}`);
  await staff.getByText('Too many projects this year.').waitFor();
  expect(await staff.getByRole('button', { name: 'Yes, we would like to' }).count()).toBe(0);
  expect((await de.client.ask(SUGGESTION, { id })).suggestion).toMatchObject({ status: 'DECLINED', answers: [] });
  await Promise.all([ours, staff].map((page) => page.context().close()));
});

it('after its date it says so, and gives no other reason for what can be answered no more', async () => {
  const [tr, de] = await Promise.all([turkish('Ardıç Derneği'), german('Wacholder e. V.')]);
  const id = await suggest(world.server.services, world.callId, tr, de);
  await world.server.services.db.query(`update suggestion set reply_by = now() - interval '1 second' where id = $1`, [id]);
  const { page } = await visitAs(browser, tr.client);
  await page.goto(`/suggestions/${id}`);
  // Until the job has noted that it ran out, and afterwards.
  await page
    .getByText(/The time to answer ended on|The reply-by date passed/)
    .first()
    .waitFor();
  expect(await page.content()).not.toContain('one of you has found a partner');
  expect(await page.getByRole('button', { name: 'Yes, we would like to' }).count()).toBe(0);
  await page.context().close();
});
