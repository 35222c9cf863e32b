/**
 * Co-editing beside Hocuspocus: `npm run bench:edit`. Recorded typing is replayed by real clients through the real servers, all on the same
 * PostgreSQL, in turns: one person's paper (259,778 edits, 100 to an update), two people who type at once (26,078 edits, each an update), many people
 * in many documents, and the loading of a long document. Prints acknowledgements, how soon others have a word, and the servers' processor time and
 * memory; for one person also how many acknowledged updates the database lacked when it was asked. Texts are compared in the end.
 * PART (alone, pair, crowd, cold; else all), ROUNDS (3), BATCHES and EDITS (all), SECONDS (15).
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '@kopru/api/database/embedded';
import pg from 'pg';
import { alone } from './edit/alone.ts';
import { cold } from './edit/cold.ts';
import { crowd } from './edit/crowd.ts';
import { Hocuspocus } from './edit/hocuspocus.ts';
import { Kopru } from './edit/kopru.ts';
import { pair } from './edit/pair.ts';
import { readPair, readTrace } from './edit/trace.ts';
import type { Contender } from './edit/writer.ts';
import { installPeers } from './peers-installed.ts';

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const [ROUNDS, MS] = [number('ROUNDS', 3), number('SECONDS', 15) * 1000];

const trace = readTrace(100, number('BATCHES', Infinity));
installPeers('@hocuspocus/server');
execFileSync('npm', ['run', '--silent', 'build', '--workspace', 'api'], {
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
  stdio: 'ignore',
});
const folder = mkdtempSync(join(tmpdir(), 'kopru-bench-'));
// A real disk: a commit waits for it, as in production.
const postgres = await startEmbeddedPostgres({ dataDir: folder });
const database = new pg.Pool({ connectionString: postgres.url, max: 2 });
// The last connection may still be closing when the server is told to stop.
database.on('error', () => undefined);
const contenders: Contender[] = [];
try {
  const kopru = await Kopru.start(postgres.url, database);
  const hocuspocus = await Hocuspocus.start(postgres.url, database, 'every change');
  contenders.push(kopru, hocuspocus);
  const parts: Readonly<Record<string, () => Promise<void>>> = {
    alone: () => alone(contenders, trace, ROUNDS),
    pair: () => pair(contenders, readPair(number('EDITS', Infinity))),
    crowd: async () => {
      const all = [...contenders, await Hocuspocus.start(postgres.url, database, 'by default')];
      try {
        await crowd(all, { rooms: 20, perRoom: 10, everyMs: 1000, ms: MS });
        await crowd(all, { rooms: 100, perRoom: 2, everyMs: 1000, ms: MS });
      } finally {
        await all.at(-1)?.stop();
      }
    },
    cold: () => cold(kopru, hocuspocus, database, trace, ROUNDS),
  };
  console.log(`${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`);
  for (const [name, part] of Object.entries(parts)) if (!process.env['PART'] || process.env['PART'] === name) await part();
  console.log(`\nload at the end ${loadavg()[0]?.toFixed(1)}`);
} finally {
  for (const contender of contenders) await contender.stop();
  await database.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
