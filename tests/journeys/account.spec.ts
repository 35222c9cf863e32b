import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, picture, visit } from '../support/browser.ts';
import { startDemo } from '../support/demo.ts';
import { linkIn, newestMailTo, open } from '../support/mailbox.ts';
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

const TEXTS = {
  en: {
    email: 'E-mail',
    ask: 'Send me a link',
    sent: 'a link is on its way',
    mail: 'Choose a new password for Köprü',
    newPassword: 'New password',
    keep: 'Keep this password',
    done: 'Your new password is set',
    password: 'Password',
    enter: 'Sign in',
    demo: 'a German organisation looking for a partner',
  },
  tr: {
    email: 'E-posta',
    ask: 'Bana bağlantı gönder',
    sent: 'bağlantı yola çıktı',
    mail: 'Köprü için yeni bir parola belirleyin',
    newPassword: 'Yeni parola',
    keep: 'Bu parolayı kaydet',
    done: 'Yeni parolanız kaydedildi',
    password: 'Parola',
    enter: 'Giriş yap',
    demo: 'ortak arayan bir Alman kuruluşu',
  },
} as const;

it.each([
  ['en', 'light', 'lena@kopru.test'],
  ['tr', 'dark', 'aylin@kopru.test'],
] as const)('a forgotten password is replaced, said so and used, without JavaScript, in %s', async (locale, colorScheme, email) => {
  const words = TEXTS[locale];
  const viewport = { width: 320, height: 800 };
  const { page, context } = await visit(browser, server.url, { locale, colorScheme, viewport, javaScriptEnabled: false });
  await page.goto('/sign-in');
  await page.getByText(words.demo).waitFor();
  expect(await page.getByText(words.done).count()).toBe(0);
  await page.goto('/forgot-password');
  await page.getByLabel(words.email).fill(email);
  await page.getByRole('button', { name: words.ask }).click();
  await page.getByText(words.sent).waitFor();
  const mail = await newestMailTo(server, email);
  expect(mail.subject).toBe(words.mail);
  // Its link leads on to the public address, whose port nobody knew when this server was configured.
  const { location } = await open(server, linkIn(mail));
  const { pathname, search } = new URL(location ?? '', server.url);
  await page.goto(pathname + search);
  await page.getByLabel(words.newPassword).fill('yepyeni dört sözcük');
  await page.getByRole('button', { name: words.keep }).click();
  await page.getByRole('status').getByText(words.done).waitFor();
  await picture(page, `account-reset-${locale}`);
  await page.getByLabel(words.email).fill(email);
  await page.getByLabel(words.password).fill('yepyeni dört sözcük');
  await page.getByRole('main').getByRole('button', { name: words.enter }).click();
  await page.waitForURL('**/home');
  await context.close();
});
