import { mkdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { chromiumPath } from './chromium.ts';
import type { TestClient } from './client.ts';

/** The web app that `npm run build` wrote; journeys use what people use. */
export const WEB_BUILD = fileURLToPath(new URL('../../web/build', import.meta.url));

/** A real Chromium: the one npm brought, or CHROMIUM_PATH. */
export async function openBrowser(): Promise<Browser> {
  const quiet = [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-gpu',
  ];
  return chromium.launch({ executablePath: await chromiumPath(), args: quiet, headless: true });
}

export interface Visit {
  page: Page;
  context: BrowserContext;
}

/** A person's own browser window. Errors the page reports are collected, so that a journey can expect there were none. */
export async function visit(
  browser: Browser,
  baseURL: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Visit & { errors: string[] }> {
  const context = await browser.newContext({
    baseURL,
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  await slowDown(context);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  if (options?.javaScriptEnabled !== false) await awaitLife(page);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // A refused form answers 4xx; the browser reports that as an error, the page shows it.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(message.text());
  });
  return { page, context, errors };
}

/** Every answer comes up to SLOW_LINE milliseconds later, each by chance: so journeys meet pages that are half there, as on a slow phone. */
async function slowDown(context: BrowserContext): Promise<void> {
  const most = Number(process.env['SLOW_LINE'] ?? 0);
  if (!most) return;
  await context.route('**/*', async (route) => {
    await setTimeout(Math.random() * most);
    await route.continue().catch(() => undefined);
  });
}

/**
 * A page is served as text and comes to life a moment later; what a journey types or clicks before that, faster than any person, can be in vain.
 * So going somewhere ends when the page lives, and whatever is done to a page that a link or a form led to waits until it does.
 */
async function awaitLife(page: Page): Promise<void> {
  const alive = () =>
    (!document.querySelector('.app > script') || document.getElementById('svelte-announcer') !== null) &&
    document.fonts.status === 'loaded';
  const untilAlive = async (): Promise<void> => void (await page.waitForFunction(alive));
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  page.goto = async (...to) => {
    const answer = await goto(...to);
    await untilAlive();
    return answer;
  };
  page.reload = async (...how) => {
    const answer = await reload(...how);
    await untilAlive();
    return answer;
  };
  const [press, type] = [page.keyboard.press.bind(page.keyboard), page.keyboard.type.bind(page.keyboard)];
  page.keyboard.press = async (...key) => untilAlive().then(() => press(...key));
  page.keyboard.type = async (...text) => untilAlive().then(() => type(...text));
  await page.addLocatorHandler(page.locator('body:has(.app > script):not(:has(#svelte-announcer))'), untilAlive);
}

/** A window of somebody who has signed in as a client: it carries their session cookie. */
export async function visitAs(browser: Browser, client: TestClient, options: Parameters<Browser['newContext']>[0] = {}) {
  const opened = await visit(browser, client.url, options);
  const cookies = client.cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: client.url };
  });
  await opened.context.addCookies(cookies);
  return opened;
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail', { exact: false }).first().fill(email);
  await page.getByLabel('Password', { exact: false }).first().fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Keeps a picture when PICTURES names a folder: of the window, for documents; of the whole page with PICTURES_WHOLE=yes, for looking. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: process.env['PICTURES_WHOLE'] === 'yes' });
}
