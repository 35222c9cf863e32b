import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, picture, signIn, visit } from '../support/browser.ts';
import { DEMO_PASSWORD, startDemo } from '../support/demo.ts';
import type { TestServer } from '../support/server.ts';
import { newInhabitant, unique } from '../support/world.ts';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const WITHOUT_SCRIPT = { javaScriptEnabled: false };

async function staff(options: Parameters<typeof visit>[2] = {}): Promise<{ page: Page; errors: string[] }> {
  const { page, errors } = await visit(browser, server.url, options);
  await signIn(page, 'staff@kopru.test', DEMO_PASSWORD);
  return { page, errors };
}

const countOf = async (page: Page, stage: string): Promise<number> =>
  Number(
    (
      await page
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: stage }) })
        .locator('.count')
        .first()
        .textContent()
    )?.replace(/\D/g, ''),
  );

describe('the live page', () => {
  it('shows an organisation as it joins, counts it, and holds the stream when asked', async () => {
    const { page, errors } = await staff();
    await page.goto('/staff');
    await page.getByText('Live', { exact: true }).waitFor();
    const before = await countOf(page, 'organisations');
    await newInhabitant(server, { name: 'Rüzgârın Kızları Derneği' });
    await page.getByRole('log').getByText('Rüzgârın Kızları Derneği joined.').waitFor();
    await expect.poll(() => countOf(page, 'organisations'), { timeout: 15_000 }).toBe(before + 1);

    await page.getByRole('button', { name: 'Pause' }).click();
    await newInhabitant(server, { name: 'Sessiz Dernek' });
    await page.getByText('Paused; one event waits').waitFor();
    expect(await page.getByRole('log').getByText('Sessiz Dernek').count()).toBe(0);
    await page.getByRole('button', { name: 'Go on' }).click();
    const lines = page.getByRole('log').getByRole('listitem');
    await expect.poll(() => lines.first().textContent()).toContain('Sessiz Dernek joined.');
    await expect.poll(() => page.getByRole('log').getByText('Rüzgârın Kızları Derneği joined.').count()).toBe(1);
    await picture(page, 'staff-live');
    expect(errors).toEqual([]);
  });

  it('tells after a lost connection what happened meanwhile', async () => {
    const { page, context } = await visit(browser, server.url);
    await signIn(page, 'staff@kopru.test', DEMO_PASSWORD);
    // The socket's server side is cut, as a restarted proxy would.
    let cut: (() => Promise<void>) | undefined;
    await page.routeWebSocket('**/graphql', (socket) => {
      socket.connectToServer();
      cut = () => socket.close({ code: 1012 });
    });
    await page.goto('/staff');
    await page.getByText('Live', { exact: true }).waitFor();
    await context.setOffline(true);
    await cut?.();
    await page.getByText('Connection lost').waitFor();
    await newInhabitant(server, { name: 'In der Zwischenzeit e. V.', country: 'DE' });
    await context.setOffline(false);
    await page.getByText('Live', { exact: true }).waitFor({ timeout: 45_000 });
    await expect.poll(() => page.getByRole('log').getByText('In der Zwischenzeit e. V. joined.').count(), { timeout: 15_000 }).toBe(1);
  });

  it('is a page like any other without script, and sorts its table', async () => {
    const { page } = await staff(WITHOUT_SCRIPT);
    await page.goto('/staff');
    expect(await countOf(page, 'organisations')).toBeGreaterThan(100);
    await expect.poll(() => page.getByRole('log').getByRole('listitem').count()).toBeGreaterThan(10);
    await page.getByRole('link', { name: 'Show by field' }).click();
    await page.getByRole('link', { name: /Looking/ }).click();
    const looking = await page.locator('table').last().locator('tbody td:nth-child(4)').allTextContents();
    const numbers = looking.map(Number);
    expect(numbers.length).toBeGreaterThan(5);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  });

  it('speaks Turkish', async () => {
    const { page, context } = await visit(browser, server.url);
    await signIn(page, 'staff@kopru.test', DEMO_PASSWORD);
    await context.addCookies([{ name: 'kopru-language', value: 'tr', url: server.url }]);
    await page.goto('/staff');
    await page.getByRole('heading', { name: 'Neler oluyor' }).waitFor();
    await page.getByText('Canlı', { exact: true }).waitFor();
    await newInhabitant(server, { name: 'Yeni Komşu' });
    await expect.poll(() => page.getByRole('log').getByText('Yeni Komşu katıldı.').count(), { timeout: 10_000 }).toBe(1);
  });
});

