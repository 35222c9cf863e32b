// Counts what vitest ran by file, with the reason of every skipped and of every failed test, into the file that TALLY_FILE names.
import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { noTally } from './tally.mjs';

export default class TallyReporter {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<unknown>} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    /** @type {import('./tally.mjs').Tallies} */
    const tallies = {};
    const of = (/** @type {string} */ file) => (tallies[file] ??= noTally());
    const fail = (
      /** @type {string} */ file,
      /** @type {string} */ name,
      /** @type {ReadonlyArray<import('vitest').TestError>} */ errors,
    ) => {
      of(file).failed += 1;
      of(file).failures.push([name, ...errors.map(shortOf)].join('\n'));
    };
    for (const module of modules) {
      const file = module.relativeModuleId;
      const tally = of(file);
      // A file that could not be loaded has no tests to count, and an afterAll that fails belongs to none.
      for (const owner of [module, ...module.children.allSuites()]) {
        if (owner.errors().length > 0) fail(file, 'fullName' in owner ? `${file} > ${owner.fullName}` : file, owner.errors());
      }
      for (const test of module.children.allTests()) {
        const name = `${file} > ${test.fullName}`;
        const result = test.result();
        if (result.state === 'passed') tally.passed += 1;
        else if (result.state === 'skipped') tally.skipped.push(result.note ? `${name} (${result.note})` : name);
        else fail(file, name, result.errors ?? []);
      }
    }
    for (const error of unhandledErrors)
      fail('', `unhandled error: ${error instanceof Error ? error.message : String(Object(error).message ?? error)}`, []);
    if (process.env.TALLY_FILE) writeFileSync(process.env.TALLY_FILE, JSON.stringify(tallies));
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
