// Builds what is stale: the stamp of a part is a hash of everything it is made of.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './lock.mjs';
import { inProject, say, Stop } from './project.mjs';
import { run } from './processes.mjs';

/** @typedef {{ name: string, does: string, sources: string[], outputs: string[] }} Part */

/** @type {Part[]} */
const parts = [
  {
    name: 'web',
    does: 'building the pages',
    sources: ['web', 'schema', 'package-lock.json'],
    // The last is SvelteKit's, for the tools; npm sweeps it away with every change of packages.
    outputs: ['web/build/handler.js', 'web/src/lib/graphql/generated.ts', 'web/node_modules/$app/tsconfig.json'],
  },
  {
    name: 'api',
    does: 'building the server',
    sources: ['api', 'search', 'schema', 'tsconfig.base.json', 'package-lock.json'],
    outputs: ['api/dist/main.js'],
  },
];

const MADE = new Set(['node_modules', 'build', 'dist', '.svelte-kit', 'generated.ts', 'coverage']);

/** Builds what changed since its last build, the named parts or all, in order; throws with the tool's own words. */
export async function build(/** @type {string[]} */ ...names) {
  for (const part of parts.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const result = await buildPart(part);
    if (result.code !== 0) throw new Stop(`${part.does} failed:\n\n${result.output.trim()}`);
  }
}

/** @param {Part} part */
async function buildPart(part) {
  if (isFresh(part)) return { code: 0, output: '' };
  return alone(async () => {
    // Another start may have built it while this one waited.
    if (isFresh(part)) return { code: 0, output: '' };
    say(part.does);
    const hash = hashOf(part.sources);
    rmSync(stampOf(part), { force: true });
    const result = await run('npm', ['run', '--silent', 'build', '--workspace', part.name], { output: 'keep' });
    if (result.code === 0) writeFileSync(stampOf(part), hash);
    return result;
  });
}

const stampOf = (/** @type {Part} */ { name }) => inProject('.build', `${name}.stamp`);

function isFresh(/** @type {Part} */ part) {
  const stamp = stampOf(part);
  if (!existsSync(stamp) || !part.outputs.every((file) => existsSync(inProject(file)))) return false;
  return readFileSync(stamp, 'utf8') === hashOf(part.sources);
}

/** @param {string[]} sources */
function hashOf(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesOf)) hash.update(`${file}\0`).update(readFileSync(inProject(file)));
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesOf(path) {
  const full = inProject(path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full, { withFileTypes: true })
    .filter((entry) => !MADE.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)]));
}
