import { gzipSync } from 'node:zlib';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, picture, signIn, visit } from '../support/browser.ts';
import { DEMO_PASSWORD, startDemo } from '../support/demo.ts';
import type { TestServer } from '../support/server.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const PHONE = { viewport: { width: 320, height: 700 } };

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

interface Violation {
  id: string;
  nodes: { html: string }[];
}

/** What axe finds against WCAG 2.2 A and AA, as lines a person can act on. */
async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE }).catch(() => undefined);
  const found = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }).axe;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    return (await axe.run({ runOnly: { type: 'tag', values: tags } })).violations;
  });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

const PUBLIC = [
  '/',
  '/organisations',
  '/organisations?q=kadin',
  '/organisations?country=DE&country=NL',
  '/calls/current',
  '/sign-in',
  '/sign-up',
  '/forgot-password',
];
const MEMBER = ['/home', '/account', '/organisations/new'];
const STAFF = ['/staff', '/staff/organisations', '/staff/import', '/staff/partnerships', '/staff/calls'];

describe.each([
  { who: 'a visitor', email: null, paths: PUBLIC },
  { who: 'a representative', email: 'aylin@kopru.test', paths: MEMBER },
  { who: 'staff', email: 'staff@kopru.test', paths: STAFF },
])('for $who', ({ email, paths }) => {
  for (const look of ['light', 'dark'] as const) {
    it(`axe finds nothing on ${paths.join(' ')} in ${look}, and nothing runs out of a page of 320 px`, async () => {
      // The policy of the pages forbids scripts that are not theirs; axe is ours for the moment of the test.
      const { page, context, errors } = await visit(browser, server.url, { ...PHONE, colorScheme: look, bypassCSP: true });
      if (email) await signIn(page, email, DEMO_PASSWORD);
      for (const path of paths) {
        const answer = await page.goto(path);
        expect(answer?.status(), path).toBe(200);
        expect(await violations(page), path).toEqual([]);
        expect(await overflow(page), `${path} is wider than the window`).toBeLessThanOrEqual(0);
        await picture(page, `phone-${look}${path.replaceAll(/[^a-z0-9]+/g, '-')}`);
      }
      expect(errors).toEqual([]);
      await context.close();
    });
  }
});

it.each(['light', 'dark'] as const)(
  'axe finds nothing in the filled capacity model in %s, and nothing runs out of 320 px',
  async (look) => {
    const { page, context, errors } = await visit(browser, server.url, { ...PHONE, colorScheme: look, bypassCSP: true });
    await signIn(page, 'emre@kopru.test', DEMO_PASSWORD);
    const { rows } = await server.services.db.query<{ id: string }>(
      `select p.id from partnership p join partnership_side s on s.partnership_id = p.id join representative r using (organisation_id)
     join auth."user" u on u.id = r.person_id where u.email = 'emre@kopru.test' and p.status = 'ACTIVE'`,
    );
    await page.goto(`/partnerships/${rows[0]?.id}/model`);
    await page.locator('[data-saving="saved"]').waitFor();
    await page.getByRole('textbox', { name: 'The problem we share' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await picture(page, `phone-${look}-model`);
    expect(errors).toEqual([]);
    await context.close();
  },
);

describe('the directory', () => {
  it('loads at most 100 kB of JavaScript, gzip', async () => {
    const { page, context } = await visit(browser, server.url);
    const scripts: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.goto('/organisations', { waitUntil: 'networkidle' });
    const sizes = await Promise.all(scripts);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    // Nothing at all would be no measurement: the page does send some.
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(100_000);
    console.log(`The directory sends ${(bytes / 1000).toFixed(1)} kB of JavaScript (gzip) in ${sizes.length} files.`);
    await context.close();
  });

  it('searches, filters and turns pages without JavaScript', async () => {
    const { page, context } = await visit(browser, server.url, { javaScriptEnabled: false });
    await page.goto('/organisations');
    const first = await page.locator('main h2').first().textContent();
    await page.getByRole('link', { name: /Next/ }).click();
    await expect.poll(() => page.locator('main h2').first().textContent()).not.toBe(first);
    await page.getByRole('searchbox').fill('gönülü');
    await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
    await page
      .getByRole('status')
      .getByText(/\d+ organisations?/)
      .waitFor();
    await expect.poll(() => page.locator('main h2').count()).toBeGreaterThan(0);
    await context.close();
  });
});
