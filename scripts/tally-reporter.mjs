// Counts what vitest ran, with the reason of every skipped and of every failed test, into the file that TALLY_FILE names.
import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** @typedef {{ passed: number, failed: number, skipped: string[], failures: string[], unsteady: string[] }} Tally */

export default class TallyReporter {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<unknown>} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    /** @type {Tally} */
    const tally = { passed: 0, failed: 0, skipped: [], failures: [], unsteady: [] };
    const fail = (/** @type {string} */ name, /** @type {ReadonlyArray<import('vitest').TestError>} */ errors) => {
      tally.failed += 1;
      tally.failures.push([name, ...errors.map(shortOf)].join('\n'));
    };
    for (const module of modules) {
      // A file that could not be loaded has no tests to count, and an afterAll that fails belongs to none.
      for (const owner of [module, ...module.children.allSuites()]) {
        if (owner.errors().length > 0)
          fail('fullName' in owner ? `${module.relativeModuleId} > ${owner.fullName}` : module.relativeModuleId, owner.errors());
      }
      for (const test of module.children.allTests()) {
        const name = `${module.relativeModuleId} > ${test.fullName}`;
        const result = test.result();
        if (test.diagnostic()?.flaky) tally.unsteady.push([name, ...(result.errors ?? []).map(shortOf)].join('\n'));
        if (result.state === 'passed') tally.passed += 1;
        else if (result.state === 'skipped') tally.skipped.push(result.note ? `${name} (${result.note})` : name);
        else fail(name, result.errors ?? []);
      }
    }
    for (const error of unhandledErrors)
      fail(`unhandled error: ${error instanceof Error ? error.message : String(Object(error).message ?? error)}`, []);
    if (process.env.TALLY_FILE) writeFileSync(process.env.TALLY_FILE, JSON.stringify(tally));
  }
}

/** What went wrong and in which line, in few words: the last lines of a long log are often all that somebody gets to see. */
function shortOf(/** @type {import('vitest').TestError} */ { message, stacks = [] }) {
  const place = stacks.find(({ file }) => file.endsWith('.spec.ts')) ?? stacks[0];
  const lines = stripVTControlCharacters(message).split('\n').slice(0, 6);
  return [...lines, ...(place ? [`at ${place.file.split('/').at(-1)}:${place.line}:${place.column}`] : [])]
    .map((line) => `         ${line}`)
    .join('\n');
}