describe('who may come in', () => {
  const PATHS = [
    '/staff',
    '/staff/organisations',
    '/staff/organisations/export.csv',
    '/staff/waiting',
    '/staff/partnerships',
    '/staff/calls',
    '/staff/import',
  ];

  it('finds nothing there as a representative', async () => {
    const { page } = await visit(browser, server.url);
    await signIn(page, 'aylin@kopru.test', DEMO_PASSWORD);
    for (const path of PATHS) expect([path, (await page.request.get(path)).status()]).toEqual([path, 404]);
    for (const [path, form] of [
      ['/staff/import?/import', { csv: 'name,country\nForged,TR', confirmed: 'yes' }],
      [
        '/staff/calls?/create',
        { name: 'Forged call', opensAt: '2030-01-01T10:00', deadline: '2030-02-01T10:00', timeZone: 'Europe/Istanbul' },
      ],
    ] as const) {
      await page.request.post(path, { form, headers: { origin: server.url } });
    }
    const { rows } = await server.services.db.query(
      `select name from organisation where name = 'Forged' union all select name from call where name = 'Forged call'`,
    );
    expect(rows).toEqual([]);
  });

  it('is asked to sign in as a visitor', async () => {
    const { page } = await visit(browser, server.url);
    for (const path of PATHS) {
      const answer = await page.request.get(path, { maxRedirects: 0 });
      expect([path, answer.status(), answer.headers()['location']?.startsWith('/sign-in')]).toEqual([path, 303, true]);
    }
  });
});

