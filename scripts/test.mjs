// npm test: from nothing to every check and every test. The last line counts them all.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { runChecks } from './checks.mjs';
import { install } from './installation.mjs';
import { run, signalCode, watchSignals } from './processes.mjs';
import { inProject, projectEnvironment, runScript, say } from './project.mjs';
import { afterSecondRun, noTally, sumOf, toTryAgain } from './tally.mjs';

const SUITES = ['unit', 'unit-web', 'contract', 'journeys', 'faults'];
const SUITE_LIMIT_MS = 20 * 60_000;
const SUMMARY = inProject('.build/test-summary.txt');

/** Browser, server and database share the machine with whatever else runs on it: the files of such a suite have a second run, in a world of their own. */
const SECOND_RUN = ['journeys'];

/**
 * Runs one vitest project, or some files of it. A run that ends badly without a failed test (a crash, a setup that fails) counts as one failure.
 * @returns {Promise<import('./tally.mjs').Tallies>}
 */
async function runFiles(/** @type {string} */ suite, /** @type {string[]} */ files = []) {
  const file = inProject(`.build/tally-${suite}.json`);
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', `--reporter=${inProject('scripts/tally-reporter.mjs')}`];
  const { code } = await run('vitest', ['run', '--project', suite, '--passWithNoTests', ...reporters, ...files], {
    env: { ...projectEnvironment(), TALLY_FILE: file },
    limitMs: SUITE_LIMIT_MS,
  });
  /** @type {import('./tally.mjs').Tallies} */
  const tallies = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  if (code !== 0 && sumOf(tallies).failed === 0)
    tallies[''] = { ...noTally(), failed: 1, failures: [`${suite}: vitest ended with code ${code}`] };
  return tallies;
}

async function runSuite(/** @type {string} */ suite) {
  const tallies = await runFiles(suite);
  const again = SECOND_RUN.includes(suite) && !signalCode() ? toTryAgain(tallies) : [];
  if (again.length === 0) return sumOf(tallies);
  say(`tests: ${suite} once more: ${again.join(', ')}`);
  return sumOf(afterSecondRun(tallies, await runFiles(suite, again)));
}

await runScript(async () => {
  watchSignals();
  mkdirSync(inProject('.build'), { recursive: true });
  rmSync(SUMMARY, { force: true });
  await install();
  const total = { ...(await runChecks()), skipped: 0 };
  /** @type {string[]} */
  const lines = [];
  for (const suite of SUITES) {
    if (signalCode()) return signalCode() ?? 1;
    say(`tests: ${suite}`);
    const tally = await runSuite(suite);
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped.length;
    lines.push(...tally.skipped.map((name) => `skipped  ${name}`), ...tally.unsteady.map((name) => `unsteady ${name}`));
    lines.push(...tally.failures.map((name) => `FAILED   ${name}`));
  }
  if (signalCode()) return signalCode() ?? 1;
  const summary = `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`;
  console.log(['', ...lines, summary].join('\n'));
  writeFileSync(SUMMARY, `${summary}\n`);
  return total.failed > 0 ? 1 : 0;
});
