import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, picture, visitAs, WEB_BUILD } from '../support/browser.ts';
import { ACCEPT, becomePartners, DECLINE, send } from '../support/invitation.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let world: World;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([newWorld({}, { webBuild: WEB_BUILD }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const turkish = (name: string, input: Record<string, unknown> = {}): Promise<Inhabitant> => newInhabitant(world.server, { name, ...input });
const german = (name: string, input: Record<string, unknown> = {}): Promise<Inhabitant> =>
  newInhabitant(world.server, { name, country: 'DE', ...input });
const statusOf = async ({ client }: Inhabitant, id: string): Promise<string> =>
  (await client.ask(`query ($id: ID!) { invitation(id: $id) { status } }`, { id })).invitation.status;

describe('without JavaScript', () => {
  const plain = { javaScriptEnabled: false };

  it('one invites, the other accepts and lets the rest down kindly, both open the partnership', async () => {
    const [tr, de, late] = [await turkish('Çınar Derneği'), await german('Ahorn e. V.'), await german('Später e. V.')];
    await send(late, tr);
    const { page: ours } = await visitAs(browser, de.client, plain);
    await ours.goto(`/organisations/${de.organisationId}/invite/${tr.organisationId}`);
    await ours.getByLabel('Your message').fill('Shall we plant trees?\n\nWe have the seedlings.');
    await ours.getByRole('button', { name: 'Send the invitation' }).click();
    await ours.getByRole('status').getByText('Your invitation is on its way.').waitFor();
    const address = new URL(ours.url()).pathname;

    const { page: theirs } = await visitAs(browser, tr.client, plain);
    await theirs.goto(`/organisations/${tr.organisationId}/invitations`);
    await theirs.getByRole('link', { name: 'Invitation from Ahorn e. V.' }).click();
    await theirs.getByText('We have the seedlings.').waitFor();
    await theirs.getByRole('button', { name: 'Accept and become partners' }).click();
    await theirs.getByText('You and Ahorn e. V. are partners now.').waitFor();
    await theirs.getByRole('button', { name: 'Decline it kindly' }).click();
    await theirs.getByText('One other invitation was declined kindly.').waitFor();

    await ours.goto(address);
    await ours.getByRole('link', { name: 'Open the partnership' }).click();
    await ours.getByRole('heading', { name: 'Your partnership' }).waitFor();
    await ours.getByRole('link', { name: 'Write together' }).waitFor();
    expect(await ours.title()).toBe('Çınar Derneği · Ahorn e. V. · Köprü');
    await Promise.all([ours, theirs].map((page) => page.context().close()));
  });

  it('declines with a reason, withdraws, and shows what became of both', async () => {
    const [tr, de] = [await turkish('Söğüt Derneği'), await german('Weide e. V.')];
    const declined = await send(tr, de);
    const { page: theirs } = await visitAs(browser, de.client, plain);
    await theirs.goto(`/invitations/${declined}`);
    await theirs.getByText('Decline', { exact: true }).first().click();
    await theirs.getByLabel('Why?').fill('We are too few this year.');
    await theirs.getByRole('button', { name: 'Decline' }).click();
    await theirs.getByText('We are too few this year.').waitFor();
    expect(await statusOf(tr, declined)).toBe('DECLINED');

    const withdrawn = await send(tr, de);
    const { page: ours } = await visitAs(browser, tr.client, plain);
    await ours.goto(`/invitations/${withdrawn}`);
    await ours.getByText('Withdraw', { exact: true }).first().click();
    await ours.getByRole('button', { name: 'Withdraw' }).click();
    await ours.getByText(/^Withdrawn, /).waitFor();
    await ours.goto(`/organisations/${tr.organisationId}/invitations`);
    expect(
      await ours
        .getByRole('main')
        .getByText(/^(Declined|Withdrawn), /)
        .count(),
    ).toBe(2);
    await Promise.all([ours, theirs].map((page) => page.context().close()));
  });

  it('says why not, and keeps what was written', async () => {
    const [tr, de] = [await turkish('Kayın Derneği'), await german('Buche e. V.')];
    await send(tr, de);
    const { page } = await visitAs(browser, tr.client, plain);
    await page.goto(`/invitations/new?from=${tr.organisationId}&to=${de.organisationId}`);
    await page.getByText('This organisation cannot be invited by yours at the moment.').waitFor();
    await page.getByLabel('Your message').fill('Once more, with feeling.');
    await page.getByRole('button', { name: 'Send the invitation' }).click();
    await page.getByRole('alert').getByText('You have already invited this organisation.').waitFor();
    await expect.poll(() => page.getByLabel('Your message').inputValue()).toBe('Once more, with feeling.');
    await page.goto(`/invitations/new?from=${de.organisationId}&to=${tr.organisationId}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.content()).not.toContain('Buche e. V. invites');
    await page.context().close();
  });

  it('one leaves the partnership after saying why, and both can look again', async () => {
    const [tr, de] = [await turkish('Ardıç Derneği'), await german('Wacholder e. V.')];
    const id = await becomePartners(tr, de);
    const { page } = await visitAs(browser, tr.client, plain);
    await page.goto(`/partnerships/${id}`);
    await page.getByText('Leave the partnership').first().click();
    await page.getByLabel('Why?').fill('We lost our rooms.');
    await page.getByRole('button', { name: 'Leave the partnership' }).click();
    await page.getByText('We lost our rooms.').waitFor();
    await page.getByRole('link', { name: 'Find a counterpart' }).waitFor();
    expect(await page.getByText('Leave the partnership').count()).toBe(0);
    await page.context().close();
  });
});

it.each([
  [
    'en',
    'Read the invitation',
    ['Find counterparts', 'Search all organisations', 'All invitations', 'Edit the profile'],
    'All 6 open invitations',
  ],
  ['tr', 'Daveti oku', ['Ortak bul', 'Tüm kuruluşlarda ara', 'Tüm davetler', 'Profili düzenle'], '6 açık davetin tümü'],
])('who is invited still finds the main road at home, in %s', async (locale, step, ways, all) => {
  const tr = await turkish(`Kavak Derneği ${locale}`);
  for (let count = 0; count < 6; count++) await send(await german(`Pappel ${count} ${locale}`), tr);
  const { page, context } = await visitAs(browser, tr.client, { locale, viewport: { width: 320, height: 800 } });
  await page.goto('/home');
  await page.getByRole('link', { name: step }).waitFor();
  const road = page.getByRole('navigation', { name: 'Kavak Derneği' }).getByRole('link');
  await expect.poll(() => road.allTextContents()).toEqual(ways);
  const here = `/organisations/${tr.organisationId}`;
  const targets = await road.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(targets).toEqual([`${here}/counterparts`, '/organisations', `${here}/invitations`, `${here}/edit`]);
  await picture(page, `home-invited-${locale}`);
  await page.getByRole('link', { name: all }).click();
  await page.waitForURL(`**${here}/invitations`);
  await expect.poll(() => page.getByRole('link', { name: /Pappel \d/ }).count()).toBe(6);
  await context.close();
});

it('an open page follows what the other side does', async () => {
  const [tr, de] = [await turkish('Defne Derneği'), await german('Lorbeer e. V.')];
  const id = await send(tr, de);
  const { page, errors } = await visitAs(browser, tr.client);
  const socket = page.waitForEvent('websocket');
  await page.goto(`/invitations/${id}`);
  // The server's first frame answers the connection, our second one subscribes.
  await (await socket).waitForEvent('framesent', { predicate: ({ payload }) => String(payload).includes('LiveInvitation') });
  await page.getByText('Waiting for an answer').waitFor();
  await de.client.ask(ACCEPT, { id });
  await page.getByText('You and Lorbeer e. V. are partners now.').waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
});

it('a stranger finds neither invitation nor partnership, and a visitor is asked to sign in', async () => {
  const [tr, de] = [await turkish('Mazı Derneği'), await german('Thuja e. V.')];
  const declined = await send(tr, de);
  await de.client.ask(DECLINE, { id: declined });
  const partnership = await becomePartners(tr, de);
  const paths = [
    `/invitations/${declined}`,
    `/partnerships/${partnership}`,
    `/organisations/${tr.organisationId}/invitations`,
    `/organisations/${tr.organisationId}/counterparts`,
  ];
  const { page } = await visitAs(browser, world.stranger.client, { javaScriptEnabled: false });
  for (const path of paths) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    expect(await page.content(), path).not.toMatch(/Mazı|Thuja/);
  }
  await page.context().close();
  for (const path of paths) {
    const answer = await fetch(world.server.url + path, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/sign-in?next=${encodeURIComponent(path)}`]);
  }
});