describe.each([
  ['with script', {}],
  ['without script', WITHOUT_SCRIPT],
])('%s', (_how, options) => {
  it('staff find, verify and take back', async () => {
    const name = unique('Doğrulanacak Dernek ');
    await newInhabitant(server, { name }, false);
    const { page } = await staff(options);
    await page.goto('/staff/organisations');
    await page.getByLabel('Search').fill(name);
    await page.getByLabel('Checked').selectOption('no');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/verified=no/);
    // The index follows a change within moments, not at once.
    const shown = async (count: number): Promise<void> => {
      await expect
        .poll(() => page.reload().then(() => page.getByRole('link', { name, exact: true }).count()), { timeout: 10_000 })
        .toBe(count);
    };
    await shown(1);
    await page.getByRole('button', { name: `Verify ${name}` }).click();
    await page.getByText('One organisation is verified').waitFor();
    await shown(0);
    await page.goto(`/staff/organisations?q=${encodeURIComponent(name)}&verified=yes`);
    await page.getByRole('link', { name: `Withdraw ${name}` }).click();
    await page.getByLabel('Why?').fill('The number belongs to another organisation.');
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await expect
      .poll(
        async () =>
          (
            await server.services.db.query<{ is: boolean }>('select verified_at is not null as is from organisation where name = $1', [
              name,
            ])
          ).rows[0]?.is,
      )
      .toBe(false);
    expect((await server.services.mail.mailbox())[0]!.text).toContain('The number belongs to another organisation.');
  });

  it('staff import a register: look first, then store, and only what they looked at', async () => {
    const [one, two] = [unique('Listeden '), unique('Listeden ')];
    const { page } = await staff(options);
    await page.goto('/staff/import');
    await page.getByRole('button', { name: 'Check first' }).click();
    await page.getByText('Choose a file, or paste the lines here.').waitFor();
    await page.getByLabel('Or paste the lines').fill(`name,country,fax\n${one},TR,1\nNobody,Atlantis,2\n${two},DE,3`);
    await page.getByRole('button', { name: 'Check first' }).click();
    await page.getByRole('heading', { name: 'What would happen' }).waitFor();
    await expect.poll(() => page.locator('dd').allTextContents()).toEqual(['2', '0', '0', '1']);
    const rows = page.getByRole('region', { name: 'Report by line' }).locator('tbody tr');
    const all = await rows.count();
    await page.getByLabel(/Rejected \(1\)/).check();
    await expect.poll(() => rows.filter({ visible: true }).count()).toBe(1);
    expect(all).toBeGreaterThan(1);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download the report' }).click()]);
    expect(await readFile(await download.path(), 'utf8')).toContain('rejected');

    await page.getByLabel(/I have read the report/).check();
    await page.getByLabel('Or paste the lines').fill(`name,country\n${one},TR\nSlipped in,DE`);
    await page.getByRole('button', { name: 'Import 2 organisations' }).click();
    await page.getByText('This text was not checked yet').waitFor();
    await page.getByLabel('Or paste the lines').fill(`name,country\n${one},TR\n${two},DE`);
    await page.getByRole('button', { name: 'Check first' }).click();
    await page.getByText('This text was not checked yet').waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('dd').allTextContents()).toEqual(['2', '0', '0', '0']);
    await page.getByLabel(/I have read the report/).check();
    await page.getByRole('button', { name: 'Import 2 organisations' }).click();
    await page.getByText('2 new organisations').waitFor();
    const { rows: stored } = await server.services.db.query('select name from organisation where name = any($1)', [
      [one, two, 'Slipped in', 'Nobody'],
    ]);
    expect(stored).toHaveLength(2);
  });

  it('staff announce a call and extend it, in its own time zone', async () => {
    const name = unique('Call of spring ');
    const { page } = await staff(options);
    await page.goto('/staff/calls');
    await page.getByLabel('Name of the call').fill(name);
    await page.getByLabel('Opens').fill('2031-03-01T10:00');
    await page.getByLabel('Deadline', { exact: true }).fill('2031-02-01T10:00');
    await page.getByLabel('Time zone').selectOption('Europe/Berlin');
    await page.getByRole('button', { name: 'Announce the call' }).click();
    await page.getByText('The deadline comes after the opening.').waitFor();
    await expect.poll(() => page.getByLabel('Name of the call').inputValue()).toBe(name);
    await page.getByLabel('Deadline', { exact: true }).fill('2031-04-01T23:59');
    await page.getByRole('button', { name: 'Announce the call' }).click();
    await page.getByText('The call is announced.').waitFor();
    const call = page.getByRole('region', { name });
    await call.getByText('Extend the deadline').first().click();
    await call.getByLabel('New deadline').fill('2031-05-01T23:59');
    await call.getByLabel(/Why\?/).fill('The post was slow.');
    await call.getByRole('button', { name: 'Extend the deadline' }).click();
    await page.getByText('The deadline was moved.').waitFor();
    const { rows } = await server.services.db.query<{ deadline: Date; original: Date }>(
      'select deadline, original_deadline as original from call where name = $1',
      [name],
    );
    expect(rows[0]).toEqual({ deadline: new Date('2031-05-01T21:59:00Z'), original: new Date('2031-04-01T21:59:00Z') });
  });
});

it('the list that is shown can be taken along as a file', async () => {
  const { page } = await staff();
  const answer = await page.request.get('/staff/organisations/export.csv?country=TR');
  expect(answer.headers()['content-type']).toBe('text/csv; charset=utf-8');
  const lines = (await answer.body()).toString('utf8').split('\r\n').filter(Boolean);
  expect(lines[0]).toMatch(/^\uFEFFname,/);
  const { rows } = await server.services.db.query<{ count: number }>(
    `select count(*)::int as count from organisation where country = 'TR'`,
  );
  expect(lines).toHaveLength(rows[0]!.count + 1);
});

it('a register larger than a form usually is can be uploaded', async () => {
  const { page } = await staff();
  await page.goto('/staff/import');
  const lines = Array.from({ length: 6000 }, (_, number) => `Büyük liste kuruluşu ${number},TR,${'Uzun bir açıklama. '.repeat(12)}`);
  await page
    .getByLabel('CSV file')
    .setInputFiles({ name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.from(`name,country,about\n${lines.join('\n')}`) });
  await page.getByRole('button', { name: 'Check first' }).click();
  await page.getByLabel(/I have read the report/).check({ timeout: 60_000 });
  await page.getByRole('button', { name: /Import 6,?000 organisations/ }).click();
  await page.getByText(/6,?000 new organisations/).waitFor({ timeout: 60_000 });
  const { rows } = await server.services.db.query<{ count: number }>(
    `select count(*)::int as count from organisation where name like 'Büyük liste%'`,
  );
  expect(rows[0]!.count).toBe(6000);
});
