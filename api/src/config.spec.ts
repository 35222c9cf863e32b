import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kopru-config-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const load = (env: Record<string, string> = {}) => loadConfig({ DATA_DIR: dir, ...env });
const secret = 'a-secret-of-more-than-32-characters';

function problems(env: Record<string, string>): string[] {
  try {
    load(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('defaults', () => {
  it('is a local demo with everything embedded', () => {
    expect(load()).toMatchObject({
      production: false,
      port: 3000,
      host: 'localhost',
      publicUrl: 'http://localhost:3000',
      trustedProxies: ['loopback'],
      databaseUrl: null,
      meilisearch: null,
      redisUrl: null,
      smtpUrl: null,
      dataDir: dir,
      demo: true,
      logLevel: 'info',
    });
  });

  it('makes one secret for a local installation, readable by its owner only, and keeps it', () => {
    const first = load().authSecret;
    expect(first.length).toBeGreaterThanOrEqual(43);
    expect(load().authSecret).toBe(first);
    expect(statSync(join(dir, 'secret')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dir, 'secret'), 'utf8')).toBe(first);
  });

  it('reads an empty variable as left out', () => {
    expect(load({ PORT: '', DATABASE_URL: ' ', MEILI_URL: '', MEILI_KEY: '' })).toMatchObject({ port: 3000, databaseUrl: null });
  });

  it.each([
    [{}, true],
    [{ SMTP_URL: 'smtp://localhost:2525' }, true],
    [{ DEMO: 'off' }, false],
    [{ DATABASE_URL: 'postgres://k@localhost/k' }, false],
    [{ DATABASE_URL: 'postgres://k@localhost/k', DEMO: 'on' }, true],
    [{ NODE_ENV: 'production', AUTH_SECRET: secret }, false],
    [{ PUBLIC_URL: 'https://kopru.example.org', AUTH_SECRET: secret }, false],
  ])('with %o the demo is %s', (env, demo) => {
    expect(load(env as Record<string, string>).demo).toBe(demo);
  });
});

describe('given values', () => {
  it('takes them', () => {
    const env = {
      PORT: '4100',
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://kopru.example.org/',
      DATABASE_URL: 'postgresql://k:p@db.example.org:5433/kopru?sslmode=require',
      MEILI_URL: 'http://search:7700',
      MEILI_KEY: 'k',
      REDIS_URL: 'rediss://cache:6380',
      SMTP_URL: 'smtps://u:p@mail.example.org',
      MAIL_FROM: 'Köprü <bridge@example.org>',
      AUTH_SECRET: secret,
      LOG_LEVEL: 'warn',
    };
    expect(load(env)).toMatchObject({
      port: 4100,
      publicUrl: 'https://kopru.example.org',
      databaseUrl: env.DATABASE_URL,
      meilisearch: { url: 'http://search:7700', key: 'k' },
      authSecret: secret,
      mailFrom: env.MAIL_FROM,
    });
  });
});

describe('mistakes', () => {
  it('names all of them at once', () => {
    const found = problems({
      PORT: 'abc',
      HOST: 'a b',
      DATABASE_URL: 'mysql://x/y',
      MEILI_URL: 'http://localhost:7700',
      REDIS_URL: 'nope',
      SMTP_URL: 'http://x',
      PUBLIC_URL: 'https://kopru.example.org/app',
      MAIL_FROM: 'nobody',
      DEMO: 'maybe',
      LOG_LEVEL: 'loud',
      AUTH_SECRET: 'short',
    });
    const named = found.map((problem) => problem.split(' ')[0]);
    expect(named.sort()).toEqual([
      'AUTH_SECRET',
      'DATABASE_URL',
      'DEMO',
      'HOST',
      'LOG_LEVEL',
      'MAIL_FROM',
      'MEILI_KEY',
      'PORT',
      'PUBLIC_URL',
      'REDIS_URL',
      'SMTP_URL',
    ]);
  });

  it('never prints a secret', () => {
    const text = problems({
      DATABASE_URL: 'mysql://k:hunter2@x/y',
      SMTP_URL: 'ftp://u:hunter2@x',
      AUTH_SECRET: 'hunter2',
      MEILI_KEY: 'hunter2',
      REDIS_URL: 'hunter2',
    }).join('\n');
    expect(text).not.toContain('hunter2');
  });

  it.each([
    [{ NODE_ENV: 'production' }, 'NODE_ENV is production'],
    [{ DATABASE_URL: 'postgres://k@db.example.org/k' }, 'DATABASE_URL'],
    [{ PUBLIC_URL: 'https://kopru.example.org' }, 'PUBLIC_URL'],
  ])('asks for AUTH_SECRET with %o', (env, reason) => {
    expect(problems(env as Record<string, string>)).toEqual([expect.stringMatching(`^AUTH_SECRET is missing.*${reason}`)]);
  });

  it.each(['70000', '-1', '80.5'])('refuses the port %s', (PORT) => {
    expect(problems({ PORT })).toEqual(['PORT must be a whole number from 0 to 65535.']);
  });

  it.each(['all', '10.0.0.0/33', '10.0.0', 'fd00::/8/1', 'loopback,'])('refuses the proxy %s', (TRUSTED_PROXIES) => {
    expect(problems({ TRUSTED_PROXIES })).toEqual([expect.stringMatching(/^TRUSTED_PROXIES must be/)]);
  });

  it('takes networks of proxies', () => {
    expect(load({ TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,fd00::/8, 192.0.2.7' }).trustedProxies).toEqual([
      'loopback',
      '10.0.0.0/8',
      'fd00::/8',
      '192.0.2.7',
    ]);
  });

  it('refuses a data folder that cannot be made', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(() => loadConfig({ DATA_DIR: join(dir, 'file', 'x') })).toThrow(/DATA_DIR cannot be used/);
  });
});
