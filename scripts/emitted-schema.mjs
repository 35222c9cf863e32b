// The contract files that are emitted from the code and committed: schema/schema.graphql, exposure.md, …
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './building.mjs';
import { inProject, node24, Stop } from './project.mjs';
import { run } from './processes.mjs';

/** Writes the files into a folder. */
export async function emitSchema(/** @type {string} */ folder) {
  await build('api');
  const { code, output } = await run(node24, ['--enable-source-maps', inProject('api/dist/emit-schema.js'), folder], { output: 'keep' });
  if (code !== 0) throw new Stop(`The contract files could not be emitted:\n\n${output.trim()}`);
}

/** Compares what the code says with what is committed; answers the names of files that differ. */
export async function driftedFiles() {
  const folder = inProject('.build/schema');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await emitSchema(folder);
  return readdirSync(folder).filter((name) => {
    const committed = inProject('schema', name);
    return !existsSync(committed) || !readFileSync(committed).equals(readFileSync(join(folder, name)));
  });
}
