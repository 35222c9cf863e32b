// What a run of tests came to, by file, so that the files that failed can be run once more and take the place of their first run.

/**
 * Of one file; under '' what belongs to none.
 * @typedef {{ passed: number, failed: number, skipped: string[], failures: string[], unsteady: string[] }} Tally
 * @typedef {Record<string, Tally>} Tallies
 */

/** @returns {Tally} */
export const noTally = () => ({ passed: 0, failed: 0, skipped: [], failures: [], unsteady: [] });

/** More files than this do not fail by chance. */
const BY_CHANCE = 4;

/**
 * The files that are worth a second run; none when something failed that no file can be blamed for.
 * @returns {string[]}
 */
export function toTryAgain(/** @type {Tallies} */ tallies) {
  const failed = Object.entries(tallies).flatMap(([file, { failed }]) => (failed > 0 ? [file] : []));
  return failed.length > BY_CHANCE || failed.includes('') ? [] : failed;
}

/**
 * The second run of some files in place of their first. What failed only then is named as unsteady, with its reason.
 * @returns {Tallies}
 */
export function afterSecondRun(/** @type {Tallies} */ first, /** @type {Tallies} */ second) {
  const merged = { ...first };
  for (const file of toTryAgain(first)) {
    const again = second[file];
    // A file of which nothing is heard did not pass.
    if (!again || again.passed + again.failed === 0) continue;
    const unsteady = again.failed > 0 ? again.unsteady : [...(first[file]?.failures ?? []), ...again.unsteady];
    merged[file] = { ...again, unsteady };
  }
  // A crash of the second run is one of the whole.
  if (second['']) merged[''] = second[''];
  return merged;
}

/** @returns {Tally} */
export function sumOf(/** @type {Tallies} */ tallies) {
  const sum = noTally();
  for (const { passed, failed, skipped, failures, unsteady } of Object.values(tallies)) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped.push(...skipped);
    sum.failures.push(...failures);
    sum.unsteady.push(...unsteady);
  }
  return sum;
}
