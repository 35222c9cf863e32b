// What every script needs to know of the project. Plain JavaScript for Node 20 with nothing installed.
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
export const inProject = (/** @type {string[]} */ ...parts) => join(root, ...parts);

/** The Node that npm installs with the project. */
export const node24 = inProject('node_modules/.bin/node');

/**
 * PATH of the machine, without what `npm run` put in front. npm ci must run on the machine's own Node: it removes the project's.
 * @returns {NodeJS.ProcessEnv}
 */
export function machineEnvironment() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !/[\\/]node_modules[\\/]|node-gyp-bin/.test(entry + '/'));
  return { ...process.env, PATH: path.join(delimiter) };
}

/** PATH with the project's Node 24 and tools in front. */
export function projectEnvironment() {
  const machine = machineEnvironment();
  return { ...machine, PATH: [inProject('node_modules/.bin'), machine.PATH].join(delimiter) };
}

export const say = (/** @type {string} */ text) => console.log(`köprü  ${text}`);

/** Ends with a sentence for people instead of a stack. */
export class Stop extends Error {}

/**
 * Runs a script's main function; its answer is the exit code.
 * @param {() => Promise<number>} main
 */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}
