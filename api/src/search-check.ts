import { join } from 'node:path';
import { ConfigError, loadConfig } from './config.ts';
import { startEmbeddedPostgres } from './database/embedded.ts';
import { openDatabase, pendingMigrations } from './database/orm.ts';
import { checkIndex, isInStep, type IndexReport } from './directory/index-check.ts';
import { ENTITIES } from './rooms.ts';
import { Services } from './services.ts';

/** Exit codes: every index is in step (also: was brought back); something differs; it could not be found out. */
const IN_STEP = 0;
const DIFFERS = 1;
const UNKNOWN = 2;

const USAGE = 'Options: --dry-run (only look), --json (one line per index for a program).';

function line(report: IndexReport): string {
  const { engine, waiting, missing, different, surplus, repaired, away } = report;
  if (away) return `${engine.padEnd(12)} does not answer; nothing is known of it`;
  const parts = [`missing ${missing}`, `different ${different}`, `surplus ${surplus}`, `repaired ${repaired}`, `on their way ${waiting}`];
  return `${engine.padEnd(12)} ${isInStep(report) ? 'in step' : 'DIFFERS'}   ${parts.join('   ')}`;
}

/** `npm run search:check`: compares every index with the database and repairs what differs. */
async function main(options: readonly string[]): Promise<number> {
  if (options.some((option) => !['--dry-run', '--json'].includes(option))) {
    console.error(USAGE);
    return UNKNOWN;
  }
  const config = loadConfig(process.env);
  const embedded = config.databaseUrl ? null : await startEmbeddedPostgres({ dataDir: join(config.dataDir, 'postgres') });
  try {
    const db = await openDatabase(config.databaseUrl ?? embedded?.url ?? '', ENTITIES, 4);
    try {
      if ((await pendingMigrations(db)).length > 0) throw new Error('The database is of an older version: start Köprü once before.');
      const services = new Services(config, db);
      const reports: IndexReport[] = [];
      for (const keeper of services.indexKeepers) reports.push(await checkIndex(db, keeper, options.includes('--dry-run')));
      for (const report of reports) console.log(options.includes('--json') ? JSON.stringify(report) : line(report));
      await services.close();
      return reports.some(({ away }) => away) ? UNKNOWN : reports.every(isInStep) ? IN_STEP : DIFFERS;
    } finally {
      await db.close();
    }
  } finally {
    await embedded?.stop();
  }
}

main(process.argv.slice(2)).then(
  (code) => void (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof ConfigError || error instanceof Error ? error.message : error);
    process.exitCode = UNKNOWN;
  },
);
