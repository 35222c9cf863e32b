import process from 'node:process';
import type { RequestEvent } from '@sveltejs/kit';

/** Headers by which the API knows who asks, from where, and in which language to answer. */
function forwardedHeaders(event: RequestEvent): Headers {
  const headers = new Headers();
  for (const name of ['cookie', 'origin', 'user-agent']) {
    const value = event.request.headers.get(name);
    if (value) headers.set(name, value);
  }
  headers.set('accept-language', event.locals.language);
  // Rate limits count the person's address, not this process's.
  headers.set('x-forwarded-for', event.getClientAddress());
  headers.set('x-forwarded-proto', event.url.protocol.replace(':', ''));
  headers.set('x-forwarded-host', event.url.host);
  return headers;
}

/**
 * Where the API is, seen from this process. `KOPRU_INTERNAL_URL` is read anew each time, because the server that mounts these pages
 * knows its own port only once it listens.
 */
export function apiUrl(event: RequestEvent, path: string): string {
  return new URL(path, process.env['KOPRU_INTERNAL_URL'] || event.url.origin).href;
}

/**
 * Asks the API in the name of the person whose request this is: their cookies and language go along, redirects are handed back
 * instead of followed. Throws TypeError when the API cannot be reached.
 */
export function apiFetch(event: RequestEvent, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = forwardedHeaders(event);
  for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
  return fetch(apiUrl(event, path), { ...init, headers, redirect: 'manual' });
}
