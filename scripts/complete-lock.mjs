// Runs after every change of the packages (the npm script "dependencies"). npm leaves out of package-lock.json what its registry
// could not show it: builds of a tool for other systems, when a mirror does not carry them. `npm ci` then refuses the file where it
// sees them (npm/cli#9846). They are optional and of one exact version, so they can be written down without asking anybody.
import { readFileSync, writeFileSync } from 'node:fs';
import { inProject } from './project.mjs';

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[], engines?: object, optionalDependencies?: Record<string, string> }} Locked */

const SYSTEM = /(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-([a-z]+))?$/;

const file = inProject('package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
/** @type {Record<string, Locked>} */
const packages = lock.packages;

/** Whether a package at `path` would find `name`, in its own node_modules or one above. */
function finds(/** @type {string} */ path, /** @type {string} */ name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder || !folder.includes('/node_modules/')) return Boolean(packages[`node_modules/${name}`]);
  }
}

/** @returns {Locked | null} */
function entryFor(/** @type {string} */ name, /** @type {string} */ version, /** @type {Locked} */ owner) {
  const [, os, cpu, abi = ''] = SYSTEM.exec(name) ?? [];
  if (!os || !cpu || !/^\d+\.\d+\.\d+/.test(version)) return null;
  const libc = os === 'linux' && /^(musl|gnu)/.exec(abi)?.[1];
  return {
    version,
    cpu: [cpu],
    ...(owner.dev && { dev: true }),
    ...(libc && { libc: [libc === 'gnu' ? 'glibc' : 'musl'] }),
    optional: true,
    os: [os],
    ...(owner.engines && { engines: owner.engines }),
  };
}

let added = 0;
for (const [path, owner] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    const entry = finds(path, name) ? null : entryFor(name, version, owner);
    if (!entry) continue;
    packages[`node_modules/${name}`] = entry;
    added += 1;
  }
}
if (added > 0) {
  const inOrder = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(inOrder) }, null, 2)}\n`);
  console.log(`package-lock.json: wrote down ${added} builds for other systems`);
}