describe('for everybody', () => {
  /** What axe finds against WCAG 2.2 A and AA. */
  async function violations(page: Page): Promise<string[]> {
    await page.addScriptTag({ path: AXE });
    const found = await page.evaluate(async () => {
      interface Violation {
        id: string;
        nodes: { html: string }[];
      }
      const axe = (window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }).axe;
      return (await axe.run({ runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } })).violations;
    });
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  }

  it.each(['light', 'dark'] as const)('axe finds nothing in %s, and nothing runs out of 320 px', async (look) => {
    const issues = (direction: string) => [
      { issueId: 'volunteer-management', direction },
      { issueId: 'digital-security', direction: direction === 'NEED' ? 'OFFER' : 'NEED' },
    ];
    const long = 'Uzunisimlidernekleraraşındaköprükurmaderneği';
    const tr = await turkish(`${long} ${look}`, { issues: issues('NEED') });
    const [de, other] = [await german('Übersee-Brücke e. V.', { issues: issues('OFFER') }), await german('Steg e. V.')];
    const [received, sent] = [await send(de, tr, { message: long.repeat(8) }), await send(tr, other)];
    const options = { viewport: { width: 320, height: 700 }, colorScheme: look, bypassCSP: true };
    const { page, errors } = await visitAs(browser, tr.client, options);
    const looksRight = async (path: string, opener?: string): Promise<void> => {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(200);
      // A page with JavaScript turns what unfolds into a dialog once it is awake; the others unfold in place.
      if (opener) await page.getByRole('button', { name: opener, exact: true }).click();
      else await page.evaluate(() => document.querySelectorAll<HTMLDetailsElement>('main details').forEach((part) => (part.open = true)));
      expect(await violations(page), path).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        path,
      ).toBeLessThanOrEqual(0);
      await picture(page, `invitation-${look}${path.replaceAll(/[0-9a-f-]{36}|\?.*/g, '').replaceAll(/[^a-z]+/g, '-')}`);
    };
    const own = `/organisations/${tr.organisationId}`;
    for (const path of [`${own}/counterparts`, `${own}/invitations`, `/invitations/${received}`, `/invitations/${sent}`])
      await looksRight(path);
    await looksRight(`/invitations/new?from=${tr.organisationId}&to=${world.masked.organisationId}`);
    await tr.client.ask(ACCEPT, { id: received });
    const { invitation } = await tr.client.ask(`query ($id: ID!) { invitation(id: $id) { partnership { id } } }`, { id: received });
    await looksRight(`/partnerships/${invitation.partnership.id}`);
    await looksRight(`/invitations/${received}?accepted`);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
