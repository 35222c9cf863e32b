import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type App, BUILT, FOLDING, STORING, type Moment } from './harness/app.ts';
import { Stage } from './harness/stage.ts';

/** `npm run faults` takes a thousand; with another SEED others write other words, so that some runs side by side are worth as much as a long one. */
const KILLS = Number(process.env['KILLS'] ?? 30);
const SEED = Number(process.env['SEED'] ?? 20_261_129);
const VERIFY_EVERY = 50;
/** A log is folded after 500 updates, so a death while it is takes longer to come; every tenth is one. */
const FOLDING_EVERY = 10;
const LIMIT_MS = 300_000 + KILLS * 15_000;
/** A moment that has not come by then never will: people write all the time. A fold waits until they have written a lot, and on a busy machine many words go in one update. */
const PATIENCE_MS = { storing: 120_000, folding: 900_000 };

let stage: Stage | undefined;
let app: App | undefined;
let overdueAt: Moment | undefined;
afterEach(async () => {
  if (app?.running) await app.kill();
  await stage?.close();
});

function momentOf(kill: number): Moment {
  const round = Math.floor(kill / FOLDING_EVERY);
  const moment = kill % FOLDING_EVERY === FOLDING_EVERY - 1 ? FOLDING[round % FOLDING.length] : STORING[(kill + round) % STORING.length];
  return moment ?? 'any';
}

/** One life of the server: it starts, people write, it dies at a moment. */
async function life(on: Stage, at: Moment, built?: string): Promise<void> {
  const folding = at.endsWith('fold');
  const after = folding ? 0 : on.random(12);
  app = await on.serve({ dies: { at, after }, ...(built && { built }) });
  if (at === 'any') setTimeout(() => void app?.kill(), 50 + on.random(400));
  const overdue = setTimeout(
    () => {
      overdueAt = at;
      void app?.kill();
    },
    PATIENCE_MS[folding ? 'folding' : 'storing'],
  );
  await app.ended;
  clearTimeout(overdue);
  expect(overdueAt, 'a moment at which the server should have died').toBeUndefined();
}

describe('killed again and again while four people write', () => {
  it(
    `loses nothing that was acknowledged, in ${KILLS} kills`,
    async () => {
      const on = (stage = await Stage.open(SEED));
      on.joinAll();
      on.begin();
      for (let kill = 0; kill < KILLS; kill += 1) {
        await life(on, momentOf(kill));
        if (kill % VERIFY_EVERY !== VERIFY_EVERY - 1) continue;
        app = await on.serve();
        await on.rest();
        console.log(`${kill + 1} kills so far, ${await on.verify()} acknowledged words, all there`);
        on.begin();
        await app.kill();
      }
      app = await on.serve();
      await on.rest();
      const words = await on.verify();
      console.log(`${KILLS} kills, ${words} acknowledged words, all there`);
      expect(words).toBeGreaterThan(KILLS);
    },
    LIMIT_MS,
  );
});

/** Where the built server stores a batch; who waits is answered after it. */
const COMMITTING = 'const commit = await this.store(documentId, sequence, updates, changing';

describe('a build that acknowledges before it commits', () => {
  /** The built server with one change: whoever waits is answered before the statement is sent. It lies where the server's packages are found. */
  function hastyBuild(): string {
    const folder = mkdtempSync(fileURLToPath(new URL('../../api/node_modules/.hasty-', import.meta.url)));
    cpSync(BUILT, folder, { recursive: true });
    const files = readdirSync(folder).filter((file) => file.endsWith('.js'));
    const found = files.map((file) => ({ file: `${folder}/${file}`, parts: readFileSync(`${folder}/${file}`, 'utf8').split(COMMITTING) }));
    const places = found.filter(({ parts }) => parts.length > 1);
    expect(
      places.map(({ parts }) => parts.length),
      'the one place where batches are committed, in the build',
    ).toEqual([2]);
    const { file, parts } = places[0]!;
    const early = 'accepted.forEach(({ waiting }, index) => waiting.resolve(sequence + 1 + index));';
    const answered = 'await new Promise((later) => setTimeout(later, 20));';
    writeFileSync(file, parts.join(`${early} ${answered} ${COMMITTING}`));
    return folder;
  }

  it('is found out: what it acknowledged is not there', async () => {
    const built = hastyBuild();
    try {
      const on = (stage = await Stage.open(7));
      on.join('a', on.world.aylin).begin();
      const lost: string[] = [];
      for (let kill = 0; kill < 10 && lost.length === 0; kill += 1) {
        await life(on, 'before-commit', built);
        lost.push(...(await on.oracle.faultsOfLog(on.db, on.documentId)));
      }
      expect(lost.join('\n')).toMatch(/was acknowledged|is empty/);
    } finally {
      rmSync(built, { recursive: true, force: true });
    }
  }, 300_000);
});
