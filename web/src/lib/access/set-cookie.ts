/** One Set-Cookie header, read (RFC 6265, 5.2); the value stays encoded as it came. */
export interface ReadCookie {
  name: string;
  value: string;
  path: string;
  httpOnly: boolean;
  secure: boolean;
  sameSite: 'lax' | 'strict' | 'none';
  /** Seconds; absent for a cookie that ends with the browser's session. */
  maxAge?: number;
}

/** Null for a header without a name. Attributes that we do not pass on (Domain, Expires beside Max-Age) are left out. */
export function readSetCookie(header: string): ReadCookie | null {
  const [pair = '', ...attributes] = header.split(';');
  const at = pair.indexOf('=');
  if (at < 1) return null;
  const read = new Map(
    attributes.map((attribute) => {
      const [name = '', ...value] = attribute.split('=');
      return [name.trim().toLowerCase(), value.join('=').trim()] as const;
    }),
  );
  const sameSite = read.get('samesite')?.toLowerCase();
  const maxAge = read.has('max-age') ? Number(read.get('max-age')) : expiryIn(read.get('expires'));
  return {
    name: pair.slice(0, at).trim(),
    value: pair.slice(at + 1).trim(),
    path: read.get('path') || '/',
    httpOnly: read.has('httponly'),
    secure: read.has('secure'),
    sameSite: sameSite === 'strict' || sameSite === 'none' ? sameSite : 'lax',
    ...(maxAge === undefined || Number.isNaN(maxAge) ? {} : { maxAge }),
  };
}

function expiryIn(expires: string | undefined): number | undefined {
  if (!expires) return undefined;
  return Math.round((Date.parse(expires) - Date.now()) / 1000);
}
