/**
 * Where to send someone back to: a path of this site, else `fallback`. Anything that a browser could read as another site (a scheme,
 * `//host`, `/\host`, control characters) answers the fallback.
 */
export function returnPath(value: unknown, fallback = '/'): string {
  if (typeof value !== 'string' || !value.startsWith('/') || /[\\\u0000-\u001f]/.test(value)) return fallback;
  const base = 'https://here.invalid';
  try {
    const url = new URL(value, base);
    return url.origin === base && !value.startsWith('//') ? url.pathname + url.search + url.hash : fallback;
  } catch {
    return fallback;
  }
}
