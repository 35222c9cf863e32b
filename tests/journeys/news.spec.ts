import { addRow } from '@kopru/schema/capacity-model-document';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { picture } from '../support/browser.ts';
import { change, NAME, SIGN, write } from '../support/versions.ts';
import { journeysInSpace } from '../support/space-journey.ts';

const space = journeysInSpace('journey');

const news = (page: Page) => page.locator('[data-news]');
const mark = (page: Page, section: string) => page.locator(`nav a[href="#${section}"]`).getByText('changed since you were here');

/** The server has heard how far somebody has read. */
const isRead = async (sequence: number): Promise<void> => {
  await expect
    .poll(
      async () =>
        (
          await space.world.server.services.db.query('select max(sequence) as at from document_visit where document_id = $1', [
            space.documentId,
          ])
        ).rows,
    )
    .toEqual([{ at: sequence }]);
};

/** Aylin was here four days ago; since then Lena wrote in two sections, commented, and signed a version. */
async function aWeekPasses(): Promise<string> {
  const { aylin, lena, server } = space.world;
  await write(aylin, space.documentId, 'Volunteers leave in summer.');
  const { page, context } = await space.enter(aylin);
  await isRead(1);
  expect(await news(page).count()).toBe(0);
  await context.close();
  await server.services.db.query(
    `update document_visit set read_at = now() - interval '4 days', began_at = now() - interval '4 days' where document_id = $1`,
    [space.documentId],
  );
  await write(lena, space.documentId, 'Those who have a task stay.');
  await change(lena, space.documentId, (doc) => void addRow(doc, 'risks', { risk: 'Nobody has time in May' }));
  await lena.client.ask('mutation ($input: StartCommentInput!) { startComment(input: $input) { id } }', {
    input: { documentId: space.documentId, section: 'budget', body: 'Who pays the trains?' },
  });
  const { nameDocumentVersion } = await lena.client.ask(NAME, { documentId: space.documentId, name: 'After May' });
  await lena.client.ask(SIGN, { id: nameDocumentVersion.id, organisationId: lena.organisationId });
  return (await lena.client.ask('{ me { name } }')).me.name as string;
}

it('somebody who comes back reads who wrote where, sees what changed, and the marks go when it is read', async () => {
  const lena = await aWeekPasses();
  const { page, context, errors } = await space.enter(space.world.aylin);
  await news(page)
    .getByRole('heading', { name: /^What changed since \w+day$/ })
    .waitFor();
  await news(page).getByText(`${lena} wrote`).first().waitFor();
  expect(await news(page).getByRole('listitem').allInnerTexts()).toMatchObject([
    expect.stringContaining(`${lena} wrote`),
    expect.stringContaining('one new comment'),
    expect.stringContaining(`${lena} wrote`),
    expect.stringContaining('one version kept · one version signed'),
  ]);
  for (const section of ['practice', 'risks', 'budget']) await mark(page, section).waitFor({ state: 'attached' });
  await picture(page, 'news');

  await page.getByRole('button', { name: 'Show what changed, word by word' }).click();
  await news(page).getByText('Those who have a task stay.').waitFor();
  await news(page).getByText('Nobody has time in May').first().waitFor();
  expect(await news(page).getByText('Volunteers leave in summer.').count()).toBe(0);
  await picture(page, 'news-compared');
  await expect.poll(() => mark(page, 'risks').count()).toBe(0);

  // A reload is the same stay: it still says what changed, and what is read stays read.
  await page.reload();
  await news(page).getByText(`${lena} wrote`).first().waitFor();
  expect(await mark(page, 'practice').count()).toBe(0);
  await news(page).getByRole('button', { name: 'I have read it' }).click();
  expect(await news(page).count()).toBe(0);
  await isRead(3);
  await context.close();

  // The next stay begins where this one ended.
  const next = await space.enter(space.world.aylin);
  await write(space.world.lena, space.documentId, 'One more thing.');
  await next.page.getByText('One more thing.').waitFor();
  expect(await news(next.page).count()).toBe(0);
  expect([...errors, ...next.errors]).toEqual([]);
  await next.context.close();
});

it('a section that is looked at is read; it fits a phone, in Turkish and in the dark too', async () => {
  const lena = await aWeekPasses();
  const { page, context, errors } = await space.enter(space.world.aylin, { viewport: { width: 320, height: 720 }, colorScheme: 'dark' });
  await news(page).getByText(`${lena} wrote`).first().waitFor();
  await news(page).scrollIntoViewIfNeeded();
  await picture(page, 'news-320-dark');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await news(page).getByRole('link', { name: /Risks/ }).click();
  await expect.poll(() => mark(page, 'risks').count(), { timeout: 10_000 }).toBe(0);
  await expect.poll(() => mark(page, 'budget').count()).toBe(1);
  await page.getByRole('button', { name: 'Show what changed, word by word' }).click();
  await news(page).getByText('Those who have a task stay.').waitFor();
  await picture(page, 'news-compared-320-dark');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await context.addCookies([{ name: 'kopru-language', value: 'tr', url: space.world.server.url }]);
  await page.reload();
  await news(page).getByText(`${lena} yazdı`).first().waitFor();
  await picture(page, 'news-320-tr');
  expect(errors).toEqual([]);
  await context.close();
});
