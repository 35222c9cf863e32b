import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM, type EntityClass } from '@mikro-orm/postgresql';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import pg from 'pg';
import { Database } from './database.ts';
import { Migration0001Rooms } from './migrations/0001-rooms.ts';
import { Migration0002Suggestion } from './migrations/0002-suggestion.ts';
import { Migration0003MatchRound } from './migrations/0003-match-round.ts';
import { Migration0004SearchNames } from './migrations/0004-search-names.ts';
import { Migration0005SavedSearch } from './migrations/0005-saved-search.ts';
import { Migration0006Feedback } from './migrations/0006-feedback.ts';
import { Migration0007Versions } from './migrations/0007-versions.ts';
import { Migration0008Adaptations } from './migrations/0008-adaptations.ts';
import { Migration0009Comments } from './migrations/0009-comments.ts';
import { Migration0010Notifications } from './migrations/0010-notifications.ts';
import { Migration0011DirectoryWalks } from './migrations/0011-directory-walks.ts';
import { Migration0014SearchAudiences } from './migrations/0014-search-audiences.ts';
import { Migration0018DocumentImages } from './migrations/0018-document-images.ts';
import { Migration0019Visits } from './migrations/0019-visits.ts';
import { Migration0020NotificationLetters } from './migrations/0020-notification-letters.ts';
import { Migration0021DailyLimits } from './migrations/0021-daily-limits.ts';
import { Migration0024Mentions } from './migrations/0024-mentions.ts';
import { Migration0025SearchChanges } from './migrations/0025-search-changes.ts';
import { Migration0026SearchFill } from './migrations/0026-search-fill.ts';
import { Migration0030WholeVersions } from './migrations/0030-whole-versions.ts';
import { Migration0031RoundHistory } from './migrations/0031-round-history.ts';
import { Migration0033FindFaces } from './migrations/0033-find-faces.ts';
import { Migration0034SilentIds } from './migrations/0034-silent-ids.ts';
import { Migration0035VersionNotifications } from './migrations/0035-version-notifications.ts';
import { Migration0036Impressions } from './migrations/0036-impressions.ts';
import { PipeliningClient } from './pipelining-client.ts';

// bigint columns (Yjs client ids) stay below 2^53.
pg.types.setTypeParser(20, Number);

const MIGRATIONS = [
  { name: '0001-rooms', class: Migration0001Rooms },
  { name: '0002-suggestion', class: Migration0002Suggestion },
  { name: '0003-match-round', class: Migration0003MatchRound },
  { name: '0004-search-names', class: Migration0004SearchNames },
  { name: '0005-saved-search', class: Migration0005SavedSearch },
  { name: '0006-feedback', class: Migration0006Feedback },
  { name: '0007-versions', class: Migration0007Versions },
  { name: '0008-adaptations', class: Migration0008Adaptations },
  { name: '0009-comments', class: Migration0009Comments },
  { name: '0010-notifications', class: Migration0010Notifications },
  { name: '0011-directory-walks', class: Migration0011DirectoryWalks },
  { name: '0014-search-audiences', class: Migration0014SearchAudiences },
  { name: '0018-document-images', class: Migration0018DocumentImages },
  { name: '0019-visits', class: Migration0019Visits },
  { name: '0020-notification-letters', class: Migration0020NotificationLetters },
  { name: '0021-daily-limits', class: Migration0021DailyLimits },
  { name: '0024-mentions', class: Migration0024Mentions },
  { name: '0025-search-changes', class: Migration0025SearchChanges },
  { name: '0026-search-fill', class: Migration0026SearchFill },
  { name: '0030-whole-versions', class: Migration0030WholeVersions },
  { name: '0031-round-history', class: Migration0031RoundHistory },
  { name: '0033-find-faces', class: Migration0033FindFaces },
  { name: '0034-silent-ids', class: Migration0034SilentIds },
  { name: '0035-version-notifications', class: Migration0035VersionNotifications },
  { name: '0036-impressions', class: Migration0036Impressions },
];

/** Opens the database; throws with the server's own words when it cannot be reached. */
export async function openDatabase(url: string, entities: EntityClass<object>[], poolSize = 10): Promise<Database> {
  const orm = await MikroORM.init(
    defineConfig({
      clientUrl: url,
      entities,
      metadataProvider: ReflectMetadataProvider,
      extensions: [Migrator],
      migrations: { migrationsList: MIGRATIONS, snapshot: false, allOrNothing: true, transactional: true },
      pool: { min: 0, max: poolSize },
      discovery: { warnWhenNoEntities: false },
      ensureDatabase: false,
    }),
  );
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  const writers = new pg.Pool({ connectionString: url, max: poolSize, pipeline: true, Client: PipeliningClient });
  // A connection cut by the server must not end the process: who uses it hears of it by their statement, and the next opens another.
  for (const each of [pool, writers]) each.on('error', () => undefined);
  writers.on('connect', (client) => client.on('error', () => undefined));
  return new Database(orm, pool, writers);
}

/** Brings the database to the newest shape; a second process waits for the first by an advisory lock. */
export async function migrate(database: Database): Promise<void> {
  const lock = await database.pool.connect();
  try {
    await lock.query('select pg_advisory_lock(7019410)');
    await database.orm.migrator.up();
  } finally {
    await lock.query('select pg_advisory_unlock(7019410)').catch(() => undefined);
    lock.release();
  }
}

/** Names of migrations not yet run. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  return (await database.orm.migrator.getPending()).map((migration) => migration.name);
}
