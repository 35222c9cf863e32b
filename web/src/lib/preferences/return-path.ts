/**
 * Where to send someone back to: a path of this site, else `fallback`. Judged as a browser will read it (WHATWG URL): tabs are dropped,
 * `\` is `/`, dots are resolved, and what then begins with `//` would be another site.
 */
export function returnPath(value: unknown, fallback = '/'): string {
  const here = 'https://here.invalid';
  if (typeof value !== 'string' || !value.startsWith('/') || !URL.canParse(value, here)) return fallback;
  const { origin, pathname, search, hash } = new URL(value, here);
  return origin === here && !pathname.startsWith('//') ? pathname + search + hash : fallback;
}
