import { expect, it } from 'vitest';
import { readSetCookie } from './set-cookie.ts';

it('reads what better-auth sets', () => {
  expect(readSetCookie('__Secure-better-auth.session_token=abc.d%2Fe%3D; Max-Age=604800; Path=/; HttpOnly; Secure; SameSite=Lax')).toEqual({
    name: '__Secure-better-auth.session_token',
    value: 'abc.d%2Fe%3D',
    path: '/',
    maxAge: 604_800,
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
  });
});

it('keeps the equals signs of a value and the end of a cookie', () => {
  expect(readSetCookie('a=b==; Max-Age=0')).toMatchObject({ value: 'b==', maxAge: 0, httpOnly: false });
  expect(readSetCookie('a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT')?.maxAge).toBeLessThan(0);
});

it('refuses a header without a name', () => {
  expect(readSetCookie('=x')).toBeNull();
});
