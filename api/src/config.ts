import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** Everything the server may be told from outside. Read once at start; no other file reads the environment. */
export interface Config {
  readonly production: boolean;
  /** TCP port of the one HTTP server; 0 lets the system choose one. */
  readonly port: number;
  readonly host: string;
  /** Origin that people use, without a slash at the end: e-mail links, cookies and the Origin check depend on it. */
  readonly publicUrl: string;
  /** True when publicUrl was not given, so that it may follow the port that was really bound. */
  readonly publicUrlIsDefault: boolean;
  /** Whose word counts about who asked and how (X-Forwarded-*): addresses, networks, or the names loopback, linklocal, uniquelocal. */
  readonly trustedProxies: string[];
  /** null: start the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null;
  /** null: PostgreSQL answers searches. */
  readonly meilisearch: { readonly url: string; readonly key: string } | null;
  /** null: one process, so events stay in its memory. */
  readonly redisUrl: string | null;
  /** null: mail is kept for the demo mailbox page. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Absolute path; exists after loading. */
  readonly dataDir: string;
  readonly authSecret: string;
  /** Seed invented demo data into an empty database and show the demo accounts. */
  readonly demo: boolean;
  readonly logLevel: LogLevel;
}

/** The configuration is wrong. `problems` has one plain sentence per mistake and never a secret. */
export class ConfigError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:\n${problems.map((p) => `  - ${p}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A URL with one of the schemes. The message names schemes only: the value may hold a password. */
function url(schemes: string[], example: string) {
  const message = `must be a URL like ${example}`;
  return z
    .string()
    .refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol) && new URL(value).hostname !== '', message)
    .optional();
}

const port = z.coerce.number('must be a whole number from 0 to 65535').int('must be a whole number from 0 to 65535');

const environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: port.min(0, 'must be a whole number from 0 to 65535').max(65_535, 'must be a whole number from 0 to 65535').default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an IP address')
    .default('localhost'),
  PUBLIC_URL: url(['http:', 'https:'], 'https://kopru.example.org').refine(
    (value) => value === undefined || !URL.canParse(value) || isOrigin(value),
    'must be an address without path, query, name or password',
  ),
  TRUSTED_PROXIES: z
    .string()
    .default('loopback')
    .transform((value) => value.split(',').map((part) => part.trim()))
    .refine((parts) => parts.every(isAddresses), 'must be addresses or networks, or loopback, linklocal, uniquelocal, with commas between'),
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://name:password@host:5432/kopru'),
  MEILI_URL: url(['http:', 'https:'], 'http://localhost:7700'),
  MEILI_KEY: z.string().optional(),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://localhost:6379'),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://name:password@mail.example.org:587'),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/, 'must be an e-mail address like "Köprü <kopru@example.org>"')
    .default('Köprü <kopru@localhost.localdomain>'),
  DATA_DIR: z.string().default('.data'),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters; "openssl rand -base64 32" makes a good one').optional(),
  DEMO: z.enum(['on', 'off'], 'must be on or off').optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'must be fatal, error, warn, info, debug, trace or silent')
    .default('info'),
});

type Parsed = z.infer<typeof environment>;

/**
 * Reads the configuration, or throws a ConfigError that names every mistake at once.
 * An empty variable counts as left out, as compose files and CI produce them.
 * Creates DATA_DIR, and in it a secret when none is given and this is a local installation.
 */
export function loadConfig(env: Environment): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = environment.safeParse(given);
  // Rules between variables are checked on what is well-formed, so that one start names all the mistakes.
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`);
  problems.push(...problemsBetween(given));
  if (!parsed.success || problems.length > 0) throw new ConfigError([...new Set(problems)]);

  const values = parsed.data;
  const dataDir = prepareDataDir(values.DATA_DIR);
  return {
    production: values.NODE_ENV === 'production',
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ? new URL(values.PUBLIC_URL).origin : `http://localhost:${values.PORT}`,
    publicUrlIsDefault: !values.PUBLIC_URL,
    trustedProxies: values.TRUSTED_PROXIES,
    databaseUrl: values.DATABASE_URL ?? null,
    meilisearch: values.MEILI_URL && values.MEILI_KEY ? { url: values.MEILI_URL, key: values.MEILI_KEY } : null,
    redisUrl: values.REDIS_URL ?? null,
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAIL_FROM,
    dataDir,
    authSecret: values.AUTH_SECRET ?? ownSecret(dataDir),
    demo: values.DEMO ? values.DEMO === 'on' : demoByDefault(values),
    logLevel: values.LOG_LEVEL,
  };
}

/** A demo has accounts with a known password, so it is never the default where other people's data or the internet may be. */
function demoByDefault(values: Parsed): boolean {
  return !values.DATABASE_URL && values.NODE_ENV !== 'production' && isLocal(values.PUBLIC_URL);
}

function problemsBetween(given: Record<string, string | undefined>): string[] {
  const problems: string[] = [];
  if (given.MEILI_URL && !given.MEILI_KEY) problems.push('MEILI_KEY is missing: MEILI_URL and MEILI_KEY are set together or not at all.');
  if (given.MEILI_KEY && !given.MEILI_URL) problems.push('MEILI_URL is missing: MEILI_URL and MEILI_KEY are set together or not at all.');
  const reason = reasonForSecret(given);
  if (reason && !given.AUTH_SECRET) {
    problems.push(`AUTH_SECRET is missing: it is required when ${reason}; "openssl rand -base64 32" makes a good one.`);
  }
  return problems;
}

/** Why a secret that only this machine knows would not do, or null when it does. */
function reasonForSecret(given: Record<string, string | undefined>): string | null {
  if (given.NODE_ENV === 'production') return 'NODE_ENV is production';
  if (!isLocal(given.DATABASE_URL)) return 'DATABASE_URL is not on this machine';
  if (!isLocal(given.PUBLIC_URL)) return 'PUBLIC_URL is not on this machine';
  return null;
}

function isAddresses(part: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(part)) return true;
  const [address = '', bits, ...rest] = part.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return most > 0 && rest.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most));
}

function isOrigin(value: string): boolean {
  const { pathname, search, hash, username, password } = new URL(value);
  return pathname === '/' && !search && !hash && !username && !password;
}

/** Left out counts as local; what is not a URL is reported elsewhere. */
function isLocal(value: string | undefined): boolean {
  if (!value || !URL.canParse(value)) return true;
  const host = new URL(value).hostname.toLowerCase();
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}

function prepareDataDir(given: string): string {
  const dataDir = resolve(given);
  try {
    const created = makeFolder(dataDir);
    // Others may pass through but not list: the embedded PostgreSQL may run as another user. A folder that was there is left as it is.
    if (created) chmodSync(dataDir, 0o711);
  } catch (error) {
    throw new ConfigError([`DATA_DIR cannot be used: ${dataDir} (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`]);
  }
  return dataDir;
}

/** Makes a folder and those above it, and answers the topmost it made. One by one: where nothing can be made (/proc), Node's own way never ends. */
function makeFolder(folder: string): string | null {
  if (existsSync(folder)) {
    if (statSync(folder).isDirectory()) return null;
    throw Object.assign(new Error(), { code: 'ENOTDIR' });
  }
  const above = makeFolder(dirname(folder));
  mkdirSync(folder);
  return above ?? folder;
}

/** Signs sessions of a local installation. Made once; link() makes it appear whole or not at all, also when two starts race. */
function ownSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new ConfigError([`DATA_DIR cannot be used: ${file} (${code}). Start as the user who owns it, or set another DATA_DIR.`]);
  }
}
