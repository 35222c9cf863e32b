/** better-auth's own tables (its generator's output for e-mail + password), in the schema `auth`. The library writes them; Köprü reads them. */
export const AUTH_TABLES: readonly string[] = [
  `create schema if not exists auth`,
  `create table auth."user" (
    id uuid primary key default uuidv7(), name text not null, email text not null unique, "emailVerified" boolean not null, image text,
    "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now())`,
  `create table auth.session (
    id uuid primary key default uuidv7(), "expiresAt" timestamptz not null, token text not null unique, "createdAt" timestamptz not null default now(),
    "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" uuid not null references auth."user"(id) on delete cascade)`,
  `create table auth.account (
    id uuid primary key default uuidv7(), "accountId" text not null, "providerId" text not null,
    "userId" uuid not null references auth."user"(id) on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text,
    "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, scope text, password text,
    "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null)`,
  `create table auth.verification (
    id uuid primary key default uuidv7(), identifier text not null, value text not null, "expiresAt" timestamptz not null,
    "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now())`,
  `create table auth."rateLimit" (id uuid primary key default uuidv7(), key text not null unique, count integer not null, "lastRequest" bigint not null)`,
  `create index on auth.session ("userId")`,
  `create index on auth.account ("userId")`,
  `create index on auth.verification (identifier)`,
];
