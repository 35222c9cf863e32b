/**
 * How long a register takes: `node tests/bench/import.ts <address of a seeded demo> <converted.csv>`. Imports the file twice as staff through
 * the API, and waits after the first time until the directory counts every new organisation. Convert the real lists first:
 * `node scripts/convert-register.mjs ../shared/data/research-register.csv > /tmp/research.csv`.
 */
import { readFileSync } from 'node:fs';

const [address, file] = process.argv.slice(2);
if (!address || !file) throw new Error('Name a server and a file: node tests/bench/import.ts http://localhost:3000 /tmp/research.csv');

const IMPORT = `mutation ($csv: String!, $dryRun: Boolean) { importOrganisations(csv: $csv, dryRun: $dryRun) {
  created updated unchanged rejected { line column message } remarks { line column message } } }`;

interface Report {
  created: number;
  updated: number;
  unchanged: number;
  rejected: unknown[];
  remarks: unknown[];
}

async function signIn(): Promise<string> {
  const answer = await fetch(`${address}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: String(address) },
    body: JSON.stringify({ email: 'staff@kopru.test', password: 'kopru-demo-2026' }),
  });
  if (!answer.ok) throw new Error(`Sign-in failed: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

const cookie = await signIn();

async function ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const answer = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await answer.json()) as { data?: Data; errors?: unknown };
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
}

const found = async (): Promise<number> =>
  (await ask<{ organisations: { totalCount: number } }>('{ organisations(first: 0) { totalCount } }')).organisations.totalCount;

async function timed(what: string, csv: string, dryRun: boolean): Promise<Report> {
  const start = performance.now();
  const { importOrganisations: report } = await ask<{ importOrganisations: Report }>(IMPORT, { csv, dryRun });
  const { created, updated, unchanged, rejected, remarks } = report;
  const counts = `created ${created}, updated ${updated}, unchanged ${unchanged}, rejected ${rejected.length}, remarks ${remarks.length}`;
  console.log(
    `${what.padEnd(12)} ${((performance.now() - start) / 1000).toFixed(2).padStart(6)} s  ${counts}, in all ${created + updated + unchanged + rejected.length}`,
  );
  return report;
}

const csv = readFileSync(file, 'utf8');
const before = await found();
await timed('dry run', csv, true);
const start = performance.now();
const { created, rejected, remarks } = await timed('first time', csv, false);
const stored = performance.now();
while ((await found()) < before + created) await new Promise((resolve) => setTimeout(resolve, 100));
console.log(
  `searchable   ${((performance.now() - stored) / 1000).toFixed(2).padStart(6)} s after the answer (${((performance.now() - start) / 1000).toFixed(2)} s in all)`,
);
await timed('second time', csv, false);
for (const remark of [...rejected, ...remarks].slice(0, 10)) console.log(JSON.stringify(remark));
