import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { checkIndex, isInStep } from '@kopru/api/directory/index-check';
import type { IndexKeeper } from '@kopru/api/directory/index-keeper';
import { newWorld, type World } from '../support/world.ts';

const PROGRAM = fileURLToPath(new URL('../../api/dist/search-check.js', import.meta.url));

let world: World;
let keeper: IndexKeeper;
beforeAll(async () => {
  world = await newWorld();
  keeper = world.server.services.indexKeepers.at(-1) as IndexKeeper;
  await vi.waitFor(async () => expect(await check(true)).toMatchObject({ waiting: 0, missing: 0 }), { timeout: 10_000 });
});
afterAll(() => world.close());

const sql = (text: string, values: unknown[] = []): Promise<unknown> => world.server.services.db.query(text, values);
const check = (dryRun: boolean) => checkIndex(world.server.services.db, keeper, dryRun);

/** The program as a person runs it: what it prints and its exit code. */
async function run(options: string[], env: Record<string, string> = {}): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const database = { DATABASE_URL: world.server.databaseUrl, AUTH_SECRET: 'x'.repeat(40), DEMO: 'off' };
    execFile(process.execPath, [PROGRAM, ...options], { env: { ...process.env, ...database, ...env } }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: stdout + stderr }),
    );
  });
}

/** One organisation is missing in the index, one differs, one is there that is nowhere else. */
async function disturb(): Promise<void> {
  await sql('delete from search.face where organisation_id = $1', [world.aylin.organisationId]);
  await sql(`update search.face set revision = 'old' where organisation_id = $1`, [world.lena.organisationId]);
  await sql(`insert into search.face select uuidv7(), face, audience, verified, without_partner, created_at, name, name_keys, names, tags, revision, body
    from search.face where organisation_id = '${world.stranger.organisationId}'`);
}

it('a dry run reports what differs and changes nothing; a repair brings it back', async () => {
  const inStep = { engine: 'postgres', waiting: 0, missing: 0, different: 0, surplus: 0, repaired: 0, away: false };
  await vi.waitFor(async () => expect(await check(true)).toEqual(inStep), { timeout: 10_000 });
  await disturb();
  const drift = { missing: 1, different: 1, surplus: 1 };
  expect(await check(true)).toMatchObject({ ...drift, repaired: 0 });
  const again = await check(true);
  expect(again).toMatchObject(drift);
  expect(isInStep(again)).toBe(false);
  const repaired = await check(false);
  expect(repaired).toMatchObject({ ...drift, repaired: 3 });
  expect(isInStep(repaired)).toBe(true);
  expect(await check(true)).toMatchObject({ missing: 0, different: 0, surplus: 0 });
});

it('what was changed a moment ago is on its way and no drift', async () => {
  await sql(`insert into search.search_dirty (target, organisation_id, not_before) values ('postgres', $1, now() + interval '1 hour')`, [
    world.aylin.organisationId,
  ]);
  await sql(`update search.face set revision = 'old' where organisation_id = $1`, [world.aylin.organisationId]);
  expect(await check(true)).toMatchObject({ waiting: 1, different: 0 });
  await sql('delete from search.search_dirty');
  expect(await check(false)).toMatchObject({ different: 1, repaired: 1 });
});

it('the program says it by its exit code: 0 in step, 1 differs, 2 not known', async () => {
  await disturb();
  expect(await run(['--dry-run'])).toMatchObject({ code: 1, text: expect.stringMatching(/DIFFERS.*missing 1.*different 1.*surplus 1/) });
  const repaired = await run(['--json']);
  expect(repaired.code).toBe(0);
  expect(JSON.parse(repaired.text)).toMatchObject({ engine: 'postgres', missing: 1, repaired: 3 });
  expect(await run(['--dry-run'])).toMatchObject({ code: 0, text: expect.stringContaining('in step') });
  expect((await run(['--all'])).code).toBe(2);
  expect((await run([], { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' })).code).toBe(2);
  const away = await run(['--dry-run'], { MEILI_URL: 'http://127.0.0.1:9', MEILI_KEY: 'k' });
  expect(away).toMatchObject({ code: 2, text: expect.stringContaining('does not answer') });
});
