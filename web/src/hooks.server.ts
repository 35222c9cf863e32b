import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { createGraphqlClient } from '#lib/graphql/client.server.ts';
import { chooseLanguage, LANGUAGE_COOKIE } from '#lib/i18n/language.ts';
import { viewerOf } from '#lib/person/viewer.server.ts';
import { THEME_COOKIE, themeFrom } from '#lib/preferences/theme.ts';
import { NOTE_HEADER, noteText } from '#lib/space/device-note.ts';

export const handle: Handle = async ({ event, resolve }) => {
  const { locals, cookies, request } = event;
  locals.language = chooseLanguage(cookies.get(LANGUAGE_COOKIE), request.headers.get('accept-language'));
  locals.theme = themeFrom(cookies.get(THEME_COOKIE));
  locals.graphql = createGraphqlClient(event);
  locals.viewer = viewerOf(event);

  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%kopru.language%', locals.language).replace('%kopru.theme%', locals.theme),
    preload: ({ type }) => type === 'css' || type === 'js',
  });
  // Pages differ by person, language and theme: no shared cache may keep them.
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-cache');
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    const personId = (await locals.viewer())?.id ?? null;
    response.headers.set(NOTE_HEADER, noteText({ personId, language: locals.language, theme: locals.theme }));
  }
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  return response;
};

/** Nothing internal reaches the page; the server's own log gets the error without the request's address, which may name people. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'unknown') console.error(`Page ${event.route.id ?? 'without a route'} failed:`, error);
};
