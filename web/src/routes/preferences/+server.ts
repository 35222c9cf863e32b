import { redirect } from '@sveltejs/kit';
import { isLanguage, LANGUAGE_COOKIE } from '#lib/i18n/language.ts';
import { returnPath } from '#lib/preferences/return-path.ts';
import { THEME_COOKIE, themeFrom } from '#lib/preferences/theme.ts';
import type { RequestHandler } from './$types';

const YEAR = 365 * 24 * 60 * 60;

/** Keeps the language or the theme of this browser and leads back to the page it was chosen on. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  const keep = { path: '/', maxAge: YEAR, secure: url.protocol === 'https:', sameSite: 'lax' as const };
  const language = form.get('language');
  if (isLanguage(language)) cookies.set(LANGUAGE_COOKIE, language, keep);
  const theme = form.get('theme');
  if (typeof theme === 'string') cookies.set(THEME_COOKIE, themeFrom(theme), keep);
  redirect(303, returnPath(form.get('return')));
};
