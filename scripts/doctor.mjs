// npm run doctor: what this machine has and lacks for Köprü, without changing anything.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { totalmem, userInfo } from 'node:os';
import { isInstalled } from './installation.mjs';
import { inProject, machineEnvironment, node24, root, runScript } from './project.mjs';

/** @typedef {{ ok: boolean, text: string, optional?: boolean }} Finding */

const answer = (/** @type {string} */ command, /** @type {string[]} */ args) => {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', env: machineEnvironment() });
  return status === 0 ? stdout.trim().split('\n')[0] : null;
};

/** @returns {Finding} */
function nodeFinding() {
  const version = process.versions.node;
  return {
    ok: Number(version.split('.')[0]) >= 20,
    text: `Node ${version} (20 or newer is enough to start; Köprü brings its own Node 24)`,
  };
}

/** @returns {Finding} */
function npmFinding() {
  const version = answer('npm', ['--version']);
  return { ok: version !== null, text: version ? `npm ${version}` : 'npm is missing: it comes with Node, see https://nodejs.org' };
}

/** @returns {Finding} */
function folderFinding() {
  try {
    accessSync(root, constants.W_OK);
    const { bavail, bsize } = statfsSync(root);
    const gigabytes = (bavail * bsize) / 1e9;
    return { ok: gigabytes > 2, text: `${root} can be written, ${gigabytes.toFixed(1)} GB free (2 GB needed)` };
  } catch {
    return { ok: false, text: `${root} cannot be written: start as the user who owns it` };
  }
}

/** @returns {Finding} */
function memoryFinding() {
  const gigabytes = totalmem() / 1e9;
  return { ok: gigabytes > 1.8, text: `${gigabytes.toFixed(1)} GB of memory (2 GB needed, 4 GB for the tests with a browser)` };
}

/** @returns {Finding} */
function accountFinding() {
  if (userInfo().uid !== 0) return { ok: true, text: `user ${userInfo().username}: the embedded PostgreSQL runs as this user` };
  const account = answer('id', ['-u', 'postgres']) ?? answer('which', ['useradd']) ?? answer('id', ['-u', 'nobody']);
  return { ok: account !== null, text: 'root: the embedded PostgreSQL runs as the account "postgres", which is made when missing' };
}

/** @returns {Finding} */
function platformFinding() {
  const name = `${process.platform}-${process.arch}`;
  const known = ['linux-x64', 'linux-arm64', 'linux-arm', 'linux-ia32', 'linux-ppc64', 'darwin-x64', 'darwin-arm64'];
  const ok = known.includes(name) || Boolean(process.env.DATABASE_URL);
  return { ok, text: ok ? `${name}` : `${name} has no embedded PostgreSQL: set DATABASE_URL to a PostgreSQL 18` };
}

/** @returns {Finding} */
function installedFinding() {
  const ok = isInstalled();
  const version = existsSync(node24) ? answer(node24, ['--version']) : null;
  return { ok, optional: true, text: ok ? `packages are installed, Node ${version}` : 'packages are not installed yet: npm start does it' };
}

/** @returns {Finding} */
function browserFinding() {
  const path = process.env.CHROMIUM_PATH;
  if (path) return { ok: existsSync(path), text: `CHROMIUM_PATH ${path}` };
  const shipped = existsSync(inProject('node_modules/@sparticuz/chromium'));
  return { ok: shipped, optional: true, text: shipped ? 'the test browser is installed' : 'the test browser comes with the packages' };
}

await runScript(async () => {
  const findings = [
    nodeFinding(),
    npmFinding(),
    platformFinding(),
    folderFinding(),
    memoryFinding(),
    accountFinding(),
    installedFinding(),
    browserFinding(),
  ];
  for (const { ok, optional, text } of findings) console.log(`${ok ? 'ok     ' : optional ? 'not yet' : 'LACKS  '}  ${text}`);
  return findings.every(({ ok, optional }) => ok || optional) ? 0 : 1;
});
