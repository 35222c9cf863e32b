import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from './database/embedded.ts';
import { migrate, openDatabase } from './database/orm.ts';
import { ENTITIES } from './rooms.ts';
import { emittedFiles } from './schema/emitted.ts';
import { buildApiSchema } from './schema/schema.ts';

/** Writes the contract files into the folder named on the command line; `npm run schema` calls it. The columns come from a database made for it. */
async function main(folder: string | undefined): Promise<void> {
  if (!folder) throw new Error('Name the folder to write to.');
  const temporary = mkdtempSync(join(tmpdir(), 'kopru-schema-'));
  // As root, the database runs as another account, which has to pass.
  chmodSync(temporary, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir: join(temporary, 'postgres'), throwaway: true });
  try {
    const db = await openDatabase(postgres.url, ENTITIES, 2);
    await migrate(db);
    const files = await emittedFiles(buildApiSchema(), db);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    await db.close();
  } finally {
    await postgres.stop();
    rmSync(temporary, { recursive: true, force: true });
  }
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
