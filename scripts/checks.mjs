// Everything that can be known without running a test. One check, one count.
import { build } from './building.mjs';
import { driftedFiles } from './emitted-schema.mjs';
import { run } from './processes.mjs';
import { inProject, say, Stop } from './project.mjs';

const MOST_LINES = 150;

/** @typedef {{ passed: boolean, output: string }} Outcome */
/** @typedef {{ name: string, advice?: string, check: () => Promise<Outcome> }} Check */

/** @returns {Check} */
const command = (/** @type {string} */ name, /** @type {string[]} */ words, /** @type {string} */ advice = '') => ({
  name,
  advice,
  check: async () => {
    const [program = '', ...args] = words;
    const { code, output } = await run(program, args, { output: 'keep', limitMs: 10 * 60_000 });
    return { passed: code === 0, output };
  },
});

/** @returns {Check} */
const building = (/** @type {string} */ part) => ({
  name: `build ${part}`,
  check: () => outcomeOf(() => build(part)),
});

/** Builds come first, one after the other: the rest reads what they write. */
const builds = [building('web'), building('api')];

/**
 * Types of one workspace. What the compiler learnt is kept: a second check of the same tree takes a third of the time.
 * @returns {Check}
 */
const types = (/** @type {string} */ part, project = part) =>
  command(`types of ${part}`, ['tsc', '-p', project, '--incremental', '--tsBuildInfoFile', inProject(`.build/types/${part}.tsbuildinfo`)]);

const checks = [
  types('schema'),
  types('search'),
  types('api'),
  types('tests'),
  types('scripts', '.'),
  command('types of pages', ['npm', 'run', '--silent', 'check', '--workspace', 'web']),
  command(
    'formatting',
    [
      'prettier',
      '--check',
      '--log-level',
      'warn',
      '--cache',
      '--cache-strategy=content',
      `--cache-location=${inProject('.build/prettier-cache')}`,
      '.',
    ],
    'npx prettier --write .',
  ),
  command('lint', ['oxlint', '--deny-warnings', '--format', 'unix']),
  command('who imports whom', ['depcruise', '--config', '.dependency-cruiser.cjs', 'schema', 'search', 'api/src', 'web/src', 'tests']),
  command('unused code', ['knip', '--no-progress']),
  {
    name: 'contract files',
    advice: 'npm run schema',
    check: () =>
      outcomeOf(async () => {
        const drifted = await driftedFiles();
        if (drifted.length > 0) throw new Stop(`differs from what the code says: schema/${drifted.join(', schema/')}`);
      }),
  },
];

/** @returns {Promise<Outcome>} */
async function outcomeOf(/** @type {() => Promise<void>} */ work) {
  try {
    await work();
    return { passed: true, output: '' };
  } catch (error) {
    if (error instanceof Stop) return { passed: false, output: error.message };
    throw error;
  }
}

/** Runs all checks and prints each as it ends, with the tool's words when it fails. */
export async function runChecks() {
  const tally = { passed: 0, failed: 0 };
  for (const check of builds) await perform(check, tally);
  const waiting = [...checks];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) await perform(check, tally);
  };
  await Promise.all([worker(), worker()]);
  return tally;
}

async function perform(/** @type {Check} */ { name, advice, check }, /** @type {{ passed: number, failed: number }} */ tally) {
  const { passed, output } = await check();
  tally[passed ? 'passed' : 'failed'] += 1;
  say(`${passed ? 'ok    ' : 'FAILED'}  ${name}`);
  if (!passed) console.log(`${shortened(output)}\n${advice ? `        to put it right: ${advice}\n` : ''}`);
}

/** Enough to begin with; whoever mends it runs the tool alone. */
function shortened(/** @type {string} */ output) {
  const lines = output.trim().split('\n');
  return lines.length > MOST_LINES
    ? [...lines.slice(0, MOST_LINES), `… and ${lines.length - MOST_LINES} more lines`].join('\n')
    : lines.join('\n');
}
