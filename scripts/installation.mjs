// Brings node_modules to what package-lock.json says.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { alone } from './lock.mjs';
import { inProject, machineEnvironment, node24, say, Stop } from './project.mjs';
import { run, signalCode } from './processes.mjs';

/** Node 20 is enough to install; what is installed brings its own Node 24. */
export function requireNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) throw new Stop(`Köprü needs Node 20 or newer to start; this is ${process.versions.node}. See https://nodejs.org`);
}

/**
 * Whether every package of package-lock.json is there in its version. npm writes node_modules/.package-lock.json last, so an
 * installation that was interrupted does not pass. Packages for other systems are optional and may be missing.
 */
export function isInstalled() {
  const installedFile = inProject('node_modules/.package-lock.json');
  if (!existsSync(installedFile) || !existsSync(node24)) return false;
  const wanted = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (!path.includes('node_modules/')) return true;
    const there = installed[path];
    if (!there) return Boolean(optional);
    return Boolean(link) === Boolean(there.link) && there.version === version && existsSync(inProject(path));
  });
}

/** Installs when something is missing or of another version. */
export async function install() {
  requireNode();
  if (isInstalled()) return;
  await alone(async () => {
    // Another start may have done it while this one waited.
    if (isInstalled()) return;
    say('installing packages (once; about a minute)');
    let { code, output } = await npmCi();
    if (code !== 0 && !signalCode() && existsSync(inProject('node_modules'))) {
      // What an interrupted or foreign installation left there can be in npm's way.
      rmSync(inProject('node_modules'), { recursive: true, force: true, maxRetries: 5 });
      ({ code, output } = await npmCi());
    }
    if (code !== 0) throw new Stop(`npm ci failed:\n\n${output.trim()}\n\nKöprü needs the npm registry once, to install its packages.`);
    if (!existsSync(node24)) {
      throw new Stop(
        'npm did not run the install scripts that bring Node 24. Switch them on (npm config delete ignore-scripts) and start again.',
      );
    }
  });
}

/** Build tools are development dependencies, which NODE_ENV=production would leave out. */
const npmCi = () =>
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { env: machineEnvironment(), output: 'keep' });
