/**
 * Opens a space without network. Kept are this build's files and the page `/offline` as a visitor gets it: never a page with anything of a
 * person in it. Registered by the space of somebody who keeps their work on this device (lib/space/offline-shell).
 */
import { version } from '$app/env';
import { assets, immutable } from '$app/manifest';
import { self } from '$app/service-worker';
import { LANGUAGES } from '../lib/i18n/language.ts';
import { keepNote, keptNote, NOTE_CACHE, NOTE_HEADER } from '../lib/space/device-note.ts';

const CACHE = `kopru-build-${version}`;
const SHELL = '/offline';

/** Letters that neither language of the interface uses are left to the system's fonts. */
const FOREIGN_LETTERS = /-(cyrillic|greek|vietnamese)(-ext)?-/;
const FILES = [...immutable, ...assets].map(({ path }) => `/${path.replace(/^\//, '')}`).filter((path) => !FOREIGN_LETTERS.test(path));
const kept = new Set(FILES);

const shellIn = (language: string): string => `${SHELL}?language=${language}`;

self.addEventListener('install', (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(dropOthers().then(() => self.clients.claim())));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(pageAt(url, request));
  else if (kept.has(url.pathname)) event.respondWith(fileFor(request));
});

/** All or nothing: a browser that could not get everything goes on without, and tries again. */
async function fill(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
  for (const language of Object.keys(LANGUAGES)) {
    const shell = await fetch(SHELL, { credentials: 'omit', cache: 'no-store', headers: { 'accept-language': language } });
    // While one build takes the place of another, the page can be of the other.
    const asks = (await shell.clone().text()).match(/_app\/immutable\/[\w./-]+\.(js|css)/g) ?? [];
    if (!shell.ok || shell.redirected || asks.length === 0 || asks.some((path) => !kept.has(`/${path}`)))
      throw new Error('The page is not of this build.');
    await cache.put(shellIn(language), shell);
  }
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE && name !== NOTE_CACHE).map((name) => caches.delete(name)));
}

/** Always the server's page; without network the empty one, which knows by its address what was wanted. */
async function pageAt(url: URL, request: Request): Promise<Response> {
  try {
    const page = await fetch(request);
    const note = page.headers.get(NOTE_HEADER);
    if (note) await keepNote(note).catch(() => undefined);
    return page;
  } catch (unreachable) {
    const language = (await keptNote())?.language ?? 'en';
    const shell = await caches.match(shellIn(language), { cacheName: CACHE, ignoreVary: true });
    if (!shell) throw unreachable;
    return url.pathname === SHELL ? shell : Response.redirect(`${SHELL}?to=${encodeURIComponent(url.pathname + url.search)}`);
  }
}

async function fileFor(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: CACHE, ignoreVary: true })) ?? fetch(request);
}
