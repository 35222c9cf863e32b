import { writePng } from '@kopru/api/picture/picture.png';
import { ADAPTATION } from '@kopru/schema/capacity-model';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openBrowser, picture, visitAs, WEB_BUILD } from '../support/browser.ts';
import { spaceOfTwo } from '../support/space.ts';
import { adapt, adaptationOf, change, plan, write } from '../support/versions.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
let browser: Browser;
let documentId: string;
/** Of Lena's organisation. */
let adaptationId: string;
beforeAll(async () => {
  browser = await openBrowser();
  world = await newWorld({}, { webBuild: WEB_BUILD });
  documentId = await spaceOfTwo(world);
  await write(world.aylin, documentId, 'A newcomer has a companion for ninety days.', 'Tea first.');
  await plan(world.lena, documentId, 'Write the guide');
  adaptationId = await adaptationOf(world.lena, documentId);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

it('two sides sign one version, an edit lets the signatures fall, and what changed can be seen and restored', async () => {
  const aylin = await visitAs(browser, world.aylin.client);
  const lena = await visitAs(browser, world.lena.client, { viewport: { width: 320, height: 720 } });
  const address = `/documents/${documentId}/versions`;
  await aylin.page.goto(`/documents/${documentId}`);
  await aylin.page.getByRole('link', { name: 'Versions and sign-off' }).click();
  await aylin.page.getByLabel('Name the text as it is now').fill('For our signatures');
  await aylin.page.getByRole('button', { name: 'Keep this version' }).click();
  await aylin.page.getByRole('heading', { name: 'Sign-off of Version 1: For our signatures' }).waitFor();

  await aylin.page.getByRole('button', { name: 'Sign', exact: true }).click();
  await aylin.page.getByRole('button', { name: 'Sign for Su Yolu Derneği' }).click();
  await aylin.page.getByText('One signature is still due').waitFor();
  // The other side's bell leads to what waits for its signature.
  await lena.page.goto('/notifications');
  await lena.page.getByRole('link', { name: /signed version 1 of .* your signature is due/ }).click();
  await lena.page.waitForURL(`**${address}#version-1`);
  await lena.page.getByRole('button', { name: 'Sign', exact: true }).click();
  await lena.page.getByRole('button', { name: 'Sign for Flussland e. V.' }).click();
  await lena.page.getByText('Signed by both').waitFor();
  // Without loading the page again.
  await aylin.page.getByText('Signed by both').waitFor();
  await picture(aylin.page, 'versions-signed');
  await picture(lena.page, 'versions-signed-phone');
  expect(await lena.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

  // Whoever writes is told that the text is signed, before and after their change.
  const writer = await visitAs(browser, world.lena.client, { viewport: { width: 320, height: 720 }, locale: 'tr-TR', colorScheme: 'dark' });
  await writer.page.goto(`/documents/${documentId}`);
  const note = writer.page.getByRole('status').filter({ has: writer.page.locator('[data-signed]') });
  await note.getByText('İki kuruluş da bu metni').waitFor();
  await note.scrollIntoViewIfNeeded();
  await picture(writer.page, 'space-signed-320-dark');
  expect(await writer.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await write(world.lena, documentId, 'And a last word.');
  await note.getByText('metni değiştirdi').waitFor();
  await picture(writer.page, 'space-fallen-320-dark');
  await note.getByRole('link', { name: '1. sürüme git' }).click();
  await writer.page.waitForURL(`**${address}#version-1`);
  expect(writer.errors).toEqual([]);
  await writer.context.close();
  await aylin.page
    .getByText(/fell .* changed the text/)
    .first()
    .waitFor();
  await aylin.page.getByRole('link', { name: /What has changed since/ }).click();
  const compared = aylin.page.locator('#compared');
  await compared.locator('ins', { hasText: 'And a last word.' }).waitFor();
  await picture(aylin.page, 'versions-compared');

  await aylin.page.getByRole('button', { name: 'Restore' }).click();
  await aylin.page.getByRole('button', { name: 'Restore this version' }).click();
  await aylin.page.getByRole('heading', { name: 'Version 3: For our signatures (restored)', exact: true }).waitFor();
  await aylin.page.getByRole('heading', { name: 'Version 2: before version 1 was restored' }).waitFor();
  for (const { errors } of [aylin, lena]) expect(errors).toEqual([]);
  await Promise.all([aylin.context.close(), lena.context.close()]);
});

it('a version holds section 10, and the signature falls when an adaptation is changed', async () => {
  await adapt(world.lena, adaptationId, 'The baker invites.');
  const { page, context, errors } = await visitAs(browser, world.aylin.client);
  await page.goto(`/documents/${documentId}/versions`);
  const changed = page.getByText('The document or an adaptation in its section 10 was changed');
  await changed.waitFor();
  const long = 'Önümüzdeki kapanış toplantısında birlikte okuyacağımız, uyarlamaları da tamamlanmış hâli';
  await page.getByLabel('Name the text as it is now').fill(long);
  await page.getByRole('button', { name: 'Keep this version' }).click();
  // What nobody has signed shows as it changes too, while the page is open.
  const signOff = page.getByRole('heading', { name: `Sign-off of Version 4: ${long}` });
  await signOff.waitFor();
  await adapt(world.lena, adaptationId, 'And the florist.');
  await changed.waitFor();
  await write(world.lena, documentId, 'A word in the model.');
  await page.getByLabel('Name the text as it is now').fill('With the florist');
  await page.getByRole('button', { name: 'Keep this version' }).click();
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByText('You sign all thirteen sections.').waitFor();
  await page.getByRole('button', { name: 'Sign for Su Yolu Derneği' }).click();
  await page.getByText('One signature is still due').waitFor();
  await adapt(world.lena, adaptationId, 'The chemist, too.');
  await page
    .getByText(/fell .* changed the text/)
    .first()
    .waitFor();
  await page.getByRole('link', { name: /What has changed since.*Version 5/ }).click();
  const compared = page.locator('#compared');
  await compared.getByRole('heading', { name: /10.*Adaptation in each organisation/ }).waitFor();
  await compared.getByRole('heading', { name: 'How we adapt it at home: Flussland e. V.' }).waitFor();
  await compared.locator('ins', { hasText: 'The chemist, too.' }).waitFor();
  await picture(page, 'versions-section-ten');
  await page.goto(`/documents/${documentId}/text`);
  await page.getByRole('heading', { name: 'How we adapt it at home: Flussland e. V.' }).waitFor();
  await page.getByText('The chemist, too.').waitFor();
  await page.goto(`/documents/${documentId}`);
  for (const format of ['PDF', 'DOCX', 'MD', 'JSON']) {
    const address = await page.getByRole('link', { name: `Export Capacity model as ${format}` }).getAttribute('href');
    expect((await page.request.get(address ?? '')).headers()['content-disposition']).toMatch(/^attachment/);
  }
  expect(errors).toEqual([]);
  await context.close();
});

it('shows images and section 10 to whoever has no JavaScript', async () => {
  const { cookie } = world.lena.client;
  const body = writePng({ width: 30, height: 20, rgba: new Uint8Array(30 * 20 * 4).fill(120) });
  const headers = { cookie, 'content-type': 'image/png' };
  const answer = await fetch(`${world.server.url}/documents/${adaptationId}/images`, {
    method: 'POST',
    headers,
    body: new Uint8Array(body),
  });
  const { src } = (await answer.json()) as { src: string };
  await change(world.lena, adaptationId, (doc) => {
    const image = new Y.XmlElement('image');
    image.setAttribute('src', src);
    image.setAttribute('alt', 'The door of the bakery');
    doc.getXmlFragment(ADAPTATION.fragment).push([image]);
  });
  const { page, context, errors } = await visitAs(browser, world.aylin.client, { javaScriptEnabled: false });
  await page.goto(`/documents/${documentId}/text`);
  await page.getByRole('heading', { name: 'How we adapt it at home: Flussland e. V.' }).waitFor();
  const image = page.getByRole('img', { name: 'The door of the bakery' });
  await image.scrollIntoViewIfNeeded();
  await expect.poll(async () => (await image.boundingBox())?.width).toBe(30);
  await picture(page, 'text-image');
  expect(errors).toEqual([]);
  await context.close();
});

it.each([
  ['tr-TR', 'dark'],
  ['en-GB', 'light'],
] as const)('fits a phone in %s when there are versions to compare', async (locale, colorScheme) => {
  const { page, context } = await visitAs(browser, world.lena.client, { locale, colorScheme, viewport: { width: 320, height: 720 } });
  await page.goto(`/documents/${documentId}/versions`);
  await expect.poll(() => page.locator('.choosing option').count()).toBeGreaterThan(6);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await picture(page, `versions-phone-${colorScheme}`);
  // An adaptation has versions of its own, which its organisation alone keeps.
  await page.getByRole('link', { name: /Flussland e\. V\.( uyarlamasının sürümleri)?$/ }).click();
  await page.waitForURL(`**/documents/${adaptationId}/versions`);
  await expect.poll(() => page.locator('form[action="?/name"]').count()).toBe(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await context.close();
});

it('shows staff the history without a way to sign, and a stranger nothing', async () => {
  const staff = await visitAs(browser, world.staff, { locale: 'tr-TR', colorScheme: 'dark' });
  await staff.page.goto(`/documents/${documentId}/versions`);
  await staff.page.getByRole('heading', { level: 1 }).waitFor();
  for (const name of ['Sign', 'İmzala', 'Restore', 'Geri yükle'])
    expect(await staff.page.getByRole('button', { name, exact: true }).count()).toBe(0);
  await picture(staff.page, 'versions-staff-dark');
  const stranger = await visitAs(browser, world.stranger.client);
  const answer = await stranger.page.goto(`/documents/${documentId}/versions`);
  expect(answer?.status()).toBe(404);
  await Promise.all([staff.context.close(), stranger.context.close()]);
});
