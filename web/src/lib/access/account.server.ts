import type { RequestEvent } from '@sveltejs/kit';
import { apiFetch } from './api-fetch.server.ts';
import { readSetCookie } from './set-cookie.ts';

/** Why an account request was not done; each has a text `account.problem-…`. */
export type AccountProblem = 'credentials' | 'rateLimited' | 'password' | 'email' | 'name' | 'link' | 'exists' | 'unreachable';

const PROBLEMS: Record<string, AccountProblem> = {
  INVALID_EMAIL_OR_PASSWORD: 'credentials',
  INVALID_PASSWORD: 'credentials',
  USER_NOT_FOUND: 'credentials',
  PASSWORD_TOO_SHORT: 'password',
  PASSWORD_TOO_LONG: 'password',
  INVALID_EMAIL: 'email',
  VALIDATION_ERROR: 'email',
  INVALID_NAME: 'name',
  INVALID_TOKEN: 'link',
  TOKEN_EXPIRED: 'link',
  USER_ALREADY_EXISTS: 'exists',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'exists',
};

/**
 * Posts to better-auth's own REST, so that its limits count, and hands its cookies on to the browser unless `cookies` is false.
 * Answers undefined when it was done.
 */
export async function askAccount(
  event: RequestEvent,
  path: string,
  body: Record<string, unknown>,
  { cookies = true }: { cookies?: boolean } = {},
): Promise<AccountProblem | undefined> {
  let response: Response;
  try {
    response = await apiFetch(event, `/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    return 'unreachable';
  }
  if (cookies) handOn(event, response);
  if (response.ok) return undefined;
  if (response.status === 429) return 'rateLimited';
  const answer: unknown = await response.json().catch(() => null);
  const code = typeof answer === 'object' && answer !== null && 'code' in answer ? String(answer.code) : '';
  return PROBLEMS[code] ?? (response.status === 401 ? 'credentials' : 'unreachable');
}

function handOn(event: RequestEvent, response: Response): void {
  for (const header of response.headers.getSetCookie()) {
    const cookie = readSetCookie(header);
    if (!cookie) continue;
    const { name, value, ...attributes } = cookie;
    event.cookies.set(name, value, { ...attributes, encode: (kept) => kept });
  }
}

/** Demo accounts to show on the sign-in page. */
export interface Demo {
  password: string;
  accounts: { email: string; text: string }[];
}

/** What the server offers when it runs as a demo; null on every other server. */
export async function demoOf(event: RequestEvent): Promise<Demo | null> {
  try {
    const response = await apiFetch(event, '/api/demo');
    if (!response.ok) return null;
    const answer = (await response.json()) as Partial<Demo> & { demo?: boolean };
    return answer.demo && answer.password && answer.accounts ? { password: answer.password, accounts: answer.accounts } : null;
  } catch {
    return null;
  }
}
