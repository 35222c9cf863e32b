import { createHmac, timingSafeEqual } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import pg from 'pg';
import type { Database } from '../database/database.ts';
import { languageOfPerson } from '../mail/letter.ts';
import type { MailService } from '../mail/mail.service.ts';
import { cleanText, holdsAddress, lengthOf } from '../schema/text.ts';
import { accountLetter } from './person.letters.ts';

export interface AuthOptions {
  databaseUrl: string;
  publicUrl: string;
  /** The same when a mail is written: by then the port is known, whoever chose it. */
  address: () => string;
  secret: string;
  /** The demo lets one machine try many accounts; elsewhere guessing is slowed down. */
  relaxed: boolean;
  /** Told whose sessions have just ended, so that what they had open live ends too. */
  onSessionsEnded: (personId: string) => void;
  /** What went wrong inside, without the values it went wrong with: they are people's addresses. */
  warn: (message: string) => void;
}

/** What better-auth says of somebody who asked for a link by letter. */
interface Asked {
  readonly user: { readonly id: string; readonly email: string; readonly name: string };
  readonly url: string;
}

const COOKIE = 'better-auth.session_token';
const SESSION_SECONDS = 30 * 24 * 3600;
/** Set by our own server from the connection; whatever a client sends under this name is overwritten. */
export const CLIENT_ADDRESS_HEADER = 'x-kopru-client-address';

/** better-auth on its own tables: e-mail and password, verification, reset. Signing in is its REST, never a mutation. */
export function openAuth(options: AuthOptions, mail: MailService, db: Database) {
  const pool = new pg.Pool({ connectionString: options.databaseUrl, max: 4, options: '-c search_path=auth' });
  pool.on('error', () => undefined);
  const write = async (kind: Parameters<typeof accountLetter>[0], { user, url }: Asked, request: Request | undefined): Promise<void> => {
    const language = await languageOfPerson(db, user.id, request?.headers.get('accept-language'));
    await mail.send(db, { to: user.email, ...accountLetter(kind, language, { name: user.name, url: at(options.address(), url) }) });
  };
  const auth = betterAuth({
    appName: 'Köprü',
    baseURL: options.publicUrl,
    basePath: '/api/auth',
    secret: options.secret,
    database: pool,
    trustedOrigins: [options.publicUrl],
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: async ({ user }) => options.onSessionsEnded(user.id),
      sendResetPassword: (about, request) => write('reset', about, request),
    },
    emailVerification: {
      sendOnSignUp: true,
      autoSignInAfterVerification: false,
      sendVerificationEmail: (about, request) => write('confirmation', about, request),
    },
    databaseHooks: {
      user: {
        create: { before: async (user) => ({ data: { ...user, name: cleanName(user.name) } }) },
        update: { before: async (user) => ({ data: user.name === undefined ? user : { ...user, name: cleanName(user.name) } }) },
      },
    },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    rateLimit: limits(options.relaxed),
    advanced: {
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      // Left out, better-auth would not look at redirect addresses while tests run, and so nothing would show that it does.
      disableOriginCheck: false,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
    },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (_level, message, ...values: unknown[]) => options.warn([firstLine(message), ...values.map(codeOf)].join(' ').trim()),
    },
  });
  return { handler: auth.handler, api: auth.api, origin: options.publicUrl, close: () => pool.end() };
}

export type Auth = ReturnType<typeof openAuth>;

/** The same path elsewhere. */
const at = (origin: string, url: string): string => origin + new URL(url).pathname + new URL(url).search;

/** Tries per address and window (seconds). */
const limits = (relaxed: boolean) => ({
  enabled: true,
  storage: 'database' as const,
  window: 10,
  max: relaxed ? 2000 : 100,
  customRules: {
    '/sign-in/email': { window: 10, max: relaxed ? 60 : 5 },
    '/sign-up/email': { window: 60, max: relaxed ? 600 : 10 },
    '/request-password-reset': { window: 60, max: relaxed ? 60 : 3 },
    '/send-verification-email': { window: 60, max: relaxed ? 60 : 3 },
  },
});

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
/** PostgreSQL's error code, or nothing: an error's detail quotes the row. */
const codeOf = (value: unknown): string => (value instanceof Error && 'code' in value ? String(value.code) : '');

const MAX_NAME = 100;

/** A name goes into mails that we send to any address: one line, and short. */
function cleanName(given: unknown): string {
  const name = cleanText(String(given)) ?? '';
  if (name === '' || lengthOf(name) > MAX_NAME || holdsAddress(name)) {
    throw new APIError('BAD_REQUEST', { code: 'INVALID_NAME', message: `Give a name of 1 to ${MAX_NAME} letters, without an address.` });
  }
  return name;
}

/** The session token of a request's cookie when its signature (HMAC-SHA256 with the secret, as better-auth signs) is ours; else null. */
export function sessionToken(cookieHeader: string | undefined, secret: string): string | null {
  if (!cookieHeader?.includes(COOKIE)) return null;
  for (const part of cookieHeader.split(';')) {
    const [name, value] = splitOnce(part.trim(), '=');
    if (name !== COOKIE && name !== `__Secure-${COOKIE}`) continue;
    const signed = safeDecode(value);
    const dot = signed.lastIndexOf('.');
    if (dot < 1) continue;
    const token = signed.slice(0, dot);
    const given = Buffer.from(signed.slice(dot + 1), 'base64');
    const expected = createHmac('sha256', secret).update(token).digest();
    if (given.length === expected.length && timingSafeEqual(given, expected)) return token;
  }
  return null;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function safeDecode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}
